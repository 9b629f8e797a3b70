#include <algorithm>

#include "base/text.h"
#include "define/scope.h"

namespace longstone::define {
namespace {

// Where a question is written, and what may have been answered when it is asked.
struct Asked {
    const Node& node;
    const Domains& domains;
    Names at = {};                          // the stages at which it is asked
    std::vector<const Field*> beside = {};  // its neighbours in a group or an agency's form
};

Condition both(const Condition& one, const Condition& other) {
    return {.kind = Condition::Kind::All, .parts = {one, other}};
}

void check_hidden_until(const Scope& scope, const Field& field, const Node& node) {
    if (field.hidden_until.empty() || scope.pathway.stage(field.hidden_until) != nullptr) return;
    const Place& place = node.at({"hidden-until"}).place;
    const std::string near = did_you_mean(field.hidden_until, scope.stage_ids());
    scope.errors.add(place,
                     cat({"the pathway \"",
                          scope.pathway.id,
                          "\", which asks this, has no stage \"",
                          field.hidden_until,
                          "\""}),
                     near.empty() ? "Name a stage of every pathway that asks it."
                                  : cat({"Did you mean \"", near, "\"?"}));
}

bool is_beside(const std::vector<const Field*>& beside, const std::string& id) {
    return std::any_of(beside.begin(), beside.end(), [&](const Field* f) { return f->id == id; });
}

// Each person of the role has an item: it needs a question that says who.
void check_each(const Scope& scope, const Field& field, const Node& node) {
    if (field.each.empty()) return;
    std::vector<std::string> roles;
    for (const PeopleRule& rule : scope.pathway.people)
        roles.push_back(rule.role);
    if (std::find(roles.begin(), roles.end(), field.each) == roles.end())
        scope.errors.unknown(node.at({"each"}).place, "role of people", field.each, roles);
    if (std::none_of(field.fields.begin(), field.fields.end(), [](const Field& inner) {
            return inner.type == FieldType::Person;
        }))
        scope.errors.add(node.at({"each"}).place,
                         "no question of the group says which person an item is about",
                         "Ask a field of the type person in it.");
}

// What answers it until somebody does is a fact of its kind.
void check_from(const Scope& scope, const Field& field, const Node& node) {
    if (field.from.empty()) return;
    const Domain fact = field.from.find('.') == std::string::npos
                            ? Domain()
                            : scope.domains(scope.stages())(field.from);
    const bool fits = field.type == FieldType::YesNo
                          ? fact.coded && fact.always
                          : field.type == FieldType::Number && fact.figures;
    if (!fits)
        scope.errors.add(node.at({"from"}).place,
                         cat({"\"", field.from, "\" is no fact that answers this question"}),
                         "Use history.repeat or requests.disagree of a yes-no, history.count or "
                         "steps.count of a number.");
}

void check_field(const Scope& scope,
                 const Condition& outer,
                 const Field& field,
                 const Asked& asked) {
    const Node& node = asked.node;
    check_hidden_until(scope, field, node);
    check_from(scope, field, node);
    check_condition(scope, field.when, node.at({"when"}), asked.domains);
    check_condition(scope, field.required, node.at({"required"}), asked.domains);
    check_dates(scope, field.date, asked.at, asked.beside, node);
    check_each(scope, field, node);
    for (const std::string& counted : field.counts)
        if (scope.use(counted) == nullptr && !is_beside(asked.beside, counted))
            scope.unknown_field(node.at({"counts"}).place, counted);
    const Condition when = both(outer, field.when);
    const bool alone = possible(outer, asked.domains) && possible(field.when, asked.domains);
    if (alone && !possible(when, asked.domains))
        scope.errors.add(node.at({"when"}).place,
                         cat({"the question \"", field.id, "\" can never be asked"}),
                         "Its condition contradicts that of the section or group around it.");
    else if (alone && possible(field.required, asked.domains) &&
             !possible(both(when, field.required), asked.domains))
        scope.errors.add(node.at({"required"}).place,
                         cat({"\"", field.id, "\" is never asked when it is required"}),
                         "Its required: contradicts its when:.");
    if (field.fields.empty()) return;
    std::vector<const Field*> neighbours;
    for (const Field& inner : field.fields)
        neighbours.push_back(&inner);
    // The items of a group see their neighbours first, then everything around them.
    const Domains inside = [&scope, &field, &asked](const std::string& name) {
        for (const Field& inner : field.fields)
            if (inner.id == name) return domain_of(scope.definitions, inner);
        return asked.domains(name);
    };
    for (const Field& inner : field.fields)
        check_field(scope,
                    when,
                    inner,
                    {.node = node.at({"fields", inner.id}),
                     .domains = inside,
                     .at = asked.at,
                     .beside = neighbours});
}

const Node& section_node(const Scope& scope, const Form& form, const Section& section) {
    return scope.sources.forms.at(form.id).at({"sections", section.id});
}

void check_section(const Scope& scope,
                   const Form& form,
                   const Section& section,
                   const Domains& domains) {
    check_condition(scope, section.when, section_node(scope, form, section).at({"when"}), domains);
}

void check_use(const Scope& scope, const Use& use) {
    const Node& section = section_node(scope, *use.form, *use.section);
    const bool later = !use.stages.empty();
    const Domains domains =
        later ? scope.domains(use.stages) : scope.domains_when_opening(!use.opening);
    check_section(scope, *use.form, *use.section, domains);
    check_field(scope,
                use.section->when,
                *use.field,
                {.node = section.at({"fields", use.field->id}),
                 .domains = domains,
                 .at = later ? use.stages : Names{scope.pathway.first}});
}

// One id, one question; only the public's form may ask again what another form asks.
void check_twice(const Scope& scope) {
    for (std::size_t i = 0; i < scope.uses.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const Use& first = scope.uses[j];
            const Use& second = scope.uses[i];
            if (first.field->id != second.field->id || first.form == second.form) continue;
            const Place& place = section_node(scope, *second.form, *second.section)
                                     .at({"fields"})
                                     .key(second.field->id)
                                     ->place;
            const bool same = first.field->type == second.field->type &&
                              first.field->codes == second.field->codes;
            if (first.to_public == second.to_public)
                scope.errors.add(place,
                                 cat({"the pathway \"",
                                      scope.pathway.id,
                                      "\" asks \"",
                                      second.field->id,
                                      "\" in the form \"",
                                      first.form->id,
                                      "\" as well"}),
                                 "Give one of the two questions another id.");
            else if (!same)
                scope.errors.add(place,
                                 cat({"\"",
                                      second.field->id,
                                      "\" is of another type in the form \"",
                                      first.form->id,
                                      "\""}),
                                 "Ask the public for the same type and codes, or use another id.");
        }
}

bool sees(const Scope& scope, const std::string& role, const Section& section, const Field& field) {
    const auto listed = [&role](const std::vector<std::string>& roles) {
        return roles.empty() || std::find(roles.begin(), roles.end(), role) != roles.end();
    };
    const auto known = scope.definitions.roles.find(role);
    if (known == scope.definitions.roles.end()) return true;  // reported where it is named
    return listed(section.private_to) && listed(field.private_to) &&
           (known->second.sees_sensitive || (!section.sensitive && !field.sensitive));
}

void check_visible(const Scope& scope,
                   const std::vector<const Section*>& sections,
                   const std::vector<std::string>& roles,
                   const std::string& where) {
    for (const Section* section : sections)
        for (const Field& field : section->fields) {
            if (!field.is_required || roles.empty()) continue;
            if (std::any_of(roles.begin(), roles.end(), [&](const std::string& role) {
                    return sees(scope, role, *section, field);
                }))
                continue;
            scope.errors.add(field.place,
                             cat({"the required question \"",
                                  field.id,
                                  "\" is hidden from everyone who works at ",
                                  where,
                                  " of \"",
                                  scope.pathway.id,
                                  "\" (",
                                  join(roles, ", "),
                                  ")"}),
                             "Let one of them see it, or give its stage to a role that does.");
        }
}

void check_visible(const Scope& scope) {
    std::vector<std::string> workers = scope.pathway.access.lead;
    for (const std::string& role : scope.pathway.access.works)
        if (std::find(workers.begin(), workers.end(), role) == workers.end())
            workers.push_back(role);
    for (const Stage& stage : scope.pathway.stages)
        check_visible(scope,
                      scope.definitions.asked(stage.asks),
                      stage.who.empty() ? workers : stage.who,
                      cat({"the stage \"", stage.id, "\""}));
    for (const MeetingRule& meeting : scope.pathway.meetings)
        if (!meeting.asks.empty())
            check_visible(scope,
                          scope.definitions.asked({meeting.asks}),
                          meeting.chair,
                          cat({"the meeting \"", meeting.id, "\""}));
}

// What is asked of agencies: the form's own answers, then what the record says.
void check_request_forms(const Scope& scope) {
    for (const Stage& stage : scope.pathway.stages)
        for (const RequestRule& rule : stage.requests) {
            const Form* form = scope.definitions.form(rule.form);
            if (form == nullptr) continue;
            const Domains domains = scope.domains({stage.id}, fields_of(*form));
            for (const Section& section : form->sections) {
                check_section(scope, *form, section, domains);
                const Node& fields = section_node(scope, *form, section).at({"fields"});
                for (const Field& field : section.fields)
                    check_field(scope,
                                section.when,
                                field,
                                {.node = fields.at({field.id}),
                                 .domains = domains,
                                 .at = {stage.id},
                                 .beside = fields_of(*form)});
            }
        }
}

}  // namespace

void check_fields(const Scope& scope) {
    for (const Use& use : scope.uses)
        check_use(scope, use);
    check_twice(scope);
    check_visible(scope);
    check_request_forms(scope);
}

}  // namespace longstone::define
