#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"

// The members of a body that the API takes. One that is not known is refused with what was meant,
// one of another kind with what to give: what is left out in silence is believed to be kept. Null
// is as if it were left out.
namespace longstone::api {

// What a member has to be. Any: its reader says what it takes. TextOrTruth: "yes", or true.
// TextsByName: an
// object whose members are all texts. Names: a list of texts, or of objects with a name.
enum class Shape {
    Text,
    Whole,
    Truth,
    TextOrTruth,
    Texts,
    TextsByName,
    Object,
    Objects,
    Names,
    Any
};

struct Member {
    std::string name;
    Shape shape = Shape::Text;

    // NOLINTBEGIN(google-explicit-constructor)
    Member(const char* called, Shape of = Shape::Text) : name(called), shape(of) {}
    // NOLINTEND(google-explicit-constructor)
};
using Members = std::vector<Member>;

// Invalid names the first member that is not known, or each that is of another kind, under
// `prefix`.
Result<void> only_members(const Json& object, const Members& known, const std::string& prefix = {});
// The same of each object of a list, whose prefix ends with its number, from 1.
Result<void> only_members_of_each(const Json& list,
                                  const Members& known,
                                  const std::string& prefix);

// A time given as RFC 3339, or nothing when it was left out; Invalid when it cannot be read.
Result<std::optional<Instant>> time_member(const Json& body, std::string_view member);
// A day given as YYYY-MM-DD, or nothing when it was left out; Invalid when it cannot be read.
Result<std::optional<Date>> day_member(const Json& body, std::string_view member);
// The revision the caller saw, if they gave one.
std::optional<std::int64_t> rev_member(const Json& body);

}  // namespace longstone::api
