#include "measure/figures.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/text.h"
#include "measure/counted.h"
#include "measure/reference.h"

namespace longstone::measure {
namespace {

using define::Measure;
using define::Period;
using define::Shown;

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

std::string label_of(Period period, int month) {
    if (period == Period::Year) return year_label(month);
    if (period == Period::Quarter)
        return cat({"Q", number((month - 3) % 12 / 3 + 1), " ", year_label(month)});
    return cat({month_name(month % 12 + 1).substr(0, 3), " ", two(month / 12)});
}

std::string words_of(Period period, int month) {
    if (period == Period::Month) return cat({month_name(month % 12 + 1), " ", number(month / 12)});
    return period == Period::Year ? cat({"the year ", year_label(month)}) : label_of(period, month);
}

}  // namespace

std::string year_label(int month) {
    const int year = (month - 3) / 12;
    return cat({number(year), "-", two(year + 1)});
}

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

double Figures::people_in(const std::string& table, Date at) const {
    const auto found = population_of(context_, table, at);
    return found ? static_cast<double>(found->people) : 0;
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
            figure.population = people_in(measure.population, range.to);
            if (const auto found = rate(figure.counted, figure.population, measure.per)) {
                figure.value = found->value;
                figure.interval = found->interval;
            }
            break;
    }
    return figure;
}

std::vector<Figure> Figures::series(const Measure& measure,
                                    Range range,
                                    Period period,
                                    const std::string& dim,
                                    const std::string& value) {
    if (!dim.empty() && !sees_all(measure)) return yearly(measure, range, dim, value);
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
    }
    return figures;
}

}  // namespace longstone::measure
