#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

// Two versions of a pathway compared, in sentences that somebody who wrote neither can read. Pure:
// both are what to_json() gave, so versions of years ago compare with today's. Nothing escapes:
// where the two differ at all, there is a sentence about it.
namespace longstone::define {

struct Difference {
    enum class Kind { Added, Removed, Changed };
    Kind kind = Kind::Changed;
    std::string part = {};      // one of kDifferenceParts
    std::string sentence = {};  // "Stage “Analysis”: now also worked by Hub support."

    bool operator==(const Difference&) const = default;
};

// The parts, in the order in which they are told.
inline constexpr std::string_view kDifferenceParts[] = {
    "Stages and moves", "Clocks", "Who", "Requests and meetings", "Questions", "The rest"};

// By part, and within one in the order of the definition. `roles` gives a role's name by its id.
std::vector<Difference> compare(const Json& before,
                                const Json& after,
                                const std::map<std::string, std::string>& roles = {});

// A condition, a limit, a trigger or a list, as a sentence would say it: "rating is red or amber".
std::string say_value(const Json& value);

}  // namespace longstone::define
