#include "work/date_rules.h"

#include <algorithm>
#include <optional>

#include "base/limit.h"
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

Date moved(const Calendar& calendar, Date day, const Limit& plus) {
    return calendar.add(day, plus.amount, plus.unit);
}

std::string name(const std::string& field,
                 const std::function<std::string(const std::string&)>& name_of) {
    if (field == "opened") return "the day this was opened";
    if (field.starts_with(define::kHeldDay)) {
        auto meeting = field.substr(define::kHeldDay.size());
        std::replace(meeting.begin(), meeting.end(), '-', ' ');
        return cat({"the day of the ", meeting});
    }
    if (field == "subject.birth-date") return "the date of birth";
    if (field == "subject.expected-date") return "the expected date";
    return cat({"“", name_of(field), "”"});
}

}  // namespace

std::vector<std::string> broken_rules(
    const Calendar& calendar,
    const define::DateRule& rule,
    const std::string& value,
    const define::Lookup& lookup,
    const std::function<std::string(const std::string& field)>& name_of) {
    std::vector<std::string> broken;
    const auto given = moment_of(value);
    if (!given) return broken;
    const std::string source = rule.source.empty() ? "" : cat({" (", rule.source, ")"});
    const auto compare = [&](const std::vector<define::DateBound>& bounds, bool early) {
        for (const auto& bound : bounds) {
            // Of several subjects each: the youngest's birth, where that must come before.
            std::optional<Moment> other;
            for (const auto& each : lookup(bound.field)) {
                const auto moment = moment_of(each);
                const bool tighter =
                    moment && other && (early ? before(*other, *moment) : before(*moment, *other));
                if (moment && (!other || tighter)) other = moment;
            }
            if (!other) continue;
            if (bound.plus) other = Moment{.day = moved(calendar, other->day, *bound.plus)};
            const bool apart = early ? before(*other, *given) : before(*given, *other);
            const bool wrong = early ? before(*given, *other) : before(*other, *given);
            if (bound.itself ? !wrong : apart) continue;
            broken.push_back(cat({"This ",
                                  bound.itself ? "cannot be " : "must be ",
                                  early == bound.itself ? "before " : "after ",
                                  bound.plus ? cat({say(*bound.plus), " after "}) : "",
                                  name(bound.field, name_of),
                                  ", ",
                                  say(other->day),
                                  source}));
        }
    };
    compare(rule.earliest, true);
    compare(rule.latest, false);
    if (rule.weekday && weekday(given->day) > kFriday)
        broken.push_back(cat({"This cannot be a Saturday or a Sunday", source}));
    return broken;
}

}  // namespace longstone::work
