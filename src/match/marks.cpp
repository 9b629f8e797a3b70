#include "match/marks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "base/text.h"
#include "match/name_tables.h"

namespace longstone::match {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}

std::string upper_plain(std::string_view text) {
    std::string kept;
    for (char c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (is_digit(c) || is_letter(c)) kept += c;
    }
    return kept;
}

constexpr std::string_view kPupilLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

bool has_digit(std::string_view word) {
    return std::any_of(word.begin(), word.end(), is_digit);
}

// What stands for no address at all.
bool says_no_abode(std::string_view folded) {
    static constexpr std::array<std::string_view, 9> kSaid = {"nfa",
                                                              "no fixed abode",
                                                              "no fixed address",
                                                              "of no fixed abode",
                                                              "homeless",
                                                              "unknown",
                                                              "not known",
                                                              "rough sleeper",
                                                              "rough sleeping"};
    return std::find(kSaid.begin(), kSaid.end(), folded) != kSaid.end();
}

}  // namespace

std::uint64_t read_nhs_number(std::string_view written) {
    const auto digits = upper_plain(written);
    if (digits.size() != 10 || !std::all_of(digits.begin(), digits.end(), is_digit)) return 0;
    unsigned sum = 0;
    std::uint64_t value = 0;
    for (std::size_t at = 0; at < 10; ++at) {
        const auto digit = static_cast<unsigned>(digits[at] - '0');
        if (at < 9) sum += digit * static_cast<unsigned>(10 - at);
        value = value * 10 + digit;
    }
    if (std::all_of(digits.begin(), digits.end(), [&](char c) { return c == digits[0]; })) return 0;
    const unsigned check = (11 - sum % 11) % 11;
    return check == static_cast<unsigned>(digits[9] - '0') ? value : 0;
}

PupilNumber read_upn(std::string_view written) {
    PupilNumber number;
    auto text = upper_plain(written);
    if (text.size() != 13 || !is_letter(text[0])) return number;
    unsigned sum = 0;
    for (std::size_t at = 1; at < 13; ++at) {
        unsigned value = 0;
        if (is_digit(text[at])) {
            value = static_cast<unsigned>(text[at] - '0');
        } else {
            const auto place = kPupilLetters.find(text[at]);
            if (at != 12 || place == std::string_view::npos) return number;
            value = static_cast<unsigned>(place);
            number.temporary = true;
        }
        sum += value * static_cast<unsigned>(at + 1);
    }
    number.checked = kPupilLetters[sum % 23] == text[0];
    number.text = std::move(text);
    return number;
}

std::string read_identifier(std::string_view written) {
    auto text = upper_plain(written);
    const bool nothing = std::all_of(text.begin(), text.end(), [](char c) { return c == '0'; });
    return nothing ? std::string{} : text;
}

std::string read_phone(std::string_view written) {
    std::string digits;
    for (const char c : written)
        if (is_digit(c)) digits += c;
    if (digits.starts_with("00")) {
        digits.erase(0, 2);
    } else if (digits.starts_with("0")) {
        digits.replace(0, 1, "44");
    }
    if (digits.starts_with("440")) digits.erase(2, 1);
    if (digits.size() < 7 || digits.size() > 15) return {};
    const std::string_view last = std::string_view(digits).substr(digits.size() - 6);
    if (std::all_of(last.begin(), last.end(), [&](char c) { return c == last[0]; })) return {};
    return digits;
}

std::string read_extra(std::string_view written) {
    if (written.find('@') == std::string_view::npos) return fold(written);
    std::string kept;
    for (const char c : written) {
        if (c == ' ') continue;
        kept += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return kept;
}

Postcode read_postcode(std::string_view written) {
    Postcode postcode;
    auto text = upper_plain(written);
    if (text.size() < 3 || text.size() > 8) return postcode;
    if (text.starts_with("ZZ99")) {
        postcode.no_abode = true;
        return postcode;
    }
    std::size_t letters = 0;
    while (letters < text.size() && is_letter(text[letters]))
        ++letters;
    // A unit is a digit and two letters; elsewhere in the world the first two signs say where.
    const bool british = letters >= 1 && letters <= 2 && text.size() >= 5 && text.size() <= 7;
    if (british) {
        postcode.district = text.substr(0, text.size() - 3);
        postcode.area = text.substr(0, letters);
    } else {
        postcode.district = text.substr(0, text.size() - 1);
        postcode.area = text.substr(0, 2);
    }
    postcode.text = std::move(text);
    return postcode;
}

Address read_address(std::string_view house, std::string_view street) {
    Address address;
    const auto folded_house = fold(house);
    const auto folded_street = fold(street);
    address.written = !folded_house.empty() || !folded_street.empty();
    if (says_no_abode(folded_house) || says_no_abode(folded_street)) {
        address.no_abode = true;
        return address;
    }
    std::vector<std::string> words;
    bool flat_next = false;
    auto both = folded_house;
    both += ' ';
    both += folded_street;
    for (const auto& raw : split(both, ' ')) {
        if (raw.empty()) continue;
        const std::string word(street_word(raw));
        if (word == "flat") {
            flat_next = true;
        } else if (flat_next) {
            address.flat = word;
            flat_next = false;
        } else if (has_digit(word) && words.empty() && !word.ends_with("th") &&
                   !word.ends_with("nd")) {
            if (!address.house.empty() && address.flat.empty()) address.flat = address.house;
            address.house = word;
        } else {
            // Saint at the front, street at the end.
            words.push_back(raw == "st" && words.empty() ? raw : word);
        }
    }
    address.street = join(words, " ");
    return address;
}

}  // namespace longstone::match
