#include "web/chronology/chronology_strip.h"

#include <algorithm>

#include "base/text.h"
#include "ui/longstone/time_strip.h"

namespace longstone::web {
namespace {

using chronology::Entry;
using chronology::Weight;

int month_of(Date day) {
    const Civil civil = civil_of(day);
    return civil.year * 12 + civil.month - 1;
}

Date start_of_month(int month) {
    return *date_of({.year = month / 12, .month = month % 12 + 1, .day = 1});
}

// Whole months, each as wide as the next, named every `step` of them: so many that the names have
// room on a phone.
struct Span {
    int from = 0, to = 0, step = 1;  // in months since the year 0; `to` is not in it

    Span(Date first, Date last) : from(month_of(first)), to(month_of(last) + 1) {
        constexpr int kMostNames = 6;
        if (const int all = to - from; all > kMostNames * 3) {
            from -= from % 12;
            to += 11 - (to + 11) % 12;
            step = 12 * ((to - from) / 12 / (kMostNames + 1) + 1);
        } else if (all > kMostNames) {
            from -= from % 3;
            to += 2 - (to + 2) % 3;
            step = 3;
        }
        if (const int over = (to - from) % step; over > 0) from -= step - over;
    }
    [[nodiscard]] double place(Date day) const {
        const int month = month_of(day);
        const Date start = start_of_month(month);
        const double part =
            static_cast<double>(day - start) / std::max(1, start_of_month(month + 1) - start);
        return (month - from + part) / (to - from);
    }
    [[nodiscard]] std::string name(int month) const {
        auto year = number(month / 12);
        if (step >= 12) return year;
        const auto words = std::string(month_name(month % 12 + 1).substr(0, 3));
        return month == from || month % 12 == 0 ? cat({words, " ", year}) : words;
    }
};

struct Bucket {
    std::size_t count = 0;
    bool any_contact = false;  // and not only limits that ran out
    Weight worst = Weight::None;
};

bool is_drawn(const Entry& entry) {
    return entry.kind != chronology::Kind::Life;
}

std::string bar_words(Date from, int days, const Bucket& bucket) {
    return cat({count_of(static_cast<long long>(bucket.count), "entry", "entries"),
                ", ",
                say(from),
                " to ",
                say(from + (days - 1)),
                bucket.worst > Weight::Some
                    ? cat({", the heaviest ", chronology::words(bucket.worst)})
                    : std::string()});
}

ls::StripTone tone_of(const Bucket& bucket) {
    if (!bucket.any_contact) return ls::StripTone::Hollow;
    if (bucket.worst == Weight::Grave) return ls::StripTone::Grave;
    return bucket.worst == Weight::Serious ? ls::StripTone::Serious : ls::StripTone::Plain;
}

}  // namespace

Html strip_html(const chronology::View& view) {
    const auto first = std::ranges::find_if(view.all, is_drawn);
    if (first == view.all.end() || view.all.end() - first < 4) return {};
    const Date today = london(view.as_at).date;
    const Span span(london(first->happened).date, today);
    const Date begin = start_of_month(span.from);
    const Date end = start_of_month(span.to);
    // Weeks of a few years, months of more: as many bars as can be told apart.
    const int months = span.to - span.from;
    const int days = months <= 24 ? 7 : months <= 144 ? 30 : 91;
    std::vector<Bucket> buckets(static_cast<std::size_t>((end - begin) / days + 1));
    std::size_t most = 1;
    for (const auto& entry : view.all) {
        const Date day = london(entry.happened).date;
        if (!is_drawn(entry) || day < begin || day >= end) continue;
        auto& bucket = buckets[static_cast<std::size_t>((day - begin) / days)];
        most = std::max(most, ++bucket.count);
        bucket.any_contact = bucket.any_contact || entry.kind != chronology::Kind::Missed;
        bucket.worst = std::max(bucket.worst, entry.weight);
    }
    ls::TimeStrip strip{.plain = "Other entries",
                        .serious = "Serious",
                        .grave = "Grave",
                        .hollow = "A limit ran out, and nothing else",
                        .gap = "A gap: no contact by any agency"};
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        if (buckets[i].count == 0) continue;
        const Date from = begin + static_cast<int>(i) * days;
        strip.bars.push_back(
            {.at = span.place(from),
             .width = 0.8 * (span.place(from + days) - span.place(from)),
             .height = static_cast<double>(buckets[i].count) / static_cast<double>(most),
             .tone = tone_of(buckets[i]),
             .title = bar_words(from, days, buckets[i])});
    }
    for (const auto& gap : view.gaps)
        strip.gaps.push_back(
            {.from = span.place(gap.from), .to = span.place(gap.to), .title = gap.words});
    for (int month = span.from; month < span.to; month += span.step)
        strip.ticks.push_back(
            {.at = static_cast<double>(month - span.from) / months, .text = span.name(month)});
    strip.label = cat({"Entries over time, ",
                       say(begin),
                       " to ",
                       say(end + -1),
                       ". At most ",
                       number(static_cast<long long>(most)),
                       " in ",
                       days == 7    ? "a week"
                       : days == 30 ? "thirty days"
                                    : "three months",
                       ". The line below says all of it in words."});
    return ls::time_strip(strip);
}

}  // namespace longstone::web
