#include "chronology/patterns.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"

namespace longstone::chronology {
namespace {

bool is_contact(const Entry& entry) {
    return entry.kind != Kind::Missed && entry.kind != Kind::Life;
}

Date day_of(const Entry& entry) {
    return london(entry.happened).date;
}

// Each day once, in order.
std::vector<Date> contact_days(const std::vector<Entry>& entries) {
    std::vector<Date> days;
    for (const auto& entry : entries)
        if (is_contact(entry)) days.push_back(day_of(entry));
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    return days;
}

int median(std::vector<int> values) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto middle = values.size() / 2;
    if (values.size() % 2 == 1) return values[middle];
    return (values[middle - 1] + values[middle]) / 2;
}

std::string days_words(int days) {
    return count_of(days, "day", "days");
}

std::string gap_words(const Gap& gap, bool compared) {
    std::string words = cat({"No contact by any agency for ",
                             days_words(gap.days),
                             gap.open ? cat({", since ", say(gap.from)})
                                      : cat({", ", say(gap.from), " to ", say(gap.to)})});
    if (compared) words += cat({". The usual silence on this line is ", days_words(gap.usual)});
    words += '.';
    return words;
}

// So many or more come by chance less often than the rule says.
int least_unlikely(double expected, const PatternRules& rules) {
    int count = rules.burst_least;
    while (poisson_tail(count, expected) * rules.burst_once_in >= 1)
        ++count;
    return count;
}

std::string chance_words(double chance) {
    if (chance < 1e-6) return "less than one in a million";
    const auto one_in = static_cast<long long>(std::floor(1 / chance));
    return cat({"about one in ", decimals(static_cast<double>(one_in), 0)});
}

}  // namespace

PatternRules rules_of(const define::Definitions& definitions) {
    const auto& line = definitions.line;
    return {.gap_days = line.gap_days,
            .gap_times = line.gap_times,
            .gap_silences = line.gap_silences,
            .gap_alone_days = line.gap_alone,
            .burst_days = line.burst_days,
            .burst_least = line.burst_least,
            .burst_once_in = line.burst_once_in,
            .fresh_months = definitions.partnership.repeat_within_months};
}

std::vector<Gap> gaps_of(const std::vector<Entry>& entries, Date today, const PatternRules& rules) {
    const auto days = contact_days(entries);
    std::vector<Gap> gaps;
    if (days.empty()) return gaps;
    std::vector<int> silences;
    for (std::size_t i = 1; i < days.size(); ++i)
        silences.push_back(days[i] - days[i - 1]);
    const int usual = median(silences);
    const bool compared = std::cmp_greater_equal(silences.size(), rules.gap_silences);
    const int least =
        compared ? std::max(rules.gap_days, rules.gap_times * usual) : rules.gap_alone_days;
    const auto look = [&](Date from, Date to, bool open) {
        Gap gap{.from = from, .to = to, .days = to - from, .usual = usual, .open = open};
        if (gap.days < least) return;
        gap.words = gap_words(gap, compared);
        gaps.push_back(std::move(gap));
    };
    for (std::size_t i = 1; i < days.size(); ++i)
        look(days[i - 1], days[i], false);
    if (today > days.back()) look(days.back(), today, true);
    return gaps;
}

double poisson_tail(int count, double mean) {
    // Summed from the count upwards: the tail is small, and one less the rest of it would not be.
    double term = std::exp(-mean);
    for (int k = 1; k <= count; ++k)
        term *= mean / k;
    double tail = 0;
    for (int k = count; k < count + 1000; ++k) {
        tail += term;
        term *= mean / (k + 1);
        if (term < tail * 1e-15) break;
    }
    return std::min(1.0, tail);
}

std::vector<Burst> bursts_of(const std::vector<Entry>& entries,
                             Date today,
                             const PatternRules& rules) {
    std::vector<Date> days;
    for (const auto& entry : entries)
        if (is_contact(entry) && entry.weight != Weight::None) days.push_back(day_of(entry));
    std::vector<Burst> bursts;
    if (std::cmp_less(days.size(), rules.burst_least)) return bursts;
    std::ranges::sort(days);
    const int span = std::max(today, days.back()) - days.front() + 1;
    if (span <= rules.burst_days) return bursts;  // there is no other time to compare with
    const double rate = static_cast<double>(days.size()) / span;
    const double expected = rate * rules.burst_days;
    const int least = least_unlikely(expected, rules);
    std::size_t end = 0;
    for (std::size_t begin = 0; begin < days.size(); ++begin) {
        while (end < days.size() && days[end] - days[begin] < rules.burst_days)
            ++end;
        const int count = static_cast<int>(end - begin);
        if (count < least) continue;
        if (!bursts.empty() && days[begin] <= bursts.back().to) {
            bursts.back().to = std::max(bursts.back().to, days[end - 1]);
            continue;
        }
        bursts.push_back({.from = days[begin], .to = days[end - 1]});
    }
    for (auto& burst : bursts) {
        burst.count = static_cast<int>(std::ranges::count_if(
            days, [&](Date day) { return day >= burst.from && day <= burst.to; }));
        const int width = std::max(rules.burst_days, burst.to - burst.from + 1);
        burst.expected = rate * width;
        burst.chance = poisson_tail(burst.count, burst.expected);
        burst.words = cat({number(burst.count),
                           " entries that matter in ",
                           days_words(burst.to - burst.from + 1),
                           ", ",
                           say(burst.from),
                           " to ",
                           say(burst.to),
                           ", where ",
                           decimals(burst.expected, 1),
                           " in ",
                           days_words(width),
                           " would be usual for this line. By chance: ",
                           chance_words(burst.chance),
                           "."});
    }
    return bursts;
}

std::vector<FreshStart> fresh_starts_of(const define::Definitions& definitions,
                                        const std::vector<Entry>& entries,
                                        const PatternRules& rules) {
    std::vector<FreshStart> starts;
    std::map<std::string, const Entry*> closed;  // record → the entry that ended it
    for (const auto& entry : entries) {
        if (entry.kind == Kind::Decision) {
            if (entry.closes)
                closed[entry.record] = &entry;
            else
                closed.erase(entry.record);  // reopened
        }
        if (entry.kind != Kind::Opened || !entry.fresh) continue;
        const auto* pathway = definitions.pathway(entry.pathway);
        if (pathway == nullptr) continue;
        const Entry* last = nullptr;
        for (const auto& [record, end] : closed) {
            const auto& repeats = pathway->repeats;
            const bool same = repeats.empty()
                                  ? end->pathway == entry.pathway
                                  : std::ranges::find(repeats, end->pathway) != repeats.end();
            const bool near = day_of(entry) <= add_months(day_of(*end), rules.fresh_months);
            if (same && near && (last == nullptr || end->happened > last->happened)) last = end;
        }
        if (last == nullptr) continue;
        FreshStart start{.closed = last->id,
                         .opened = entry.id,
                         .closed_record = last->record,
                         .opened_record = entry.record,
                         .closed_on = day_of(*last),
                         .opened_on = day_of(entry),
                         .nth = static_cast<int>(starts.size()) + 1};
        start.words =
            cat({pathway->name,
                 " opened ",
                 days_words(start.opened_on - start.closed_on),
                 " after ",
                 last->record,
                 " was closed on ",
                 say(start.closed_on),
                 start.nth > 1 ? cat({": fresh start number ", number(start.nth), " here"})
                               : std::string(),
                 "."});
        starts.push_back(std::move(start));
    }
    return starts;
}

std::vector<std::string> rules_in_words(const PatternRules& rules) {
    return {
        cat({"A gap is a silence of at least ",
             number(rules.gap_days),
             " days that is ",
             number(rules.gap_times),
             " times as long as the usual one of this line (the median of the days between entries "
             "of agencies). With fewer than ",
             number(rules.gap_silences),
             " silences to compare, it is one of ",
             number(rules.gap_alone_days),
             " days."}),
        cat({"A burst is at least ",
             number(rules.burst_least),
             " entries that matter within ",
             number(rules.burst_days),
             " days, when so many would come by chance less than once in ",
             decimals(rules.burst_once_in, 0),
             " times at the rate of this whole line (a Poisson count)."}),
        cat({"A fresh start is a new worry within ",
             number(rules.fresh_months),
             " months of the closing of a record of a kind that it repeats. One opened by an "
             "earlier record is none."})};
}

}  // namespace longstone::chronology
