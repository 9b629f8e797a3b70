#include "people/identifiers.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/text.h"

namespace longstone::people {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

// Upper case, without the spaces, hyphens and full stops that people write between groups.
std::string compact(std::string_view text) {
    std::string kept;
    for (const char c : text) {
        if (c == ' ' || c == '-' || c == '.' || c == '\t') continue;
        kept += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return kept;
}

Refused no(std::string_view field, std::string message) {
    return Refused(Problem{.fault = Fault::Invalid,
                           .message = message,
                           .fields = {{.field = std::string(field), .message = message}}});
}

// The letters that a pupil number may bear, in the order of their values: I, O and S look too much
// like digits.
constexpr std::string_view kPupilLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

std::optional<int> pupil_value(char c, bool may_be_letter) {
    if (is_digit(c)) return c - '0';
    if (!may_be_letter) return std::nullopt;
    const auto at = kPupilLetters.find(c);
    if (at == std::string_view::npos) return std::nullopt;
    return static_cast<int>(at);
}

Result<std::string> check_plain(std::string_view scheme, std::string_view text, std::size_t limit) {
    const std::string_view value = trim(text);
    const bool allowed = std::all_of(value.begin(), value.end(), [](char c) {
        return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z') || c == '/' || c == '-' ||
               c == '.' || c == ' ';
    });
    if (value.empty() || value.size() > limit || !allowed) {
        return no(scheme,
                  cat({"Enter this reference as up to ",
                       number(static_cast<long long>(limit)),
                       " letters, digits, spaces and the signs / - ."}));
    }
    std::string kept(value);
    std::transform(kept.begin(), kept.end(), kept.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return kept;
}

// The shapes of the first half: A9, A99, AA9, AA99, A9A, AA9A.
bool is_outward(std::string_view text) {
    std::size_t letters = 0;
    while (letters < text.size() && is_upper(text[letters]))
        ++letters;
    if (letters < 1 || letters > 2) return false;
    const std::string_view rest = text.substr(letters);
    if (rest.empty() || rest.size() > 2 || !is_digit(rest[0])) return false;
    return rest.size() == 1 || is_digit(rest[1]) || is_upper(rest[1]);
}

}  // namespace

Result<std::string> check_nhs_number(std::string_view text) {
    std::string digits = compact(text);
    if (digits.size() != 10 || !std::all_of(digits.begin(), digits.end(), is_digit)) {
        return no("nhs-number",
                  "An NHS number has 10 digits, like 485 777 3456. Check it and enter it again");
    }
    // Ten equal digits pass the check sum and are always a placeholder.
    const bool placeholder = std::all_of(
        digits.begin(), digits.end(), [&digits](char c) { return c == digits.front(); });
    int sum = 0;
    for (std::size_t at = 0; at < 9; ++at)
        sum += (digits[at] - '0') * (10 - static_cast<int>(at));
    const int check = (11 - sum % 11) % 11;
    if (placeholder || check == 10 || check != digits[9] - '0') {
        return no("nhs-number",
                  "This is not a valid NHS number. Two digits may be swapped or one may be wrong: "
                  "check it, or leave it out");
    }
    return digits;
}

Result<std::string> check_upn(std::string_view text) {
    std::string upn = compact(text);
    if (upn.size() != 13 || kPupilLetters.find(upn.front()) == std::string_view::npos) {
        return no("upn",
                  "A unique pupil number has a letter and then 12 digits, like H801200001001. "
                  "Check it and enter it again");
    }
    int sum = 0;
    for (std::size_t at = 1; at < upn.size(); ++at) {
        const auto value = pupil_value(upn[at], at == 12);
        if (!value) {
            return no("upn",
                      "A unique pupil number has a letter and then 12 digits (the last may be a "
                      "letter in a temporary one). Check it and enter it again");
        }
        sum += *value * static_cast<int>(at + 1);
    }
    if (kPupilLetters[static_cast<std::size_t>(sum % 23)] != upn.front()) {
        return no("upn",
                  "This is not a valid unique pupil number: its first letter does not fit the "
                  "digits. Check it, or leave it out");
    }
    return upn;
}

Result<std::string> check_la_child_id(std::string_view text) {
    const std::string_view value = trim(text);
    const bool allowed = std::all_of(value.begin(), value.end(), [](char c) {
        return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z');
    });
    if (value.empty() || value.size() > 20 || !allowed) {
        return no("child-id",
                  "A local authority child number has up to 20 letters and digits, with no spaces. "
                  "Check it and enter it again");
    }
    return compact(value);
}

Result<std::string> check_identifier(std::string_view scheme, std::string_view text) {
    if (scheme == "nhs-number") return check_nhs_number(text);
    if (scheme == "child-id") return check_la_child_id(text);
    if (scheme != "upn" && scheme != "former-upn") return check_plain(scheme, text, 40);
    auto checked = check_upn(text);
    if (!checked) checked.error().fields.front().field = std::string(scheme);
    return checked;
}

std::string show_identifier(std::string_view scheme, std::string_view value) {
    if (scheme != "nhs-number" || value.size() != 10) return std::string(value);
    return cat({value.substr(0, 3), " ", value.substr(3, 3), " ", value.substr(6)});
}

std::optional<std::string> normal_postcode(std::string_view text) {
    const std::string whole = compact(text);
    if (whole.size() < 5 || whole.size() > 7) return std::nullopt;
    const std::string_view outward = std::string_view(whole).substr(0, whole.size() - 3);
    const std::string_view inward = std::string_view(whole).substr(whole.size() - 3);
    // These letters never stand in the second half.
    static constexpr std::string_view kNeverInward = "CIKMOV";
    const auto inward_letter = [](char c) {
        return is_upper(c) && kNeverInward.find(c) == std::string_view::npos;
    };
    // ZZ99 stands for no fixed abode and for places abroad, and keeps to no rule.
    if (outward == "ZZ99" && is_digit(inward[0]) && is_upper(inward[1]) && is_upper(inward[2])) {
        return cat({outward, " ", inward});
    }
    const bool shaped = is_digit(inward[0]) && inward_letter(inward[1]) && inward_letter(inward[2]);
    if (!shaped || !(is_outward(outward) || outward == "GIR")) return std::nullopt;
    return cat({outward, " ", inward});
}

std::optional<std::string> normal_phone(std::string_view text) {
    std::string digits;
    for (const char c : trim(text)) {
        if (is_digit(c)) {
            digits += c;
        } else if (c == '+' && digits.empty()) {
            digits = "00";
        } else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.') {
            return std::nullopt;
        }
    }
    if (digits.starts_with("0044")) {
        digits.erase(0, digits.size() > 4 && digits[4] == '0' ? 5 : 4);
        digits.insert(0, "0");
    }
    if (digits.size() < 3 || digits.size() > 17) return std::nullopt;
    return digits;
}

}  // namespace longstone::people
