#include "measure/figures.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/text.h"
#include "measure/counted.h"

namespace longstone::measure {
namespace {

using define::Measure;
using define::Period;
using define::Shown;

constexpr std::int64_t kFew = 4;  // so many or fewer could name somebody
constexpr int kMostBehind = 200;

int months_in(Period period) {
    if (period == Period::Year) return 12;
    return period == Period::Quarter ? 3 : 1;
}

// Years and quarters begin in April.
int start_of(Period period, int month) {
    const int length = months_in(period);
    return month - (month - 3) % length;
}

std::string two(int year) {
    const auto text = number(year % 100);
    return text.size() == 1 ? "0" + text : text;
}

std::string financial_year(int month) {
    const int year = (month - 3) / 12;
    return cat({number(year), "-", two(year + 1)});
}

std::string label_of(Period period, int month) {
    if (period == Period::Year) return financial_year(month);
    if (period == Period::Quarter)
        return cat({"Q", number((month - 3) % 12 / 3 + 1), " ", financial_year(month)});
    return cat({month_name(month % 12 + 1).substr(0, 3), " ", two(month / 12)});
}

std::string words_of(Period period, int month) {
    if (period == Period::Month) return cat({month_name(month % 12 + 1), " ", number(month / 12)});
    return period == Period::Year ? cat({"the year ", financial_year(month)})
                                  : label_of(period, month);
}

}  // namespace

std::string say_value(const Measure& measure, std::optional<double> value) {
    if (!value) return "no figure";
    switch (measure.shown) {
        case Shown::Percent: {
            // Never 100 or 0 by rounding alone.
            const double rounded = std::round(*value);
            const bool false_end = (rounded == 100 && *value < 100) || (rounded == 0 && *value > 0);
            return decimals(*value, false_end ? 1 : 0) + "%";
        }
        case Shown::Mean:
            return decimals(*value, 2);
        case Shown::Rate:
        case Shown::Days:
            return decimals(*value, 1);
        default:
            return decimals(*value, std::abs(*value - std::round(*value)) < 0.05 ? 0 : 1);
    }
}

std::string Figure::words(const Measure& measure) const {
    if (hidden) return "c, too few to show";
    switch (measure.shown) {
        case Shown::Percent:
            return cat({number(met), " of ", number(counted)});
        case Shown::Mean:
        case Shown::Days:
            return cat({say_value(measure, value), " from ", number(counted)});
        case Shown::Rate:
            return cat({number(counted), " among ", decimals(population, 0), " people"});
        default:
            return say_value(measure, value);
    }
}

Range usual_range(const Measure& measure, Date today) {
    const int month = month_of(today);
    const int last = start_of(measure.period, month);
    const int back = measure.period == Period::Month     ? 23
                     : measure.period == Period::Quarter ? 33
                                                         : 48;
    return {.from = first_day(last - back), .to = first_day(last + months_in(measure.period)) + -1};
}

Figures::Figures(work::Context& context, const access::Grant& grant)
    : context_(context), grant_(grant) {
    if (grant.action() != access::Action::SeeFigures)
        throw std::logic_error("figures are counted with a grant to see figures");
}

double Figures::population_of(const std::string& table, Date at) const {
    const auto row = context_.db.one(
        "select people from population where name = $1 and year <= $2 order by year desc limit 1",
        {table, std::int64_t{civil_of(at).year}});
    return row ? static_cast<double>(row->integer(0)) : 0;
}

Figure Figures::figure_of(const Measure& measure, Range range, const Sums& sums) const {
    Figure figure{.from = range.from,
                  .to = range.to,
                  .counted = measure.open ? sums.n - sums.ended : sums.n,
                  .met = measure.open ? sums.met - sums.met_ended : sums.met,
                  .amount = static_cast<double>(sums.amount) / kThousandths,
                  .over = range.to < london(context_.now).date};
    const auto counted = static_cast<double>(figure.counted);
    switch (measure.shown) {
        case Shown::Count:
            figure.value = counted;
            break;
        case Shown::Sum:
            figure.value = figure.amount;
            break;
        case Shown::Percent:
            if (const auto share = proportion(figure.met, figure.counted)) {
                figure.value = share->value * 100;
                figure.interval =
                    Interval{.low = share->interval.low * 100, .high = share->interval.high * 100};
            }
            break;
        case Shown::Mean:
        case Shown::Days:
            if (figure.counted > 0) figure.value = figure.amount / counted;
            break;
        case Shown::Rate:
            figure.population = population_of(measure.population, range.to);
            if (const auto found = rate(figure.counted, figure.population, measure.per)) {
                figure.value = found->value;
                figure.interval = found->interval;
            }
            break;
    }
    return figure;
}

void Figures::hide_few(const Measure& measure, const std::string& dim, Figure& figure) const {
    if (dim.empty() || figure.counted == 0 || figure.counted > kFew || sees_all(measure)) return;
    figure.hidden = true;
    figure.counted = 0;
    figure.met = 0;
    figure.amount = 0;
    figure.value.reset();
    figure.interval.reset();
}

std::vector<Figure> Figures::series(const Measure& measure,
                                    Range range,
                                    Period period,
                                    const std::string& dim,
                                    const std::string& value) {
    const int first = start_of(period, month_of(range.from));
    const int last = start_of(period, month_of(range.to));
    const int length = months_in(period);
    std::vector<Sums> sums(static_cast<std::size_t>((last - first) / length + 1));
    Sums before;  // of what stands open, all that came and went before the range
    for (const auto& row :
         context_.db.rows("select month, n, met, amount, ended, met_ended from tally where measure "
                          "= $1 and dim = $2 and value = $3 and month >= $4 and month < $5 order "
                          "by month",
                          {measure.id, dim, value, measure.open ? 0 : first, last + length})) {
        const auto month = static_cast<int>(row.integer(0));
        auto& into =
            month < first ? before : sums[static_cast<std::size_t>((month - first) / length)];
        into.n += row.integer(1);
        into.met += row.integer(2);
        into.amount += row.integer(3);
        into.ended += row.integer(4);
        into.met_ended += row.integer(5);
    }
    std::vector<Figure> figures;
    figures.reserve(sums.size());
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const int month = first + static_cast<int>(i) * length;
        if (measure.open) {
            before.n += sums[i].n;
            before.met += sums[i].met;
            before.ended += sums[i].ended;
            before.met_ended += sums[i].met_ended;
            sums[i] = before;
        }
        figures.push_back(figure_of(
            measure, {.from = first_day(month), .to = first_day(month + length) + -1}, sums[i]));
        figures.back().label = label_of(period, month);
        figures.back().period = words_of(period, month);
        hide_few(measure, dim, figures.back());
    }
    return figures;
}

Figure Figures::total(const Measure& measure,
                      Range range,
                      const std::string& dim,
                      const std::string& value) {
    Sums sums;
    for (const auto& row : context_.db.rows(
             "select coalesce(sum(n), 0), coalesce(sum(met), 0), coalesce(sum(amount), 0), "
             "coalesce(sum(ended), 0), coalesce(sum(met_ended), 0) from tally where measure = $1 "
             "and "
             "dim = $2 and value = $3 and month >= $4 and month <= $5",
             {measure.id, dim, value, measure.open ? 0 : month_of(range.from), month_of(range.to)}))
        sums = {.n = row.integer(0),
                .met = row.integer(1),
                .amount = row.integer(2),
                .ended = row.integer(3),
                .met_ended = row.integer(4)};
    auto figure = figure_of(measure, range, sums);
    figure.period = cat({say(range.from), " to ", say(range.to)});
    figure.label = figure.period;
    hide_few(measure, dim, figure);
    return figure;
}

std::vector<Figures::Part> Figures::broken_down(const Measure& measure,
                                                const std::string& dim,
                                                Range range) {
    std::vector<Part> parts;
    for (const auto& row : context_.db.rows(
             "select distinct value from tally where measure = $1 and dim = $2 and "
             "month >= $3 and month <= $4 order by value",
             {measure.id, dim, measure.open ? 0 : month_of(range.from), month_of(range.to)})) {
        Part part{.value = row.text(0), .name = value_name(measure, dim, row.text(0))};
        part.figure = total(measure, range, dim, part.value);
        const bool none = part.figure.counted == 0 && part.figure.amount == 0;
        if (none && !part.figure.hidden) continue;
        parts.push_back(std::move(part));
    }
    std::ranges::stable_sort(
        parts, [](const Part& a, const Part& b) { return a.figure.counted > b.figure.counted; });
    return parts;
}

bool Figures::sees_all(const Measure& measure) const {
    const auto& viewer = grant_.viewer();
    if (viewer.is_system()) return true;
    for (const auto& [id, pathway] : context_.definitions.pathways) {
        if (!measure.counts_on(id)) continue;
        const access::RecordFacts any{.pathway = id, .restricted = pathway.access.restricted};
        if (access::reach_of(context_.definitions, viewer, any) != access::Reach::Whole)
            return false;
    }
    return true;
}

Figures::Behind Figures::behind(const Measure& measure,
                                Range range,
                                const std::string& dim,
                                const std::string& value,
                                bool only_unmet) {
    Behind behind;
    std::vector<std::string> refs;
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
              only_unmet ? 1 : 0})) {
        behind.counted += row.integer(1);
        ++behind.records;
        refs.push_back(row.text(0));
    }
    behind.lines = work::lines_named(context_, grant_.viewer(), refs, kMostBehind);
    if (!dim.empty() && behind.counted <= kFew && !sees_all(measure)) {
        behind.records = static_cast<std::int64_t>(behind.lines.size());
        behind.counted = behind.records;
    }
    return behind;
}

}  // namespace longstone::measure
