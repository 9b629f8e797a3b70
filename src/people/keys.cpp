#include "people/keys.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "people/things.h"

namespace longstone::people {
namespace {

std::string without_spaces(std::string_view text) {
    std::string kept(text);
    std::erase(kept, ' ');
    return kept;
}

bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

using Pair = std::pair<std::string_view, std::string_view>;

// Beginnings that are not said as they are written.
constexpr std::array<Pair, 8> kBeginnings = {{{"mc", "mac"},
                                              {"kn", "n"},
                                              {"gn", "n"},
                                              {"pn", "n"},
                                              {"wr", "r"},
                                              {"ps", "s"},
                                              {"wh", "w"},
                                              {"rh", "r"}}};
// Groups of letters said as one; 1 stands for "sh" and "ch". The longer come first.
constexpr std::array<Pair, 12> kGroups = {{{"tch", "1"},
                                           {"sch", "1"},
                                           {"ch", "1"},
                                           {"sh", "1"},
                                           {"th", "t"},
                                           {"ph", "f"},
                                           {"gh", ""},
                                           {"ck", "k"},
                                           {"dg", "j"},
                                           {"qu", "kw"},
                                           {"x", "ks"},
                                           {"q", "k"}}};

// One letter by its sound; `next` decides whether c and g are soft.
char plain_sound(char c, char next) {
    const bool soft = next == 'e' || next == 'i' || next == 'y';
    switch (c) {
        case 'c':
            return soft ? 's' : 'k';
        case 'g':
            return soft ? 'j' : 'g';
        case 'z':
            return 's';
        case 'v':
            return 'f';
        default:
            return c;
    }
}

std::string with_groups(std::string_view text) {
    std::string heard;
    for (std::size_t at = 0; at < text.size();) {
        const auto group = std::find_if(kGroups.begin(), kGroups.end(), [&](const Pair& pair) {
            return text.substr(at).starts_with(pair.first);
        });
        if (group != kGroups.end()) {
            heard += group->second;
            at += group->first.size();
        } else {
            heard += plain_sound(text[at], at + 1 < text.size() ? text[at + 1] : '\0');
            ++at;
        }
    }
    return heard;
}

// The names of a person to combine: every given name with every family name, since people change
// one and keep the other.
struct Part {
    std::string text = {};
    bool is_protected = false;
};

void add_part(std::vector<Part>& parts, std::string text, bool is_protected) {
    const auto held = std::find_if(
        parts.begin(), parts.end(), [&](const Part& part) { return part.text == text; });
    if (held == parts.end()) {
        parts.push_back({.text = std::move(text), .is_protected = is_protected});
    } else {
        held->is_protected = held->is_protected && is_protected;
    }
}

void add_keys_of_names(std::set<Key>& keys, const std::vector<Assertion>& assertions) {
    std::vector<Part> given_names;
    std::vector<Part> family_names;
    for (const Assertion& assertion : assertions) {
        const auto* name = std::get_if<Name>(&assertion.fact);
        if (name == nullptr || assertion.withdrawn) continue;
        if (!name->given.empty()) add_part(given_names, fold(name->given), assertion.is_protected);
        if (!name->family.empty()) {
            add_part(family_names, fold(name->family), assertion.is_protected);
        }
    }
    for (const Part& given : given_names) {
        if (!given.text.empty()) keys.insert({given_key(given.text), given.is_protected});
    }
    for (const Part& family : family_names) {
        for (const std::string& spelling : spellings(family.text)) {
            keys.insert({family_key(spelling), family.is_protected});
        }
    }
    if (given_names.empty()) given_names.push_back({});
    if (family_names.empty()) family_names.push_back({});
    for (const Part& given : given_names) {
        for (const Part& family : family_names) {
            if (given.text.empty() && family.text.empty()) continue;
            const bool hidden = given.is_protected || family.is_protected;
            keys.insert({whole_key(given.text, family.text), hidden});
            // Of a double name each part as well.
            for (const std::string& spelling : spellings(family.text))
                keys.insert({whole_key(given.text, spelling), hidden});
        }
    }
}

void add_keys_of_thing(std::set<Key>& keys, const Fact& fact, bool hidden) {
    if (const auto* name = std::get_if<Name>(&fact)) {
        for (const std::string& spelling : spellings(fold(name->family))) {
            if (!spelling.empty()) keys.insert({thing_key(spelling), hidden});
        }
    } else if (const auto* address = std::get_if<Address>(&fact)) {
        for (const std::string& line : address->lines)
            keys.insert({where_key(line), hidden});
        if (!address->postcode.empty()) keys.insert({where_key(address->postcode), hidden});
    } else if (const auto* identifier = std::get_if<Identifier>(&fact)) {
        keys.insert({where_key(identifier->value), hidden});
    } else if (const auto* contact = std::get_if<Contact>(&fact)) {
        keys.insert({where_key(contact->value), hidden});
    }
}

std::set<Key> keys_of_thing(const std::vector<Assertion>& assertions) {
    std::set<Key> keys;
    for (const Assertion& assertion : assertions) {
        if (!assertion.withdrawn) {
            add_keys_of_thing(keys, assertion.fact, assertion.is_protected);
        }
    }
    return keys;
}

}  // namespace

std::string sound(std::string_view folded) {
    std::string text = without_spaces(folded);
    for (const auto& [written, said] : kBeginnings) {
        if (!text.starts_with(written)) continue;
        text.replace(0, written.size(), said);
        break;
    }
    const std::string groups = with_groups(text);
    std::string heard;
    for (std::size_t at = 0; at < groups.size(); ++at) {
        char c = groups[at];
        if (is_vowel(c) || c == 'h' || c == 'w') {
            // Vowels are heard alike at the beginning and not at all later.
            if (at > 0) continue;
            c = is_vowel(c) ? 'a' : c;
        }
        const bool letter = static_cast<unsigned char>(c) < 0x80;
        if (!letter || heard.empty() || heard.back() != c) heard += c;
    }
    // Cut between characters: half of one would not be text.
    std::size_t end = std::min<std::size_t>(heard.size(), 8);
    while (end > 0 && end < heard.size() &&
           (static_cast<unsigned char>(heard[end]) & 0xc0) == 0x80) {
        --end;
    }
    heard.resize(end);
    return heard;
}

std::vector<std::string> spellings(std::string_view folded) {
    std::vector<std::string> all = {without_spaces(folded)};
    if (folded.find(' ') == std::string_view::npos) return all;
    for (std::string& word : split(folded, ' ')) {
        // Particles such as "de" and "al" would put half the register in one block.
        if (word.size() > 2 && std::find(all.begin(), all.end(), word) == all.end()) {
            all.push_back(std::move(word));
        }
    }
    return all;
}

std::string whole_key(std::string_view given, std::string_view family) {
    return cat({"w:", given, " ", family});
}
std::string family_key(std::string_view family) {
    return cat({"f:", without_spaces(family)});
}
std::string given_key(std::string_view given) {
    return cat({"g:", given});
}
std::string birth_key(Date date) {
    return cat({"b:", iso(date)});
}
std::string postcode_key(std::string_view normal_postcode) {
    return cat({"p:", without_spaces(normal_postcode)});
}
std::string identifier_key(std::string_view scheme, std::string_view value) {
    return cat({"i:", scheme, ":", value});
}
std::string contact_key(std::string_view value) {
    return cat({"c:", fold(value)});
}

std::string thing_key(std::string_view folded_name) {
    return cat({"t:", without_spaces(folded_name)});
}
std::string where_key(std::string_view where) {
    return cat({"l:", without_spaces(fold(where))});
}

std::set<Key> keys_of(const std::vector<Assertion>& assertions, Kind kind) {
    if (!is_human(kind)) return keys_of_thing(assertions);
    std::set<Key> keys;
    add_keys_of_names(keys, assertions);
    for (const Assertion& assertion : assertions) {
        if (assertion.withdrawn) continue;
        const bool hidden = assertion.is_protected;
        const Fact& fact = assertion.fact;
        if (const auto* birth = std::get_if<BirthDate>(&fact)) {
            keys.insert({birth_key(birth->date), hidden});
        } else if (const auto* address = std::get_if<Address>(&fact)) {
            if (!address->postcode.empty()) {
                keys.insert({postcode_key(address->postcode), hidden});
            }
        } else if (const auto* identifier = std::get_if<Identifier>(&fact)) {
            keys.insert({identifier_key(identifier->scheme, identifier->value), hidden});
        } else if (const auto* contact = std::get_if<Contact>(&fact)) {
            keys.insert({contact_key(contact->value), hidden});
        }
    }
    return keys;
}

}  // namespace longstone::people
