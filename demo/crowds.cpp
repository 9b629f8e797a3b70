#include "demo/crowds.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <stdexcept>

#include "base/text.h"
#include "demo/names.h"
#include "demo/random.h"

namespace longstone::demo {
namespace {

constexpr std::int64_t kOpens = 9 * kHour, kSlot = 10 * kMinute;
constexpr std::size_t kSlots = 42, kStride = 25;  // until 16:00, in no visible order
constexpr int kGrown = 18, kParent = 24, kYear = 365, kLongest = 31;

std::uint32_t hash_of(const std::string& text) {
    constexpr std::uint32_t kStart = 2'166'136'261U, kPrime = 16'777'619U;
    std::uint32_t hash = kStart;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
    }
    return hash;
}

std::size_t whole(const std::string& text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        throw std::invalid_argument(cat({"“", text, "” is no whole number"}));
    return value;
}

struct Share {
    Json value = {};
    std::size_t weight = 1;
};

std::vector<Share> shares_of(const Json& values) {
    std::vector<Share> shares;
    for (const auto& [value, weight] : values.members()) {
        shares.push_back({.value = value, .weight = whole(weight.text())});
    }
    for (const Json& value : values.items()) {
        shares.push_back(
            {.value = value, .weight = value.has("weight") ? whole(value.text("weight")) : 1});
    }
    if (shares.empty()) throw std::invalid_argument("there is nothing to deal");
    return shares;
}

Date day_of(const Json& text) {
    const auto day = parse_date(text.text());
    if (!day) throw std::invalid_argument("write a day like 2022-09-01");
    return *day;
}

struct Span {
    Date from = {}, to = {};
};

Span span_of(const Json& between) {
    if (between.items().size() != 2) throw std::invalid_argument("it takes two days");
    return {.from = day_of(between.items()[0]), .to = day_of(between.items()[1])};
}

// Evenly, on working days within.
Date day_between(const Calendar& calendar, Span span, std::size_t n, std::size_t count) {
    const auto [from, to] = span;
    const auto days = static_cast<std::size_t>(to - from + 1);
    Date day = from + static_cast<int>((2 * n + 1) * days / (2 * count));
    while (day < to && !calendar.is_working_day(day)) {
        day = day + 1;
    }
    while (from < day && !calendar.is_working_day(day)) {
        day = day + -1;
    }
    return day;
}

// The month that begins so many months before that of `today`, up to the day before it.
Span month_before(Date today, std::size_t months) {
    constexpr int kMonths = 12;
    const auto civil = civil_of(today);
    const auto at = civil.year * kMonths + civil.month - 1 - static_cast<int>(months);
    const auto first = *date_of({at / kMonths, at % kMonths + 1, 1});
    const auto next = *date_of({(at + 1) / kMonths, (at + 1) % kMonths + 1, 1});
    return {.from = first, .to = std::min(next, today) + -1};
}

std::vector<Date> days_of_months(const Json& months, const Calendar& calendar, Date today) {
    const auto& counts = months.items();
    std::vector<Date> days;
    for (std::size_t n = 0; n < counts.size(); ++n) {
        const auto back = counts.size() - 1 - n;
        const auto span = month_before(today, back);
        auto count = whole(counts[n].text());
        if (back == 0) {
            const auto gone = span.to - span.from + 1;
            const auto all = month_before(span.from + kLongest, 1);
            count = count * static_cast<std::size_t>(gone) /
                    static_cast<std::size_t>(all.to - all.from + 1);
        }
        for (std::size_t each = 0; each < count; ++each) {
            days.push_back(day_between(calendar, span, each, count));
        }
    }
    return days;
}

// When each of them starts.
std::vector<Date> days_of(const Json& story, const Calendar& calendar, Date today) {
    if (story.has("months")) return days_of_months(story["months"], calendar, today);
    const auto count = whole(story.text("crowd"));
    const auto span = span_of(story["between"]);
    std::vector<Date> days;
    for (std::size_t n = 0; n < count; ++n) {
        days.push_back(day_between(calendar, span, n, count));
    }
    return days;
}

Date born_on(const std::string& age, Date on, std::size_t n) {
    constexpr int kMonth = 30, kMoves = 97;
    const auto words = split(age, ' ');
    const auto amount = static_cast<int>(whole(std::string(words.front())));
    if (words.size() == 2 && words[1] == "days") return on + -amount;
    if (words.size() == 2 && words[1] == "months") return on + -amount * kMonth;
    // Some days after the birthday, so that the age holds.
    const auto civil = civil_of(on);
    const auto birthday = date_of({civil.year - amount, civil.month, std::min(civil.day, 28)});
    return *birthday + -static_cast<int>(n * kMoves % (kYear - 2));
}

std::vector<Json> shuffled(std::vector<Json> hands, const std::string& order) {
    Random random(hash_of(order));
    for (auto left = hands.size(); left > 1; --left) {
        std::swap(hands[left - 1],
                  hands[static_cast<std::size_t>(random.below(static_cast<int>(left)))]);
    }
    return hands;
}

// Each value in its own row, as often as its share says.
std::vector<Json> in_order(const Json& values, std::size_t count) {
    const auto shares = shares_of(values);
    const auto total =
        std::accumulate(shares.begin(), shares.end(), std::size_t{0}, [](auto sum, auto& share) {
            return sum + share.weight;
        });
    if (total == 0) throw std::invalid_argument("there is nothing to deal");
    std::vector<std::size_t> falls;
    std::vector<std::size_t> by_rest(shares.size());
    std::iota(by_rest.begin(), by_rest.end(), std::size_t{0});
    std::size_t fallen = 0;
    for (const auto& share : shares) {
        falls.push_back(share.weight * count / total);
        fallen += falls.back();
    }
    std::stable_sort(by_rest.begin(), by_rest.end(), [&](std::size_t a, std::size_t b) {
        return shares[a].weight * count % total > shares[b].weight * count % total;
    });
    for (std::size_t n = 0; fallen < count; ++n, ++fallen) {
        ++falls[by_rest[n]];
    }
    std::vector<Json> hands;
    for (std::size_t n = 0; n < shares.size(); ++n) {
        hands.insert(hands.end(), falls[n], shares[n].value);
    }
    return hands;
}

using Hands = std::map<std::string, std::vector<Json>>;

Hands hands_of(const Json& deal, const Json& story, const Calendar& calendar, std::size_t count) {
    const auto id = story.text("id");
    Hands hands;
    std::string of;
    try {
        for (const auto& [word, values] : deal.members()) {
            of = word;
            hands[word] = dealt(values, count, cat({id, "/", word}));
        }
        for (const auto& [word, values] : story["in-order"].members()) {
            of = word;
            hands[word] = in_order(values, count);
        }
        for (const auto& [word, between] : story["spread"].members()) {
            of = word;
            const auto span = span_of(between);
            std::vector<Json> days;
            for (std::size_t n = 0; n < count; ++n) {
                days.emplace_back(iso(day_between(calendar, span, n, count)));
            }
            hands[word] = shuffled(std::move(days), cat({id, "/", word}));
        }
    } catch (const std::invalid_argument& wrong) {
        throw std::invalid_argument(cat({"to deal ", of, ": ", wrong.what()}));
    }
    return hands;
}

}  // namespace

std::vector<Json> dealt(const Json& values, std::size_t count, const std::string& order) {
    return shuffled(in_order(values, count), order);
}

// In one family name each is of another number, so that no given name comes twice: the children
// from one list, women and men from others, subjects at odd places and parents at even ones.
Json Invented::somebody(const std::string& sex, const std::string& age, Date on) {
    const auto n = next_++;
    const auto family = n % kFamilyNames.size();
    const auto turn = n / kFamilyNames.size();
    if (2 * turn + 1 >= kWomen.size())
        throw std::invalid_argument("more people than there are names for; add to demo/names.h");
    constexpr std::size_t kStep = 7;
    const auto at = [&](std::size_t place, std::size_t size) {
        return (family * kStep + place) % size;
    };
    const auto born = born_on(age, on, n);
    const bool grown = years_between(born, on) >= kGrown;
    const bool girl = sex == "F";
    const auto given =
        grown ? (girl ? kWomen.at(at(2 * turn + 1, kWomen.size()))
                      : kMen.at(at(2 * turn + 1, kMen.size())))
              : (girl ? kGirls.at(at(turn, kGirls.size())) : kBoys.at(at(turn, kBoys.size())));
    Json words = Json::object({{"given", std::string(given)},
                               {"family", std::string(kFamilyNames.at(family))},
                               {"born", iso(born)},
                               {"he", girl ? "she" : "he"},
                               {"He", girl ? "She" : "He"},
                               {"him", girl ? "her" : "him"},
                               {"his", girl ? "her" : "his"},
                               {"His", girl ? "Her" : "His"}});
    if (grown) return words;
    const auto parent = born + -kParent * kYear;
    constexpr std::size_t kMother = 3'000, kFather = 3'400, kEleven = 11;  // days
    words.set("mother", std::string(kWomen.at(at(2 * turn, kWomen.size()))))
        .set("mother-born", iso(parent + -static_cast<int>(n * kEleven % kMother)))
        .set("father", std::string(kMen.at(at(2 * turn, kMen.size()))))
        .set("father-born", iso(parent + -static_cast<int>(n * kEleven % kFather)));
    return words;
}

std::vector<Run> crowd_of(const Run& made,
                          const Json& deal,
                          const Json& story,
                          const Calendar& calendar,
                          Date today,
                          Invented& invented) {
    const auto id = story.text("id");
    const auto days = days_of(story, calendar, today);
    const auto hands = hands_of(deal, story, calendar, days.size());
    std::vector<Run> runs;
    for (std::size_t n = 0; n < days.size(); ++n) {
        auto run = made;
        run.id = cat({id, "/", number(static_cast<long long>(n + 1))});
        run.stands = story.has("months");
        const auto day = days[n];
        run.at = from_london(day, kOpens + static_cast<std::int64_t>(n * kStride % kSlots) * kSlot);
        Json said = Json::object({{"n", number(static_cast<long long>(n + 1))}});
        for (const auto& [word, hand] : hands) {
            if (!hand[n].is_object()) {
                said.set(word, hand[n]);
                continue;
            }
            for (const auto& [inner, value] : hand[n].members()) {
                if (inner != "weight") said.set(inner, value);
            }
        }
        if (said.has("sex") && said.has("age")) {
            const auto somebody = invented.somebody(said.text("sex"), said.text("age"), day);
            for (const auto& [word, value] : somebody.members()) {
                said.set(word, value);
            }
        }
        run.said = std::move(said);
        runs.push_back(std::move(run));
    }
    return runs;
}

}  // namespace longstone::demo
