#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"

// The families of the demonstration: who is in them, where they live and lived, and how they are
// related. Everybody is invented. families.yaml says how it is written.
namespace longstone::demo {

struct Member {
    std::string is = {}, name = {}, given = {}, family = {}, sex = {}, school = {}, nhs = {};
    std::optional<Date> born = {}, expected = {};
    Json home = {};     // an address of their own
    Json earlier = {};  // addresses that are over
};
// How `other` stands to `person`: their mother, their sibling.
struct Tie {
    std::string person = {}, other = {}, type = {};
    bool responsible = false;  // `other` has parental responsibility for `person`
    bool together = false;     // they live together
};
struct Family {
    std::string id = {};
    Json address = {};
    std::vector<Member> people = {};
    std::vector<Tie> ties = {};

    [[nodiscard]] const Member* first(std::string_view is) const;
    [[nodiscard]] const Member* named(std::string_view name) const;
};

// Ages count back from `today`; the seed moves birthdays. Throws std::invalid_argument that says
// what is wrong.
std::vector<Family> families_from(const Json& file, Date today, std::uint32_t seed);

// How somebody is named when a record is opened.
Json person_of(const Family& family, const Member& member, const std::string& role);

}  // namespace longstone::demo
