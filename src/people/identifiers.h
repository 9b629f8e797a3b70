#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/problem.h"

// Whether an identifier can be right, and its one way of writing. Pure. The problem's field is the
// scheme and its message says what to do.
namespace longstone::people {

// NHS number: ten digits, the last a modulus 11 check. Spaces and hyphens are dropped.
Result<std::string> check_nhs_number(std::string_view text);
// Unique pupil number: a check letter (modulus 23), then twelve digits; the last is a letter in a
// temporary one.
Result<std::string> check_upn(std::string_view text);
// The children's services number of a local authority: up to 20 letters and digits.
Result<std::string> check_la_child_id(std::string_view text);
// Any scheme. One that has no rule of its own takes up to 40 letters, digits and / - .
Result<std::string> check_identifier(std::string_view scheme, std::string_view text);

// "999 123 4567" as people read it; other schemes as they are kept.
std::string show_identifier(std::string_view scheme, std::string_view value);

// "ne611ab" becomes "NE61 1AB"; nothing when it cannot be a United Kingdom postcode.
std::optional<std::string> normal_postcode(std::string_view text);
// Digits only, with +44 and 0044 written as 0; nothing when it cannot be a phone number.
std::optional<std::string> normal_phone(std::string_view text);

}  // namespace longstone::people
