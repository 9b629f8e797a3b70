#include <algorithm>

#include "base/text.h"
#include "define/check_all.h"
#include "define/read.h"
#include "define/scope.h"

namespace longstone::define {
namespace {

using Fields = std::vector<Field>;

template <class... Types>
bool is_one_of(FieldType type, Types... types) {
    return ((type == types) || ...);
}

bool is_date(FieldType type) {
    return is_one_of(type, FieldType::Date, FieldType::DateTime);
}

bool is_coded(FieldType type) {
    return is_one_of(type, FieldType::Choice, FieldType::Choices);
}

bool is_prose(FieldType type) {
    return is_one_of(type, FieldType::Text, FieldType::LongText);
}

const Field* by_id(const std::vector<const Field*>& fields, const std::string& id) {
    for (const Field* field : fields)
        if (field->id == id) return field;
    return nullptr;
}

// One field by itself and among its neighbours, which are those of its form or of its group.
class FieldCheck {
public:
    FieldCheck(const Definitions& definitions,
               const std::vector<const Field*>& beside,
               const Field& field,
               const Node& node,
               Errors& errors)
        : definitions_(definitions), beside_(beside), field_(field), node_(node), errors_(errors) {}

    void run() const {
        codes();
        group();
        figures();
        marks();
        other("instead", field_.instead);
        for (const char* key : {"not-before", "not-after", "after", "before", "weekday"})
            only(key, is_date(field_.type), "dates");
        only("counts", field_.type == FieldType::Number, "numbers");
        for (const auto& former : field_.renamed_from)
            if (std::ranges::any_of(beside_, [&](const auto* one) { return one->id == former; }))
                errors_.add(node_.at({"renamed-from"}).mention(former).place,
                            cat({"\"", former, "\" is still asked beside it"}),
                            "Name what is asked no more.");
        only("kinds", is_one_of(field_.type, FieldType::Agency, FieldType::Agencies), "agencies");
        check_private(definitions_, field_.private_to, node_.at({"private-to"}), errors_);
    }

private:
    void bad(const std::string& key, const std::string& what, const std::string& cure) const {
        errors_.add(node_.at({key}).place, what, cure);
    }

    // A key that says something only of some types.
    void only(const std::string& key, bool fits, const std::string& types) const {
        if (node_.find(key) != nullptr && !fits)
            bad(key,
                cat({"\"", key, "\" means nothing for the type ", type_word(field_.type)}),
                cat({"It is for ", types, "."}));
    }

    void codes() const {
        only("codes", is_coded(field_.type), "choice and choices");
        if (!is_coded(field_.type)) return;
        if (field_.codes.empty()) {
            errors_.add(node_.place,
                        cat({"a ", type_word(field_.type), " needs \"codes\""}),
                        "Name the code list of its answers.");
            return;
        }
        std::vector<std::string> lists;
        for (const auto& [id, list] : definitions_.codes)
            lists.push_back(id);
        if (definitions_.code_list(field_.codes) == nullptr)
            errors_.unknown(node_.at({"codes"}).place, "code list", field_.codes, lists);
    }

    void group() const {
        const bool is_group = field_.type == FieldType::Group;
        only("fields", is_group, "groups");
        only("item", is_group, "groups");
        only("at-least", is_group, "groups");
        only("each", is_group, "groups");
        if (!is_group) return;
        if (field_.fields.empty())
            errors_.add(node_.place, "a group needs \"fields\"", "Ask something of each item.");
        std::vector<const Field*> inside;
        for (const Field& inner : field_.fields)
            inside.push_back(&inner);
        for (const Field& inner : field_.fields) {
            const Node& there = node_.at({"fields", inner.id});
            if (inner.type == FieldType::Group)
                errors_.add(there.place, "a group inside a group", "Ask it beside the group.");
            else
                FieldCheck(definitions_, inside, inner, there, errors_).run();
        }
    }

    void figures() const {
        const bool has_figures = is_one_of(field_.type, FieldType::Number, FieldType::Scale);
        only("min", has_figures, "numbers and scales");
        only("max", has_figures, "numbers and scales");
        only("max-length", is_prose(field_.type), "text and long-text");
        only("past-only", is_date(field_.type), "dates");
        if (field_.minimum && field_.maximum && *field_.maximum < *field_.minimum)
            bad("max", "the most is less than the least", "Change min or max.");
    }

    void marks() const {
        only("voice", is_prose(field_.type), "text and long-text");
        const bool prose = is_prose(field_.type) || is_one_of(field_.type,
                                                              FieldType::Email,
                                                              FieldType::Phone,
                                                              FieldType::NhsNumber,
                                                              FieldType::Person,
                                                              FieldType::People,
                                                              FieldType::User);
        only("counted", !prose, "coded answers, figures and dates");
        if (!field_.instead.empty() && !field_.voice && !field_.is_required)
            bad("instead",
                cat({"\"", field_.id, "\" may be left out anyway"}),
                "Add required: yes or voice: yes, or take this line away.");
    }

    const Field* other(const std::string& key, const std::string& id) const {
        if (id.empty()) return nullptr;
        const Field* found = by_id(beside_, id);
        std::vector<std::string> ids;
        for (const Field* field : beside_)
            ids.push_back(field->id);
        if (found == nullptr)
            errors_.unknown(node_.at({key}).place, "field beside this one", id, ids);
        else if (found == &field_)
            bad(key, cat({"\"", id, "\" names itself"}), "Name another field.");
        return found;
    }

    const Definitions& definitions_;
    const std::vector<const Field*>& beside_;
    const Field& field_;
    const Node& node_;
    Errors& errors_;
};

void check_form(const Definitions& definitions,
                const Form& form,
                const Node& node,
                Errors& errors) {
    const auto fields = fields_of(form);
    Names seen, former;
    for (const Section& section : form.sections) {
        const Node& there = node.at({"sections", section.id});
        check_private(definitions, section.private_to, there.at({"private-to"}), errors);
        for (const Field& field : section.fields) {
            if (!seen.insert(field.id).second)
                errors.add(there.at({"fields"}).key(field.id)->place,
                           cat({"another section of this form asks \"", field.id, "\" as well"}),
                           "Give one of the two questions another id.");
            for (const auto& name : field.renamed_from)
                if (!former.insert(name).second)
                    errors.add(
                        there.at({"fields", field.id, "renamed-from"}).mention(name).place,
                        cat({"another question was \"", name, "\" as well"}),
                        "A question that was split is renamed to neither: its answers are shown "
                        "as they were given.");
            FieldCheck(definitions, fields, field, there.at({"fields", field.id}), errors).run();
        }
    }
}

// Sections, each as "form.section", that some pathway asks of somebody.
std::set<const Section*> asked_sections(const Definitions& definitions) {
    std::set<const Section*> out;
    const auto add = [&](const std::vector<std::string>& asks) {
        const auto sections = definitions.asked(asks);
        out.insert(sections.begin(), sections.end());
    };
    for (const auto& [id, pathway] : definitions.pathways) {
        add(pathway.opening);
        add(pathway.public_opening);
        for (const Stage& stage : pathway.stages) {
            add(stage.asks);
            for (const RequestRule& rule : stage.requests)
                add({rule.form});
        }
        for (const MeetingRule& meeting : pathway.meetings)
            add({meeting.asks});
        if (pathway.places)
            for (const auto& evaluation : pathway.places->evaluations)
                add({evaluation.form});
    }
    return out;
}

// England's form may wait for a partnership that asks it; half a form waits for nobody.
void check_asked(const Definitions& definitions, const Sources& sources, Errors& errors) {
    const auto asked = asked_sections(definitions);
    for (const auto& [id, form] : definitions.forms) {
        std::vector<std::string> never;
        for (const Section& section : form.sections)
            if (!asked.contains(&section)) never.push_back(section.id);
        const Node& node = sources.forms.at(id);
        if (never.size() == form.sections.size()) {
            if (sources.own_forms.contains(id))
                errors.add(node.place,
                           cat({"no pathway asks the form \"", id, "\""}),
                           "Ask it at a stage, or take the file away.");
            continue;
        }
        for (const std::string& section : never)
            errors.add(node.at({"sections"}).key(section)->place,
                       cat({"no pathway asks the section \"", section, "\""}),
                       "Ask it at a stage, or take it away.");
    }
}

void check_codes(const CodeList& list, const Node& node, Errors& errors) {
    std::vector<std::string> ids;
    for (const Code& code : list.codes)
        ids.push_back(code.id);
    std::vector<std::string> kinds(kThings.begin(), kThings.end());
    kinds.emplace_back("person");
    for (const Code& code : list.codes)
        for (const std::string& kind : code.kinds)
            if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
                errors.unknown(
                    node.at({"items", code.id, "kinds"}).mention(kind).place, "kind", kind, kinds);
    for (const Code& code : list.codes)
        if (!code.inverse.empty() && list.find(code.inverse) == nullptr)
            errors.unknown(
                node.at({"items", code.id, "inverse"}).place, "code here", code.inverse, ids);
}

}  // namespace

void check_private(const Definitions& definitions,
                   const std::vector<std::string>& roles,
                   const Node& node,
                   Errors& errors) {
    std::vector<std::string> known;
    for (const auto& [id, role] : definitions.roles)
        known.push_back(id);
    for (const std::string& role : roles)
        if (!definitions.roles.contains(role))
            errors.unknown(node.mention(role).place, "role", role, known);
}

void check_forms(const Definitions& definitions, const Sources& sources, Errors& errors) {
    for (const auto& [id, list] : definitions.codes)
        check_codes(list, sources.codes.at(id), errors);
    for (const auto& [id, form] : definitions.forms)
        check_form(definitions, form, sources.forms.at(id), errors);
    check_asked(definitions, sources, errors);
}

}  // namespace longstone::define
