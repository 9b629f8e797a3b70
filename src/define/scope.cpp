#include "define/scope.h"

#include <algorithm>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

constexpr std::size_t kMostRounds = 1000;

// Facts the engine keeps.
std::optional<Domain> fact(const Pathway& pathway, const std::string& name, const Names& at) {
    Domain out{.known = true, .coded = true};
    if (name == "stage") {
        out.values.assign(at.begin(), at.end());
        out.always = true;
    } else if (name == "subject.kind") {
        if (pathway.about_people()) out.values = {"child", "adult", "unborn"};
        for (const PeopleRule& rule : pathway.people)
            if (rule.subject)
                out.values.insert(out.values.end(), rule.kinds.begin(), rule.kinds.end());
    } else if (name == "requests.disagree" || name == "history.repeat") {
        out.values = {"yes", "no"};
        out.always = true;
    } else if (name == "source") {
        out.values = {"partner", "public", "system"};
        out.always = true;
    } else if (name == "subject.age" && !pathway.about_people()) {
        return {};
    } else if (name == "subject.age" || name == "history.count" || name == "steps.count") {
        out.coded = false;
        out.figures = true;
        out.minimum = 0;
    } else {
        return {};
    }
    return out;
}

const Field* by_id(const std::vector<const Field*>& fields, const std::string& id) {
    for (const Field* field : fields)
        if (field->id == id) return field;
    return nullptr;
}

}  // namespace

std::string form_of(const std::string& ask) {
    return ask.substr(0, ask.find('.'));
}

std::vector<const Field*> fields_of(const Form& form) {
    std::vector<const Field*> out;
    for (const Section& section : form.sections)
        for (const Field& field : section.fields)
            out.push_back(&field);
    return out;
}

Domain domain_of(const Definitions& definitions, const Field& field) {
    Domain out{.known = true, .minimum = field.minimum, .maximum = field.maximum};
    switch (field.type) {
        case FieldType::YesNo:
            out.coded = true;
            out.values = {"yes", "no"};
            break;
        case FieldType::Rag:
            out.coded = true;
            out.values = {"red", "amber", "green"};
            break;
        case FieldType::Choices:
        case FieldType::Choice:
            out.many = field.type == FieldType::Choices;
            out.anything = true;
            if (const CodeList* list = definitions.code_list(field.codes)) {
                out.anything = false;
                out.coded = true;
                for (const Code& code : list->codes)
                    out.values.push_back(code.id);
            }
            break;
        case FieldType::Agencies:
        case FieldType::Agency:
            out.many = field.type == FieldType::Agencies;
            out.coded = true;
            for (const Agency& agency : definitions.partnership.agencies)
                out.values.push_back(agency.id);
            break;
        case FieldType::Scale:
            out.figures = true;
            out.minimum = field.minimum.value_or(0);
            out.maximum = field.maximum.value_or(10);
            break;
        case FieldType::Number:
            out.figures = true;
            break;
        default:
            break;
    }
    return out;
}

Scope::Scope(const Definitions& all, const Pathway& one, const Sources& read, Errors& found)
    : definitions(all), pathway(one), node(read.pathways.at(one.id)), sources(read), errors(found) {
    find_order();
    find_uses();
    find_carried();
}

void Scope::find_order() {
    for (const Stage& stage : pathway.stages)
        for (const Move& move : stage.next)
            if (pathway.stage(move.to) != nullptr) after[stage.id].insert(move.to);
    // Until nothing more follows; the bound only guards against a mistake here.
    bool grew = true;
    for (std::size_t round = 0; grew && round < kMostRounds; ++round) {
        grew = false;
        for (auto& [stage, next] : after) {
            const Names known = next;
            for (const std::string& step : known)
                if (const auto more = after.find(step); more != after.end())
                    next.insert(more->second.begin(), more->second.end());
            grew = grew || next.size() > known.size();
        }
    }
}

void Scope::add_uses(const std::vector<std::string>& asks,
                     const Names& at,
                     bool opening,
                     bool to_public) {
    for (const std::string& ask : asks) {
        const Form* form = definitions.form(form_of(ask));
        for (const Section* section : definitions.asked({ask}))
            for (const Field& field : section->fields) {
                const auto known = std::find_if(
                    uses.begin(), uses.end(), [&](const Use& one) { return one.field == &field; });
                Use& one =
                    known == uses.end()
                        ? uses.emplace_back(Use{.form = form, .section = section, .field = &field})
                        : *known;
                one.stages.insert(at.begin(), at.end());
                one.opening = one.opening || opening;
                one.to_public = one.to_public || to_public;
            }
    }
}

void Scope::find_uses() {
    add_uses(pathway.opening, {}, true, false);
    add_uses(pathway.public_opening, {}, false, true);
    for (const Stage& stage : pathway.stages)
        add_uses(stage.asks, {stage.id}, false, false);
    for (const MeetingRule& meeting : pathway.meetings)
        if (!meeting.asks.empty()) add_uses({meeting.asks}, holding(meeting.id), false, false);
}

// What a link gives an answer before anybody answers it.
void Scope::find_linked(const Pathway& other) {
    for (const Stage& stage : other.stages)
        for (const LinkRule& rule : stage.links) {
            if (rule.opens != pathway.id) continue;
            linked_ = true;
            for (const std::string& copied : rule.copies) {
                const auto renamed = rule.renames.find(copied);
                carried_.insert(renamed == rule.renames.end() ? copied : renamed->second);
            }
            for (const auto& [there, words] : rule.sets)
                carried_.insert(there);
        }
}

void Scope::find_carried() {
    for (const auto& [id, other] : definitions.pathways)
        find_linked(other);
    for (const auto& [id, other] : definitions.pathways)
        for (const OpenRule& rule : other.opens) {
            if (rule.pathway != pathway.id) continue;
            for (const std::string& copied : rule.copies) {
                const auto renamed = rule.renames.find(copied);
                carried_.insert(renamed == rule.renames.end() ? copied : renamed->second);
            }
            const Field* group = definitions.field(other, rule.each);
            if (group == nullptr) continue;
            for (const Field& inner : group->fields) {
                const auto renamed = rule.renames.find(inner.id);
                carried_.insert(renamed == rule.renames.end() ? inner.id : renamed->second);
            }
        }
}

const Use* Scope::use(const std::string& field) const {
    for (const Use& one : uses)
        if (one.field->id == field) return &one;
    return nullptr;
}

bool Scope::reachable(const std::string& stage) const {
    if (stage == pathway.first) return true;
    const auto from_first = after.find(pathway.first);
    return from_first != after.end() && from_first->second.contains(stage);
}

Names Scope::stages() const {
    Names out;
    for (const Stage& stage : pathway.stages)
        out.insert(stage.id);
    return out;
}

Names Scope::holding(const std::string& meeting) const {
    Names out;
    for (const Stage& stage : pathway.stages)
        if (std::find(stage.holds.begin(), stage.holds.end(), meeting) != stage.holds.end())
            out.insert(stage.id);
    return out;
}

bool Scope::available(const std::string& field, const Names& at) const {
    if (carried_.contains(field)) return true;
    return std::any_of(uses.begin(), uses.end(), [&](const Use& one) {
        if (one.field->id != field) return false;
        if (one.opening || one.to_public) return true;
        return std::any_of(one.stages.begin(), one.stages.end(), [&](const std::string& asked) {
            const auto follows = after.find(asked);
            return at.contains(asked) ||
                   (follows != after.end() &&
                    std::any_of(at.begin(), at.end(), [&](const std::string& stage) {
                        return follows->second.contains(stage);
                    }));
        });
    });
}

Domains Scope::domains(const Names& at, std::vector<const Field*> extra) const {
    return [this, at, extra = std::move(extra)](const std::string& name) {
        if (const Field* field = by_id(extra, name)) return domain_of(definitions, *field);
        if (const Use* one = use(name)) {
            Domain out = domain_of(definitions, *one->field);
            out.available = available(name, at);
            return out;
        }
        return fact(pathway, name, at).value_or(Domain());
    };
}

Domains Scope::domains_when_opening(bool to_public) const {
    return [this, to_public](const std::string& name) {
        Domain out;
        for (const Use& one : uses) {
            if (one.field->id != name) continue;
            const bool asked = to_public ? one.to_public : one.opening;
            const bool before = out.known && out.available;
            if (!before) out = domain_of(definitions, *one.field);
            // Carried answers are there when another record opens this one.
            out.available = before || asked || ((linked_ || !to_public) && carried_.contains(name));
        }
        return out.known ? out : fact(pathway, name, {pathway.first}).value_or(Domain());
    };
}

std::vector<std::string> Scope::field_ids() const {
    std::vector<std::string> out;
    for (const Use& one : uses)
        out.push_back(one.field->id);
    return out;
}

std::vector<std::string> Scope::stage_ids() const {
    std::vector<std::string> out;
    for (const Stage& stage : pathway.stages)
        out.push_back(stage.id);
    return out;
}

void Scope::unknown_field(const Place& place, const std::string& field) const {
    const std::string near = did_you_mean(field, field_ids());
    errors.add(place,
               cat({"the pathway \"", pathway.id, "\" asks nothing called \"", field, "\""}),
               near.empty() ? "Name a field of one of its own forms, or ask it there."
                            : cat({"Did you mean \"", near, "\"?"}));
}

const Use* Scope::question(const Place& place,
                           const std::string& field,
                           const std::vector<FieldType>& types) const {
    if (field.empty()) return nullptr;
    const Use* found = use(field);
    if (found == nullptr) {
        unknown_field(place, field);
        return nullptr;
    }
    if (types.empty() || std::ranges::find(types, found->field->type) != types.end()) return found;
    std::vector<std::string> wanted;
    for (const auto type : types)
        wanted.emplace_back(type_word(type));
    errors.add(place,
               cat({"\"", field, "\" is of the type ", type_word(found->field->type)}),
               cat({"Name a question of the type ", join(wanted, " or "), "."}));
    return nullptr;
}

}  // namespace longstone::define
