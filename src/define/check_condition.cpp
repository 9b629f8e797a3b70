#include <algorithm>

#include "base/text.h"
#include "define/scope.h"

namespace longstone::define {
namespace {

using Kind = Condition::Kind;

// The place where the condition speaks of this value of this field.
const Node* spoken(const Node& node, const std::string& field, const std::string& value) {
    for (const auto& [key, said] : node.members) {
        if (key.text == field) {
            const Node& found = said.mention(value);
            if (found.is_text() && found.text == value) return &found;
        }
        if (const Node* below = spoken(said, field, value)) return below;
    }
    for (const Node& item : node.items)
        if (const Node* below = spoken(item, field, value)) return below;
    return nullptr;
}

class AtomCheck {
public:
    AtomCheck(const Scope& scope, const Node& node, const Domains& domains)
        : scope_(scope), node_(node), domains_(domains) {}

    // Whether each atom says something that could be so by itself.
    bool sound(const Condition& condition) const {
        bool all = true;
        for (const Condition& part : condition.parts)
            all = sound(part) && all;
        if (condition.field.empty()) return all;
        const Domain domain = domains_(condition.field);
        if (!domain.known) {
            scope_.unknown_field(node_.mention(condition.field).place, condition.field);
            return false;
        }
        if (condition.kind == Kind::Is) return values_sound(condition, domain) && all;
        if (condition.kind != Kind::AtLeast && condition.kind != Kind::Below) return all;
        if (domain.figures) return all;
        scope_.errors.add(node_.mention(condition.field).place,
                          cat({"the answers of \"", condition.field, "\" are not figures"}),
                          "List the answers for which it holds.");
        return false;
    }

private:
    bool values_sound(const Condition& condition, const Domain& domain) const {
        bool all = true;
        if (domain.anything) return all;
        for (const std::string& value : condition.values) {
            const auto& known = domain.values;
            if (domain.coded && std::find(known.begin(), known.end(), value) != known.end())
                continue;
            if (domain.figures && parse_figure(value)) continue;
            const Node* said = spoken(node_, condition.field, value);
            const Place& place = said == nullptr ? node_.place : said->place;
            if (domain.coded)
                scope_.errors.unknown(
                    place, cat({"answer to \"", condition.field, "\""}), value, known);
            else
                scope_.errors.add(
                    place,
                    cat({"nobody can know that \"",
                         condition.field,
                         "\" is answered \"",
                         value,
                         "\""}),
                    cat({"Use {answered: ", condition.field, "}, or ask it as a choice."}));
            all = false;
        }
        return all;
    }

    const Scope& scope_;
    const Node& node_;
    const Domains& domains_;
};

}  // namespace

void check_condition(const Scope& scope,
                     const Condition& condition,
                     const Node& node,
                     const Domains& domains) {
    if (!AtomCheck(scope, node, domains).sound(condition)) return;
    if (possible(condition, domains)) return;
    const auto as_if_asked = [&domains](const std::string& field) {
        Domain domain = domains(field);
        domain.available = true;
        return domain;
    };
    if (!possible(condition, as_if_asked)) {
        scope.errors.add(node.place,
                         "this condition can never hold",
                         "Its parts contradict each other, or what is asked here: change one.");
        return;
    }
    std::vector<std::string> fields;
    collect_fields(condition, fields);
    std::erase_if(fields, [&domains](const auto& field) { return domains(field).available; });
    scope.errors.add(
        node.mention(fields.front()).place,
        cat({"this condition can never hold here: \"",
             join(fields, "\" and \""),
             fields.size() == 1 ? "\" is not asked before" : "\" are not asked before"}),
        "Ask it at this stage or an earlier one.");
}

}  // namespace longstone::define
