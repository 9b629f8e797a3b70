#pragma once

#include <string>
#include <string_view>
#include <vector>

// For tests: markup as a list of tokens, one a line, so that two writings of the same page compare
// equal. Attributes are sorted, entities decoded, runs of blanks made one and blanks beside a tag
// dropped; inside <textarea> and <pre>, where a reader sees blanks, they are kept.
namespace longstone::testing {

std::vector<std::string> html_tokens(std::string_view markup);

// The tokens from the first difference on, both sides, or empty when they are the same.
std::string first_difference(std::string_view expected, std::string_view actual);

}  // namespace longstone::testing
