#include "review/redactor.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "people/assertions.h"
#include "people/describe.h"
#include "people/identifiers.h"
#include "review/letters.h"

namespace longstone::review {
namespace {

constexpr std::size_t kBetween = 3;      // bytes between two words of one name
constexpr std::size_t kLeastNumber = 6;  // digits: fewer is an age or a house
constexpr std::size_t kLeastPart = 3;    // letters: "Al" would be found in too much
constexpr int kGrownUp = 18;

// Names that are everyday words as well: left out where they are written with a capital.
constexpr std::string_view kEveryday =
    " amber angel april art august autumn bill black bow brown christian crystal dale day dawn "
    "drew faith field fox frank gene glen grace grant green guy hazel heath heather hill holly "
    "hope ivy jack jade jasmine joy june king lily long major mark marsh may mercy miles moss noel "
    "north olive page park pat patience pearl penny pierce poppy price rain ray reed rich rob "
    "robin "
    "rose royal ruby rusty sandy sky star stone storm sue summer violet ward west white will "
    "winter wood woods young ";

bool is_everyday(std::string_view text, const Word& word) {
    const bool small = text[word.at] >= 'a' && text[word.at] <= 'z';
    return small && kEveryday.find(cat({" ", word.plain, " "})) != std::string_view::npos;
}

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        if (letter_length(text, at) == 0) {
            ++at;
            continue;
        }
        const auto end = word_end(text, at);
        words.push_back({.at = at, .end = end, .plain = fold(text.substr(at, end - at))});
        at = end;
    }
    return words;
}

std::vector<std::string> plain_words(std::string_view text) {
    auto found = words_of(text);
    std::vector<std::string> words;
    words.reserve(found.size());
    for (auto& word : found)
        words.push_back(std::move(word.plain));
    return words;
}

bool is_number(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, is_digit);
}

void put(std::vector<std::string>& all, std::string text) {
    if (!text.empty() && std::ranges::find(all, text) == all.end()) all.push_back(std::move(text));
}

void put_parts(std::vector<std::string>& parts, const std::string& name) {
    for (const auto& part : split(name, ' '))
        if (part.size() >= kLeastPart) put(parts, part);
}

void put_names(ThirdParty& party, const people::Name& name) {
    put(party.names, std::string(trim(cat({name.given, " ", name.family}))));
    if (!name.middle.empty())
        put(party.names, std::string(trim(cat({name.given, " ", name.middle, " ", name.family}))));
    if (!name.given.empty() && !name.family.empty()) {
        put(party.names, cat({name.given.substr(0, utf8_length(name.given, 0)), " ", name.family}));
        put(party.names, cat({name.family, " ", name.given}));
    }
    put_parts(party.parts, name.given);
    put_parts(party.parts, name.middle);
    put_parts(party.parts, name.family);
}

// As people write a day: 2019-03-03, 3/3/19, 03.03.2019, 3 March 2019, 3rd Mar 2019, March 3 2019.
void put_day(std::vector<std::string>& details, Date date) {
    const auto text = iso(date);
    const auto year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2);
    const auto bare = [](const std::string& two) {
        return two.front() == '0' ? two.substr(1) : two;
    };
    put(details, text);
    for (const auto& y : {year, year.substr(2)})
        for (const auto& [d, m] : {std::pair{day, month},
                                   std::pair{bare(day), bare(month)},
                                   std::pair{bare(day), month},
                                   std::pair{day, bare(month)}})
            put(details, join({d, m, y}, "/"));
    const auto said = say(date);  // 3 March 2019
    const auto parts = split(said, ' ');
    if (parts.size() != 3) return;
    const int n = std::stoi(parts[0]);
    const bool teens = n % 100 >= 11 && n % 100 <= 13;
    const auto* ending = teens         ? "th"
                         : n % 10 == 1 ? "st"
                         : n % 10 == 2 ? "nd"
                         : n % 10 == 3 ? "rd"
                                       : "th";
    for (const auto& name : {parts[1], parts[1].substr(0, 3)}) {
        for (const auto& d : {parts[0], day, cat({parts[0], ending})}) {
            put(details, join({d, name, parts[2]}, " "));
            put(details, join({name, d, parts[2]}, " "));
        }
    }
}

// "4 Dene Road" is written "4 Dene Rd" too.
void put_street(std::vector<std::string>& details, const std::string& line) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kShort = {
        {{"Road", "Rd"},
         {"Street", "St"},
         {"Avenue", "Ave"},
         {"Lane", "Ln"},
         {"Close", "Cl"},
         {"Drive", "Dr"},
         {"Terrace", "Tce"},
         {"Crescent", "Cres"}}};
    put(details, line);
    for (const auto& [whole, brief] : kShort)
        if (line.ends_with(whole))
            put(details, cat({line.substr(0, line.size() - whole.size()), brief}));
}

std::string kind_of(people::Kind kind, std::optional<Date> born, bool unborn, Date today) {
    if (kind == people::Kind::Professional) return "Professional";
    if (unborn) return "Child";
    if (!born) return "Person";
    return years_between(*born, today) < kGrownUp ? "Child" : "Adult";
}

struct Said {
    ThirdParty party = {};
    std::optional<Date> born = {};
    bool unborn = false;
};

Said said_of(work::Context& context, const std::string& person) {
    Said said{.party = {.person = person}};
    auto& party = said.party;
    for (const auto& assertion : people::load_assertions(context.db, person)) {
        if (const auto* name = std::get_if<people::Name>(&assertion.fact)) {
            put_names(party, *name);
        } else if (const auto* born = std::get_if<people::BirthDate>(&assertion.fact)) {
            if (!assertion.withdrawn) said.born = born->date;
            if (born->precision == people::Precision::Day) put_day(party.details, born->date);
        } else if (std::get_if<people::ExpectedDate>(&assertion.fact) != nullptr) {
            said.unborn = true;
        } else if (const auto* address = std::get_if<people::Address>(&assertion.fact)) {
            put(party.details, people::one_line(*address));
            if (!address->lines.empty()) put_street(party.details, address->lines.front());
            put(party.details, address->postcode);
            put(party.details, join(split(address->postcode, ' '), ""));
        } else if (const auto* id = std::get_if<people::Identifier>(&assertion.fact)) {
            put(party.details, id->value);
            put(party.details, people::show_identifier(id->scheme, id->value));
        } else if (const auto* contact = std::get_if<people::Contact>(&assertion.fact)) {
            put(party.details, contact->value);
        }
    }
    said.unborn = said.unborn && !said.born;
    return said;
}

}  // namespace

std::vector<ThirdParty> third_parties_of(work::Context& context,
                                         const std::vector<std::string>& people,
                                         const std::vector<std::string>& subjects) {
    std::vector<ThirdParty> parties;
    std::set<std::string> seen(subjects.begin(), subjects.end());
    for (const auto& person : people) {
        if (!seen.insert(person).second) continue;
        const auto row = context.db.one("select kind from person where id = $1", {person});
        const auto kind = row ? people::kind_of(row->text(0)) : std::nullopt;
        const bool human = kind == people::Kind::Person || kind == people::Kind::Unknown ||
                           kind == people::Kind::Professional;
        if (!human) continue;
        auto said = said_of(context, person);
        said.party.kind = kind_of(*kind, said.born, said.unborn, london(context.now).date);
        parties.push_back(std::move(said.party));
    }
    return parties;
}

std::vector<std::string> kept_words_of(work::Context& context,
                                       const std::vector<std::string>& subjects) {
    std::vector<std::string> kept;
    for (const auto& person : subjects) {
        const auto said = said_of(context, person).party;
        for (const auto* words : {&said.names, &said.parts, &said.details})
            for (const auto& word : *words)
                put(kept, word);
    }
    return kept;
}

Redactor::Redactor(const std::vector<ThirdParty>& parties,
                   const std::vector<work::Redaction>& redactions,
                   const std::vector<std::string>& kept) {
    std::set<std::vector<std::string>> stays, there;
    for (const auto& words : kept)
        stays.insert(plain_words(words));
    const auto add = [&](std::string_view text, const std::string& label) {
        auto words = plain_words(text);
        if (words.empty() || stays.contains(words) || !there.insert(words).second) return;
        const auto digits = join(words, "");
        if (is_number(digits) && digits.size() >= kLeastNumber) {
            numbers_.try_emplace(digits, label);
            if (digits.front() == '0') numbers_.try_emplace(cat({"44", digits.substr(1)}), label);
        }
        auto first = words.front();
        words.erase(words.begin());
        auto& beginning = words_[std::move(first)];
        beginning.emplace_back(std::move(words), label);
    };
    for (const auto& redaction : redactions) {
        if (!redaction.holds()) continue;
        if (redaction.person.empty()) {
            add(redaction.words, redaction.label);
            continue;
        }
        const auto party = std::ranges::find(parties, redaction.person, &ThirdParty::person);
        if (party == parties.end()) continue;
        people_.emplace_back(redaction.person, redaction.label);
        for (const auto* words : {&party->names, &party->parts, &party->details})
            for (const auto& word : *words)
                add(word, redaction.label);
    }
    for (auto& [first, all] : words_)
        std::ranges::stable_sort(
            all, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

// How many of the words from here on are to be left out, and as whom.
std::pair<std::size_t, std::string> Redactor::at(std::string_view text,
                                                 const std::vector<Word>& words,
                                                 std::size_t i) const {
    const auto follows = [&](std::size_t n) {
        return n < words.size() && words[n].at - words[n - 1].end <= kBetween;
    };
    // A telephone or NHS number, however it is grouped.
    std::string digits;
    std::pair<std::size_t, std::string> best;
    for (std::size_t n = i; n < words.size() && is_number(words[n].plain); ++n) {
        if (n > i && !follows(n)) break;
        digits += words[n].plain;
        const auto found = numbers_.find(digits);
        if (found != numbers_.end()) best = {n - i + 1, found->second};
    }
    if (best.first > 0) return best;
    const auto beginning = words_.find(words[i].plain);
    if (beginning == words_.end()) return best;
    for (const auto& [rest, label] : beginning->second) {
        if (rest.empty() && is_everyday(text, words[i])) continue;
        std::size_t n = 0;
        while (n < rest.size() && follows(i + n + 1) && words[i + n + 1].plain == rest[n])
            ++n;
        if (n == rest.size()) return {n + 1, label};
    }
    return best;
}

std::string Redactor::apply(std::string_view text) const {
    if (words_.empty()) return std::string(text);
    const auto words = words_of(text);
    std::string out;
    std::size_t done = 0;
    for (std::size_t i = 0; i < words.size();) {
        const auto [count, label] = at(text, words, i);
        if (count == 0) {
            ++i;
            continue;
        }
        out += text.substr(done, words[i].at - done);
        out += label;
        done = words[i + count - 1].end;
        i += count;
    }
    out += text.substr(done);
    return out;
}

std::string Redactor::name(std::string_view person, std::string_view otherwise) const {
    const auto found =
        std::ranges::find_if(people_, [&](const auto& one) { return one.first == person; });
    return found == people_.end() ? apply(otherwise) : found->second;
}

}  // namespace longstone::review
