#include "people/score.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "people/keys.h"

namespace longstone::people {
namespace {

// One person in about 130,000: what a search begins with before it compares anything.
constexpr double kPrior = -17;

struct Level {
    double weight = 0;
    const char* words = "";
};

bool is_slip(std::string_view a, std::string_view b) {
    // One letter changed, added, left out, or two neighbours swapped, in names long enough to say.
    if (std::min(a.size(), b.size()) < 4) return false;
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1) return false;
    std::size_t front = 0;
    while (front < a.size() && a[front] == b[front])
        ++front;
    if (a.size() < b.size()) return a.substr(front) == b.substr(front + 1);
    if (front == a.size()) return false;
    if (a.substr(front + 1) == b.substr(front + 1)) return true;
    return front + 1 < a.size() && a[front] == b[front + 1] && a[front + 1] == b[front] &&
           a.substr(front + 2) == b.substr(front + 2);
}

bool share_word(std::string_view a, std::string_view b) {
    const auto words = spellings(a);
    const auto others = spellings(b);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(others.begin(), others.end(), word) != others.end();
    });
}

Level family_level(const Sought& sought, std::string_view held) {
    const std::string_view typed = sought.family;
    if (typed == held) return {7, "Family name agrees"};
    if (share_word(typed, held)) return {5.5, "Part of the family name agrees"};
    if (sought.still_typing && held.starts_with(typed)) return {5, "Family name begins like this"};
    if (is_slip(typed, held)) return {4.5, "Family name differs by one letter"};
    if (sound(typed) == sound(held)) return {4, "Family name sounds alike"};
    return {-4, "Family name differs"};
}

Level given_level(std::string_view typed, bool still_typing, std::string_view held) {
    if (typed == held) return {5, "Given name agrees"};
    if (share_word(typed, held)) return {4, "Part of the given name agrees"};
    const bool initial = typed.size() == 1 || held.size() == 1;
    if (initial && typed.front() == held.front()) return {1.5, "Initial agrees"};
    if (still_typing && held.starts_with(typed)) return {3.5, "Given name begins like this"};
    if (is_slip(typed, held)) return {3, "Given name differs by one letter"};
    if (sound(typed) == sound(held)) return {2.5, "Given name sounds alike"};
    return {-4, "Given name differs"};
}

std::string with_use(std::string words, NameUse use) {
    switch (use) {
        case NameUse::Current:
            return words;
        case NameUse::Previous:
            return cat({words, " (a previous name)"});
        case NameUse::Alias:
            return cat({words, " (an alias)"});
        case NameUse::Preferred:
            return cat({words, " (a preferred name)"});
    }
    return words;
}

std::string count_words(std::string_view one, const char* past, bool first) {
    return first ? std::string(one) : cat({one, past});
}

void add(Score& total, std::string field, double weight, std::string words) {
    if (weight > 0) ++total.agreeing;
    total.weight += weight;
    total.explanation.push_back(
        {.field = std::move(field), .weight = weight, .words = std::move(words)});
}

// Given and family name each by the best name they ever had, unless both fit the wrong way round.
void add_names(Score& total, const Sought& sought, const Profile& person) {
    std::optional<FieldWeight> given;
    std::optional<FieldWeight> family;
    const auto take =
        [](std::optional<FieldWeight>& best, const char* field, Level level, NameUse use) {
            if (best && best->weight >= level.weight) return;
            best =
                FieldWeight{.field = field,
                            .weight = level.weight,
                            .words = level.weight > 0 ? with_use(level.words, use) : level.words};
        };
    bool swapped = false;
    for (const Name& name : person.names) {
        // One word in the search box may be either name.
        const bool either = sought.still_typing && sought.given.empty();
        const std::string& given_typed = either ? sought.family : sought.given;
        if (!given_typed.empty() && !name.given.empty()) {
            take(either ? family : given,
                 "given-name",
                 given_level(given_typed, either, name.given),
                 name.use);
        }
        if (!sought.family.empty() && !name.family.empty()) {
            take(family, "family-name", family_level(sought, name.family), name.use);
        }
        swapped = swapped || (!sought.given.empty() && !sought.family.empty() &&
                              sought.given == name.family && sought.family == name.given);
    }
    const double straight = (given ? given->weight : 0) + (family ? family->weight : 0);
    constexpr double kSwapped = 10;
    if (swapped && straight < kSwapped) {
        add(total, "family-name", kSwapped, "Names agree the other way round");
        return;
    }
    if (family) add(total, family->field, family->weight, family->words);
    if (given) add(total, given->field, given->weight, given->words);
}

int digits_apart(Date a, Date b) {
    const std::string x = iso(a);
    const std::string y = iso(b);
    int apart = 0;
    for (std::size_t at = 0; at < std::min(x.size(), y.size()); ++at)
        apart += x[at] != y[at];
    return apart;
}

Level birth_level(Date typed, const BirthDate& held) {
    const Civil a = civil_of(typed);
    const Civil b = civil_of(held.date);
    if (held.precision == Precision::Year) {
        return a.year == b.year ? Level{4, "Year of birth agrees, the day is not known"}
                                : Level{-4, "Year of birth differs"};
    }
    if (held.precision == Precision::Month && a.year == b.year && a.month == b.month) {
        return {7, "Month of birth agrees, the day is not known"};
    }
    if (typed == held.date) return {11, "Birth date agrees"};
    if (a.year == b.year && a.month == b.day && a.day == b.month) {
        return {7, "Birth date agrees with day and month swapped"};
    }
    if (held.estimated && std::abs(a.year - b.year) <= 2) {
        return {1, "Birth date is near the estimated one"};
    }
    if (digits_apart(typed, held.date) == 1) return {5, "Birth date differs by one digit"};
    if (a.year == b.year) return {1, "Year of birth agrees"};
    return {-6, "Birth date differs"};
}

void add_birth(Score& total, const Sought& sought, const Profile& person) {
    if (sought.expected) {
        if (person.expected.empty()) return;
        const int apart = std::abs(person.expected.back() - *sought.expected);
        if (apart <= 21) {
            add(total, "expected-date", apart == 0 ? 9 : 6, "Expected date agrees within 3 weeks");
        } else {
            add(total, "expected-date", -6, "Expected date differs");
        }
        return;
    }
    if (!sought.birth || person.births.empty()) return;
    Level best{-100, ""};
    bool latest = false;
    for (std::size_t at = 0; at < person.births.size(); ++at) {
        const Level level = birth_level(*sought.birth, person.births[at]);
        if (level.weight < best.weight) continue;
        best = level;
        latest = at + 1 == person.births.size();
    }
    const bool old = best.weight > 0 && !latest;
    add(total, "birth-date", best.weight, count_words(best.words, " (an earlier one)", !old));
}

std::string_view sector(std::string_view postcode) {
    return postcode.substr(0, postcode.size() < 2 ? 0 : postcode.size() - 2);
}

void add_postcode(Score& total, const Sought& sought, const Profile& person) {
    if (sought.postcode.empty() || person.postcodes.empty()) return;
    const auto held = std::find(person.postcodes.begin(), person.postcodes.end(), sought.postcode);
    if (held != person.postcodes.end()) {
        const bool latest = person.postcodes.back() == sought.postcode;
        add(total,
            "postcode",
            latest ? 6 : 5,
            count_words("Postcode agrees", " (an earlier address)", latest));
        return;
    }
    const bool near =
        std::any_of(person.postcodes.begin(), person.postcodes.end(), [&](const std::string& one) {
            return sector(one) == sector(sought.postcode);
        });
    if (near)
        add(total, "postcode", 2, "Postcode is of the same neighbourhood");
    else
        add(total, "postcode", -1, "Postcode differs");
}

void add_identifiers(Score& total, const Sought& sought, const Profile& person) {
    for (const Identifier& typed : sought.identifiers) {
        bool same_scheme = false;
        bool agrees = false;
        for (const Identifier& held : person.identifiers) {
            if (held.scheme != typed.scheme) continue;
            same_scheme = true;
            agrees = agrees || held.value == typed.value;
        }
        if (agrees)
            add(total, typed.scheme, 19, "The same number is on record");
        else if (same_scheme)
            add(total, typed.scheme, -5, "Another number is on record");
    }
}

}  // namespace

Score score(const Sought& sought, const Profile& person) {
    Score total{.weight = kPrior};
    add_names(total, sought, person);
    add_birth(total, sought, person);
    add_postcode(total, sought, person);
    add_identifiers(total, sought, person);
    if (!sought.contact.empty() && !person.contacts.empty()) {
        const bool held =
            std::find(person.contacts.begin(), person.contacts.end(), sought.contact) !=
            person.contacts.end();
        if (held) add(total, "contact", 6, "The same contact is on record");
    }
    if (sought.sex != Sex::Unknown && person.sex != Sex::Unknown) {
        if (sought.sex == person.sex)
            add(total, "sex", 1, "Sex agrees");
        else
            add(total, "sex", -3, "Sex differs");
    }
    total.probability = 1 / (1 + std::exp2(-total.weight));
    return total;
}

}  // namespace longstone::people
