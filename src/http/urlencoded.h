#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/problem.h"
#include "http/form.h"

// application/x-www-form-urlencoded, as in a query and in the body of a form. Pure.
namespace longstone::http {

inline constexpr std::size_t kFormFields = 2'000;

// Malformed when an escape is broken, when the text is not UTF-8 or holds NUL; TooLarge over
// kFormFields.
Result<Pairs> parse_urlencoded(std::string_view text);

// %41 → A; with `plus` as in a query, where + is a space. Nothing when an escape is broken.
enum class Plus { IsPlus, IsSpace };
std::optional<std::string> percent_decode(std::string_view text, Plus plus);
// Everything but letters, digits and -._~ is escaped: fit for one piece of a path or query.
std::string percent_encode(std::string_view text);
// "a=1&b=two%20words", for links.
std::string write_query(const Pairs& pairs);

}  // namespace longstone::http
