#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// What stands in the address of a link: letters and figures that nobody can guess, made from what
// it is for with a key that stands beside the data, so that they can be shown again and the store
// needs only their hash.
namespace longstone::work {

// Sixty bits, to be typed from a poster and tried a few times an hour; and a hundred and twenty,
// for what is mailed and never typed.
inline constexpr std::size_t kPosterToken = 12, kMailedToken = 24;

// As "k7qf-29mx-ab3d".
std::string make_token(std::string_view key, std::string_view what, std::size_t length);
// As it is typed back: without hyphens and spaces, and letters taken for figures put right. Empty
// when it is none of that length.
std::string typed_token(std::string_view text, std::size_t length);

}  // namespace longstone::work
