#include <algorithm>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {

void read_roles(const Node& node, Definitions& definitions, Errors& errors) {
    const MapReader file(node, "the roles file", keys::kRoles, errors);
    const std::vector<std::string> powers(kPowers.begin(), kPowers.end());
    file.each("roles", [&](const std::string& id, const Node& value) {
        const MapReader map(value, "a role", keys::kRole, errors);
        Role role{.id = id,
                  .name = map.required_text("name"),
                  .does = map.text("does"),
                  .sees_sensitive = map.yes("sees-sensitive"),
                  .place = value.place};
        for (const std::string& power : map.list("may")) {
            role.may.insert(power);
            if (std::find(powers.begin(), powers.end(), power) == powers.end())
                errors.unknown(value.at({"may"}).mention(power).place, "power", power, powers);
        }
        definitions.roles[id] = std::move(role);
    });
}

std::set<Date> read_bank_holidays(const Node& node, Errors& errors) {
    const MapReader map(node, "the calendar", keys::kCalendar, errors);
    std::set<Date> days;
    const Node* list = map.node("bank-holidays");
    if (list == nullptr || !list->is_list()) {
        errors.add(node.place, "the calendar needs \"bank-holidays\"", "Write a list of dates.");
        return days;
    }
    for (const Node& item : list->items) {
        const auto day = date_of(item, errors);
        if (day && !days.insert(*day).second)
            errors.add(item.place, cat({iso(*day), " is here twice"}), "Keep one.");
        if (day && weekday(*day) > 5)
            errors.add(item.place,
                       cat({iso(*day), " is not a weekday"}),
                       "Write the weekday on which the holiday is kept in its place.");
    }
    return days;
}

}  // namespace longstone::define
