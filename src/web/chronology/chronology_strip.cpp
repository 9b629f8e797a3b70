#include "web/chronology/chronology_strip.h"

#include <algorithm>

#include "base/text.h"
#include "ui/longstone/time_strip.h"

namespace longstone::web {
namespace {

using chronology::Entry;
using chronology::Weight;

struct Span {
    Date from = {}, to = {};  // whole years
    [[nodiscard]] double place(Date day) const {
        return static_cast<double>(day - from) / std::max(1, to - from);
    }
};

struct Bucket {
    std::size_t count = 0;
    Weight worst = Weight::None;
};

Date start_of_year(int year) {
    return *date_of({.year = year, .month = 1, .day = 1});
}

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

ls::StripTone tone_of(Weight weight) {
    if (weight == Weight::Grave) return ls::StripTone::Grave;
    return weight == Weight::Serious ? ls::StripTone::Serious : ls::StripTone::Plain;
}

}  // namespace

Html strip_html(const chronology::View& view) {
    const auto first = std::ranges::find_if(view.all, is_drawn);
    if (first == view.all.end() || view.all.end() - first < 4) return {};
    const Date today = london(view.as_at).date;
    const int begins = civil_of(london(first->happened).date).year;
    const int ends = civil_of(today).year;
    const int years = ends - begins + 1;
    const Span span{.from = start_of_year(begins), .to = start_of_year(ends + 1)};
    // Weeks of a few years, months of more: as many bars as can be told apart.
    const int days = years <= 2 ? 7 : years <= 12 ? 30 : 91;
    std::vector<Bucket> buckets(static_cast<std::size_t>((span.to - span.from) / days + 1));
    std::size_t most = 1;
    for (const auto& entry : view.all) {
        const Date day = london(entry.happened).date;
        if (!is_drawn(entry) || day < span.from || day >= span.to) continue;
        auto& bucket = buckets[static_cast<std::size_t>((day - span.from) / days)];
        most = std::max(most, ++bucket.count);
        bucket.worst = std::max(bucket.worst, entry.weight);
    }
    ls::TimeStrip strip;
    const double width = 0.8 * days / std::max(1, span.to - span.from);
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        if (buckets[i].count == 0) continue;
        const Date from = span.from + static_cast<int>(i) * days;
        strip.bars.push_back(
            {.at = span.place(from),
             .width = width,
             .height = static_cast<double>(buckets[i].count) / static_cast<double>(most),
             .tone = tone_of(buckets[i].worst),
             .title = bar_words(from, days, buckets[i])});
    }
    for (const auto& gap : view.gaps)
        strip.gaps.push_back(
            {.from = span.place(gap.from), .to = span.place(gap.to), .title = gap.words});
    for (int year = begins; year <= ends; ++year)
        strip.ticks.push_back(
            {.at = static_cast<double>(year - begins) / years, .text = number(year)});
    strip.label = cat({"Entries over time, ",
                       number(begins),
                       " to ",
                       number(ends),
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
