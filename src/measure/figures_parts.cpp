#include <algorithm>
#include <cstdint>

#include "base/text.h"
#include "measure/counted.h"
#include "measure/figures.h"

// The parts of a figure, and which of them may be shown to whom.
namespace longstone::measure {
namespace {

using define::Measure;

constexpr int kMostBehind = 200;
constexpr int kMonths = 12;

// The year from April in which a day lies.
int year_month(Date day) {
    const int month = month_of(day);
    return month - (month - 3) % kMonths;
}

Range year_of(int first) {
    return {.from = first_day(first), .to = first_day(first + kMonths) + -1};
}

void hide(Figure& figure) {
    figure.hidden = true;
    figure.counted = 0;
    figure.met = 0;
    figure.amount = 0;
    figure.value.reset();
    figure.interval.reset();
}

// As the pages hide: one to four, without rounding.
const Profile& shown_profile() {
    static const Profile profile{.id = "page", .round = 1};
    return profile;
}

// A list of counts with its total. What is added up or averaged is hidden by how many there were.
void hide_parts(std::vector<Figures::Part>& parts) {
    CountTable table{.rows = parts.size(), .columns = 1, .row_totals = false};
    for (const auto& part : parts)
        table.cells.push_back(std::max<std::int64_t>(part.figure.counted, 0));
    const auto released = release(std::move(table), shown_profile());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!released || released->marked(i, 0)) hide(parts[i].figure);
    }
}

}  // namespace

Figures::Sums Figures::sums_of(const Measure& measure,
                               Range range,
                               const std::string& dim,
                               const std::string& value) const {
    Sums sums;
    for (const auto& row : context_.db.rows(
             "select coalesce(sum(n), 0), coalesce(sum(met), 0), coalesce(sum(amount), 0), "
             "coalesce(sum(ended), 0), coalesce(sum(met_ended), 0) from tally where measure = $1 "
             "and dim = $2 and value = $3 and month >= $4 and month <= $5",
             {measure.id, dim, value, measure.open ? 0 : month_of(range.from), month_of(range.to)}))
        sums = {.n = row.integer(0),
                .met = row.integer(1),
                .amount = row.integer(2),
                .ended = row.integer(3),
                .met_ended = row.integer(4)};
    return sums;
}

Figure Figures::counted(const Measure& measure,
                        Range range,
                        const std::string& dim,
                        const std::string& value) const {
    auto figure = figure_of(measure, range, sums_of(measure, range, dim, value));
    figure.period = cat({say(range.from), " to ", say(range.to)});
    figure.label = figure.period;
    return figure;
}

Figure Figures::total(const Measure& measure,
                      Range range,
                      const std::string& dim,
                      const std::string& value) {
    if (dim.empty() || sees_all(measure)) return counted(measure, range, dim, value);
    for (auto& part : broken_down(measure, dim, range)) {
        if (part.value == value) return std::move(part.figure);
    }
    return counted(measure, range_for(measure, range), dim, value);
}

std::vector<Figures::Part> Figures::parts_of(const Measure& measure,
                                             const std::string& dim,
                                             Range range) const {
    std::vector<Part> parts;
    for (const auto& row : context_.db.rows(
             "select distinct value from tally where measure = $1 and dim = $2 and "
             "month >= $3 and month <= $4 order by value",
             {measure.id, dim, measure.open ? 0 : month_of(range.from), month_of(range.to)})) {
        Part part{.value = row.text(0), .name = value_name(measure, dim, row.text(0))};
        part.figure = counted(measure, range, dim, part.value);
        if (part.figure.counted == 0 && part.figure.amount == 0) continue;
        parts.push_back(std::move(part));
    }
    std::ranges::stable_sort(
        parts, [](const Part& a, const Part& b) { return a.figure.counted > b.figure.counted; });
    return parts;
}

std::vector<Figures::Part> Figures::broken_down(const Measure& measure,
                                                const std::string& dim,
                                                Range range) {
    auto parts = parts_of(measure, dim, range_for(measure, range));
    if (!sees_all(measure)) hide_parts(parts);
    return parts;
}

std::vector<Figure> Figures::yearly(const Measure& measure,
                                    Range range,
                                    const std::string& dim,
                                    const std::string& value) {
    std::vector<Figure> figures;
    for (int first = year_month(range.from); first <= year_month(range.to); first += kMonths) {
        auto figure = total(measure, year_of(first), dim, value);
        figure.label = year_label(first);
        figure.period = cat({"the year ", figure.label});
        figures.push_back(std::move(figure));
    }
    return figures;
}

Range Figures::range_for(const Measure& measure, Range range) const {
    return sees_all(measure) ? range : year_of(year_month(range.to));
}

bool Figures::sees_all(const Measure& measure) const {
    const auto& viewer = grant_.viewer();
    if (viewer.is_system()) return true;
    const auto known = sees_all_.find(measure.id);
    if (known != sees_all_.end()) return known->second;
    bool all = true;
    for (const auto& [id, pathway] : context_.definitions.pathways) {
        if (!measure.counts_on(id)) continue;
        const access::RecordFacts any{.pathway = id, .restricted = pathway.access.restricted};
        all = all && access::reach_of(context_.definitions, viewer, any) == access::Reach::Whole;
    }
    return sees_all_[measure.id] = all;
}

std::vector<Figures::CountedOn> Figures::counted_on(const Measure& measure,
                                                    Range range,
                                                    const std::string& dim,
                                                    const std::string& value,
                                                    bool only_unmet) const {
    std::vector<CountedOn> counted;
    for (const auto& row : context_.db.rows(
             "select record, count(*) from counted where measure = $1 and dim = $2 and value = $3 "
             "and month >= $4 and month <= $5 and ($6 = 0 or until_month < 0 or until_month > $5) "
             "and ($7 = 0 or met = 0) group by record order by max(month) desc, record desc",
             {measure.id,
              dim,
              value,
              measure.open ? 0 : month_of(range.from),
              month_of(range.to),
              measure.open ? 1 : 0,
              only_unmet ? 1 : 0}))
        counted.push_back({.record = row.text(0), .things = row.integer(1)});
    return counted;
}

Figures::Behind Figures::behind(const Measure& measure,
                                Range range,
                                const std::string& dim,
                                const std::string& value,
                                bool only_unmet,
                                std::size_t from) {
    if (!dim.empty()) range = range_for(measure, range);
    Behind behind;
    std::vector<std::string> refs;
    for (const auto& one : counted_on(measure, range, dim, value, only_unmet)) {
        behind.counted += one.things;
        ++behind.records;
        refs.push_back(one.record);
    }
    behind.next = from;
    behind.lines = work::lines_named(context_, grant_.viewer(), refs, kMostBehind, behind.next);
    if (behind.next > from)
        behind.withheld = static_cast<std::int64_t>(behind.next - from - behind.lines.size());
    if (behind.next >= refs.size()) behind.next = 0;
    // How many a hidden part has is not told here either; nor how few of a part are without aim.
    const bool parts = !dim.empty() && !sees_all(measure);
    if (parts && (only_unmet || total(measure, range, dim, value).hidden)) {
        behind.records = static_cast<std::int64_t>(behind.lines.size());
        behind.counted = behind.records;
        behind.withheld = 0;
    }
    return behind;
}

}  // namespace longstone::measure
