#include <algorithm>

#include "base/text.h"
#include "define/scope.h"

// Roles of people: which kinds of subject they take, and what may be asked of such.
namespace longstone::define {

void check_kinds_of_people(const Scope& scope) {
    const std::vector<std::string> kinds(kThings.begin(), kThings.end());
    for (const PeopleRule& rule : scope.pathway.people) {
        const Node& node = scope.node.at({"people", rule.role});
        for (const std::string& kind : rule.kinds)
            if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
                scope.errors.unknown(
                    node.at({"kind"}).mention(kind).place, "kind of subject", kind, kinds);
        if (rule.ask_by_name && !rule.kinds.empty())
            scope.errors.add(node.at({"ask-by-name"}).place,
                             "only a human being is asked for by name",
                             "Take ask-by-name: or kind: away.");
    }
}

void check_date_fact(const Scope& scope, const std::string& fact, const Place& place) {
    if (fact == "opened" || scope.pathway.about_people()) return;
    scope.errors.add(place,
                     cat({"\"", fact, "\" is never known: no subject here is a human being"}),
                     "Count from opened or from a date that is asked.");
}

}  // namespace longstone::define
