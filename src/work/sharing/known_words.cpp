#include "work/sharing/known_words.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "people/identifiers.h"
#include "people/keys.h"

namespace longstone::work {
namespace {

struct Written {
    std::set<std::pair<std::string, std::string>> names = {};  // given, family
    std::set<Date> births = {};
    std::set<std::string> postcodes = {};
    std::set<std::pair<std::string, std::string>> identifiers = {};  // scheme, value
};

Written written(const std::vector<people::Assertion>& assertions) {
    Written all;
    for (const auto& assertion : assertions) {
        if (assertion.withdrawn || assertion.is_protected) continue;
        if (const auto* name = std::get_if<people::Name>(&assertion.fact)) {
            auto given = fold(name->given), family = fold(name->family);
            if (!given.empty() && !family.empty()) all.names.emplace(given, family);
        } else if (const auto* birth = std::get_if<people::BirthDate>(&assertion.fact)) {
            if (birth->precision == people::Precision::Day && !birth->estimated)
                all.births.insert(birth->date);
        } else if (const auto* address = std::get_if<people::Address>(&assertion.fact)) {
            if (const auto code = people::normal_postcode(address->postcode))
                all.postcodes.insert(*code);
        } else if (const auto* id = std::get_if<people::Identifier>(&assertion.fact)) {
            if (const auto value = people::check_identifier(id->scheme, id->value))
                all.identifiers.emplace(id->scheme, *value);
        }
    }
    return all;
}

// The date as somebody writes it who takes the day for the month.
std::optional<Date> day_for_month(Date date) {
    const auto civil = civil_of(date);
    if (civil.day > 12 || civil.day == civil.month) return {};
    return date_of({.year = civil.year, .month = civil.day, .day = civil.month});
}

class Words {
public:
    explicit Words(const Written& of) : of_(of) {}

    std::vector<KnownWord> all() {
        for (const auto& [scheme, value] : of_.identifiers)
            put(KnownBy::Strong, {"i", scheme, value});
        for (const auto& [given, family] : of_.names)
            for (const Date birth : of_.births)
                // Which of two names is the family's is often written the other way round.
                put(KnownBy::Strong,
                    {"n", std::min(given, family), std::max(given, family), iso(birth)});
        for (const auto& [given, family] : of_.names)
            for (const Date birth : of_.births)
                of_names(given, family, birth);
        for (const auto& [given, family] : of_.names)
            of_places(given, family);
        return std::move(words_);
    }

private:
    void of_names(const std::string& given, const std::string& family, Date birth) {
        const auto day = iso(birth);
        put(KnownBy::Name, {"s", people::sound(given), people::sound(family), day});
        put(KnownBy::Name, {"f", given.substr(0, utf8_length(given, 0)), family, day});
        // The earlier of the two ways to write it, so that each side finds the other's.
        if (const auto other = day_for_month(birth))
            put(KnownBy::Name, {"d", given, family, iso(std::min(birth, *other))});
    }

    void of_places(const std::string& given, const std::string& family) {
        for (const auto& postcode : of_.postcodes) {
            put(KnownBy::Place, {"p", given, family, postcode});
            for (const Date birth : of_.births)
                put(KnownBy::Place, {"g", given, iso(birth), postcode});
        }
    }

    void put(KnownBy by, const std::vector<std::string>& parts) {
        auto text = join(parts, "|");
        if (seen_.insert(text).second) words_.push_back({.by = by, .text = std::move(text)});
    }

    const Written& of_;
    std::vector<KnownWord> words_ = {};
    std::set<std::string> seen_ = {};
};

}  // namespace

std::vector<KnownWord> known_words(const std::vector<people::Assertion>& assertions,
                                   std::size_t most) {
    std::vector<KnownWord> strong, named, placed;
    for (auto& word : Words(written(assertions)).all()) {
        auto& kind = word.by == KnownBy::Strong ? strong
                     : word.by == KnownBy::Name ? named
                                                : placed;
        kind.push_back(std::move(word));
    }
    // A weak one of each kind in turn: where there is no room for all, both kinds have some.
    auto words = std::move(strong);
    for (std::size_t i = 0; i < std::max(named.size(), placed.size()); ++i) {
        if (i < named.size()) words.push_back(std::move(named[i]));
        if (i < placed.size()) words.push_back(std::move(placed[i]));
    }
    if (words.size() > most) words.resize(most);
    return words;
}

bool agree_enough(const std::vector<KnownBy>& agreeing) {
    const auto has = [&](KnownBy by) { return std::ranges::find(agreeing, by) != agreeing.end(); };
    return has(KnownBy::Strong) || (has(KnownBy::Name) && has(KnownBy::Place));
}

bool agree(const std::vector<KnownWord>& one, const std::vector<KnownWord>& other) {
    std::vector<KnownBy> agreeing;
    for (const auto& word : one)
        if (std::ranges::find(other, word) != other.end()) agreeing.push_back(word.by);
    return agree_enough(agreeing);
}

}  // namespace longstone::work
