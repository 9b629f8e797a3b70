#include "work/date_rules.h"

#include <optional>

#include "base/text.h"
#include "base/time.h"

namespace longstone::work {
namespace {

constexpr int kFriday = 5;

struct Moment {
    Date day = {};
    std::optional<Instant> at = {};
};

std::optional<Moment> moment_of(const std::string& value) {
    if (const auto at = parse_instant(value)) return Moment{.day = london(*at).date, .at = at};
    if (const auto day = parse_date(value)) return Moment{.day = *day};
    return {};
}

bool before(const Moment& one, const Moment& other) {
    return one.at && other.at ? *one.at < *other.at : one.day < other.day;
}

std::string name(const std::string& field,
                 const std::function<std::string(const std::string&)>& name_of) {
    if (field == "opened") return "the day this was opened";
    if (field == "subject.birth-date") return "the date of birth";
    if (field == "subject.expected-date") return "the expected date";
    return cat({"“", name_of(field), "”"});
}

}  // namespace

std::vector<std::string> broken_rules(
    const define::DateRule& rule,
    const std::string& value,
    const define::Lookup& lookup,
    const std::function<std::string(const std::string& field)>& name_of) {
    std::vector<std::string> broken;
    const auto given = moment_of(value);
    if (!given) return broken;
    const std::string source = rule.source.empty() ? "" : cat({" (", rule.source, ")"});
    const auto compare = [&](const std::vector<std::string>& fields, bool earlier) {
        for (const auto& field : fields) {
            const auto values = lookup(field);
            const auto other = values.empty() ? std::nullopt : moment_of(values.front());
            if (!other || !(earlier ? before(*given, *other) : before(*other, *given))) continue;
            broken.push_back(cat({"This cannot be ",
                                  earlier ? "before " : "after ",
                                  name(field, name_of),
                                  ", ",
                                  say(other->day),
                                  source}));
        }
    };
    compare(rule.not_before, true);
    compare(rule.not_after, false);
    if (rule.weekday && weekday(given->day) > kFriday)
        broken.push_back(cat({"This cannot be a Saturday or a Sunday", source}));
    return broken;
}

}  // namespace longstone::work
