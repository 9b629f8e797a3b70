#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Plain text: joining, splitting, trimming, and folding names to a searchable form.
namespace longstone {

std::string cat(std::initializer_list<std::string_view> pieces);
std::string join(const std::vector<std::string>& items, std::string_view separator);
// "a, b and c"
std::string join_and(const std::vector<std::string>& items);
// Keeps empty pieces between separators; an empty text has no pieces.
std::vector<std::string> split(std::string_view text, char separator);
std::string_view trim(std::string_view text);
std::string number(long long value);
// A figure as a person or a machine writes it, "12" or "4.5"; nothing when it is none.
std::optional<double> parse_figure(std::string_view text);
// With so many decimals and a comma at each thousand: "1,200", "4.57".
std::string decimals(double value, int places);
// "1 enquiry", "3 enquiries"
std::string count_of(long long n, std::string_view one, std::string_view many);

// Bytes of the well-formed UTF-8 character that starts at `at`; 0 when none does.
std::size_t utf8_length(std::string_view text, std::size_t at);
bool is_valid_utf8(std::string_view text);
// Lower case without diacritics, punctuation or doubled spaces (ICU): "O'Neill-Žák" → "oneill zak".
std::string fold(std::string_view text);
// The nearest of `candidates` when it is close enough to be a slip, else empty.
std::string did_you_mean(std::string_view text, const std::vector<std::string>& candidates);

}  // namespace longstone
