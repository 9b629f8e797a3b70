#include <algorithm>

#include "base/text.h"
#include "define/scope.h"

namespace longstone::define {
namespace {

bool answers_requests(const Definitions& definitions, const Agency& agency) {
    for (const Post& post : agency.posts)
        for (const std::string& id : post.roles) {
            const auto role = definitions.roles.find(id);
            if (role != definitions.roles.end() && role->second.may.contains("be-asked"))
                return true;
        }
    return false;
}

// Each kind that may be asked has an agency in which somebody may answer.
void check_to_field(const Scope& scope, const RequestRule& rule, const Node& node) {
    if (rule.sends && rule.to_field.empty() && rule.preselect.empty())
        scope.errors.add(node.at({"sends"}).place,
                         "nobody is named to whom this is sent",
                         "Add to-field: or preselect:.");
    scope.question(
        node.at({"to-field"}).place, rule.to_field, {FieldType::Agency, FieldType::Agencies});
}

// Who answers may be asked; what goes with the question is there.
void check_by_and_shares(const Scope& scope, const RequestRule& rule, const Node& node) {
    check_roles(scope, rule.by, node.at({"by"}));
    for (const std::string& role : rule.by) {
        const auto known = scope.definitions.roles.find(role);
        if (known != scope.definitions.roles.end() && !known->second.may.contains("be-asked"))
            scope.errors.add(node.at({"by"}).mention(role).place,
                             cat({"the role \"", role, "\" may not answer a request"}),
                             "Add be-asked to what it may do.");
    }
    for (const std::string& shared : rule.shares)
        if (shared != "people" && scope.definitions.asked({shared}).empty() &&
            scope.use(shared) == nullptr)
            scope.unknown_field(node.at({"shares"}).mention(shared).place, shared);
}

bool names_people(const Field& field) {
    return field.type == FieldType::Person || field.type == FieldType::People ||
           std::any_of(field.fields.begin(), field.fields.end(), names_people);
}

// What goes with the question names nobody, nor does the question, nor is the record found by those
// who are asked.
void check_anonymous(const Scope& scope, const RequestRule& rule, const Node& node) {
    if (!rule.anonymous) return;
    const Place& place = node.at({"anonymous"}).place;
    if (!scope.pathway.access.restricted)
        scope.errors.add(place,
                         "those who are asked would find the record, and whom it is about",
                         "Make the pathway restricted or sealed, or take anonymous away.");
    const auto refuse = [&](const std::string& what) {
        scope.errors.add(place,
                         cat({"\"", what, "\" names people to whoever is asked"}),
                         "Take it out of what is shared or asked, or take anonymous away.");
    };
    for (const std::string& shared : rule.shares) {
        bool named = shared == "people";
        if (const Use* use = scope.use(shared)) named = named || names_people(*use->field);
        for (const Section* section : scope.definitions.asked({shared}))
            named =
                named || std::any_of(section->fields.begin(), section->fields.end(), names_people);
        if (named) refuse(shared);
    }
    if (const Form* form = scope.definitions.form(rule.form))
        for (const Field* field : fields_of(*form))
            if (names_people(*field)) refuse(field->id);
}

void check_asked(const Scope& scope, const RequestRule& rule, const Node& node) {
    check_by_and_shares(scope, rule, node);
    check_anonymous(scope, rule, node);
    check_to_field(scope, rule, node);
    const Node& to = node.at({"to"});
    check_kinds(scope, rule.to_kinds, to);
    for (const std::string& kind : rule.to_kinds) {
        const auto agencies = agencies_of(scope.definitions, {kind});
        const bool answers = std::any_of(agencies.begin(), agencies.end(), [&](const Agency* one) {
            return answers_requests(scope.definitions, *one);
        });
        if (!agencies.empty() && !answers)
            scope.errors.add(
                to.mention(kind).place,
                cat({"nobody in an agency of the kind \"", kind, "\" may answer a request"}),
                "Give one of its posts a role that may be-asked.");
    }
    const auto asked = agencies_of(scope.definitions, rule.to_kinds);
    if (rule.at_least > static_cast<int>(asked.size()) && !asked.empty())
        scope.errors.add(node.at({"at-least"}).place,
                         cat({"only ",
                              count_of(static_cast<long long>(asked.size()), "agency", "agencies"),
                              " can be asked"}),
                         "Ask more kinds, or lower at-least.");
    const Node& preselect = node.at({"preselect"});
    check_kinds(scope, rule.preselect, preselect);
    const Names offered = kinds_of(asked);
    for (const std::string& kind : rule.preselect)
        if (!offered.contains(kind) && !agencies_of(scope.definitions, {kind}).empty())
            scope.errors.add(preselect.mention(kind).place,
                             cat({"\"", kind, "\" is ticked but not offered"}),
                             "Add it to \"to\", or take it away here.");
}

void check_compare(const Scope& scope, const RequestRule& rule, const Node& node) {
    const Form* form = scope.definitions.form(rule.form);
    if (form == nullptr) {
        std::vector<std::string> forms;
        forms.reserve(scope.definitions.forms.size());
        for (const auto& [id, known] : scope.definitions.forms)
            forms.push_back(id);
        scope.errors.unknown(node.at({"form"}).place, "form", rule.form, forms);
        return;
    }
    if (rule.compare.empty()) return;
    const Field* field = form->find(rule.compare);
    const Place& place = node.at({"compare"}).place;
    if (field == nullptr) {
        std::vector<std::string> fields;
        for (const Field* known : fields_of(*form))
            fields.push_back(known->id);
        scope.errors.unknown(
            place, cat({"field of the form \"", form->id, "\""}), rule.compare, fields);
        return;
    }
    const Domain domain = domain_of(scope.definitions, *field);
    if ((!domain.coded && !domain.figures) || domain.many)
        scope.errors.add(place,
                         cat({"answers to \"", rule.compare, "\" cannot be compared"}),
                         "Compare a rating, a choice, a yes-no or a figure.");
}

// What may go to other partnerships is carried over, and the agency says itself that it may.
void check_gives(const Scope& scope, const RequestRule& rule, const Node& node) {
    if (rule.gives.empty()) return;
    const Place& place = node.at({"gives"}).place;
    if (!rule.carries)
        scope.errors.add(place,
                         "what is not carried over is not given to others",
                         "Add carries: yes, or take gives away.");
    const Form* form = scope.definitions.form(rule.form);
    const Field* field = form == nullptr ? nullptr : form->find(rule.gives);
    if (form != nullptr && (field == nullptr || field->type != FieldType::YesNo))
        scope.errors.add(
            place,
            cat({"\"", rule.gives, "\" is no yes-or-no question of \"", form->id, "\""}),
            "Name the question by which the agency agrees.");
}

void check_blind(const Scope& scope,
                 const Stage& stage,
                 const RequestRule& rule,
                 const Node& node) {
    if (rule.blind_until.empty()) return;
    const Place& place = node.at({"blind-until"}).place;
    const auto follows = scope.after.find(stage.id);
    if (scope.pathway.stage(rule.blind_until) == nullptr)
        scope.errors.unknown(place, "stage", rule.blind_until, scope.stage_ids());
    else if (rule.blind_until == stage.id || follows == scope.after.end() ||
             !follows->second.contains(rule.blind_until))
        scope.errors.add(
            place,
            cat({"the stage \"", rule.blind_until, "\" does not follow \"", stage.id, "\""}),
            "Name a stage that comes after the one that asks.");
}

void check_invited(const Scope& scope, const MeetingRule& rule, const Node& node) {
    check_kinds(scope, rule.invites, node.at({"invites"}));
    check_kinds(scope, rule.quorum, node.at({"quorum"}));
    Names there = kinds_of(agencies_of(scope.definitions, rule.invites));
    for (const Agency& agency : scope.definitions.partnership.agencies)
        for (const Post& post : agency.posts)
            for (const std::string& role : post.roles)
                if (std::find(rule.chair.begin(), rule.chair.end(), role) != rule.chair.end())
                    there.insert(agency.kinds.begin(), agency.kinds.end());
    for (const std::string& kind : rule.quorum)
        if (!there.contains(kind) && !agencies_of(scope.definitions, {kind}).empty())
            scope.errors.add(node.at({"quorum"}).mention(kind).place,
                             cat({"\"", kind, "\" must attend but is not invited"}),
                             "Add it to \"invites\", or take it out of the quorum.");
}

}  // namespace

void check_requests(const Scope& scope) {
    Names seen;
    for (const Stage& stage : scope.pathway.stages)
        for (const RequestRule& rule : stage.requests) {
            const Node& requests = scope.node.at({"stages", stage.id, "requests"});
            const Node& node = requests.at({rule.id});
            if (!seen.insert(rule.id).second)
                scope.errors.add(requests.key(rule.id)->place,
                                 cat({"another stage has a request \"", rule.id, "\" as well"}),
                                 "Give each request of a pathway its own id.");
            check_asked(scope, rule, node);
            check_compare(scope, rule, node);
            check_blind(scope, stage, rule, node);
            check_gives(scope, rule, node);
            check_within(scope, rule.due, {}, node.at({"due"}));
            check_condition(scope, rule.when, node.at({"when"}), scope.domains({stage.id}));
        }
}

void check_meetings(const Scope& scope) {
    for (const MeetingRule& rule : scope.pathway.meetings) {
        const Node& node = scope.node.at({"meetings", rule.id});
        const Place& key = scope.node.at({"meetings"}).key(rule.id)->place;
        check_roles(scope, rule.chair, node.at({"chair"}));
        if (rule.chair.empty())
            scope.errors.add(key, "nobody may chair this meeting", "Add chair: [roles].");
        if (scope.holding(rule.id).empty())
            scope.errors.add(key,
                             cat({"no stage holds the meeting \"", rule.id, "\""}),
                             cat({"Add holds: ", rule.id, " to a stage, or take it away."}));
        check_invited(scope, rule, node);
        check_meeting_group(scope, rule, node);
        check_dates(scope, rule.held, scope.holding(rule.id), {}, node);
        if (!rule.reports.empty() && scope.pathway.request(rule.reports) == nullptr)
            scope.errors.add(node.at({"reports"}).place,
                             cat({"no stage makes the request \"", rule.reports, "\""}),
                             "Name the request whose answers are the reports.");
    }
}

}  // namespace longstone::define
