#include "report/shown.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "measure/figures.h"
#include "measure/run_rules.h"
#include "measure/suppress.h"

namespace longstone::report {
namespace {

using define::Shown;

constexpr std::size_t kLeastForRun = 6;
constexpr double kSmallBase = 20;  // below it a percentage of change misleads

// Which rows are hidden, and the counts that are shown of the others.
struct Hiding {
    std::vector<bool> hidden = {};
    std::vector<std::int64_t> counts = {};  // rounded where the profile rounds
    std::vector<std::string> gone = {};     // rows of the release before that stay hidden
};

std::vector<Counted> cells_of(const Taken& taken, bool before) {
    std::vector<Counted> cells;
    cells.reserve(taken.rows.size());
    for (const auto& row : taken.rows)
        cells.push_back(before ? row.before.value_or(Counted{}) : row.now);
    return cells;
}

// One column as it may be released: nothing where small numbers of it are shown.
std::optional<Column> column_of(const Taken& taken,
                                const std::vector<Counted>& cells,
                                bool before,
                                const measure::Profile& profile,
                                const Releases& releases) {
    if (!taken.shows_small.empty() || cells.empty()) return {};
    const bool share = taken.shown == Shown::Percent;
    // The parts of a breakdown, and the months of a year, can be held against their total.
    const bool totals = taken.shape != Taken::Shape::One && !taken.overlapping &&
                        !(taken.shape == Taken::Shape::Run && taken.open);
    measure::CountTable table{.rows = cells.size(),
                              .columns = share ? std::size_t{2} : std::size_t{1},
                              .row_totals = share,
                              .column_totals = totals};
    for (const auto& cell : cells) {
        table.cells.push_back(share ? cell.met : cell.counted);
        if (share) table.cells.push_back(cell.counted - cell.met);
    }
    Column column{.measure = taken.measure.text("id"),
                  .by = taken.by,
                  .part = taken.part,
                  .each = taken.each,
                  .spell = before ? *taken.before : taken.spell,
                  .open = taken.open};
    for (const auto& row : taken.rows) {
        column.values.push_back(row.value);
        column.names.push_back(row.name);
    }
    return releases.hide(std::move(column), std::move(table), profile);
}

Hiding hiding_of(const Taken& taken,
                 const std::vector<Counted>& cells,
                 const std::optional<Column>& column) {
    Hiding hiding{.hidden = std::vector<bool>(cells.size(), false)};
    for (const auto& cell : cells)
        hiding.counts.push_back(cell.counted);
    if (!column) return hiding;
    const auto& release = column->release;
    const bool share = taken.shown == Shown::Percent;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        hiding.hidden[row] =
            release.withheld() || release.marked(row, 0) || (share && release.marked(row, 1));
        if (!hiding.hidden[row] && !share)
            hiding.counts[row] = release.value(row, 0).value_or(cells[row].counted);
    }
    for (std::size_t row = cells.size(); row < column->values.size(); ++row)
        if (release.marked(row, 0)) hiding.gone.push_back(column->names[row]);
    return hiding;
}

ShownValue value_of(const Taken& taken, const Counted& cell, bool hidden, std::int64_t count) {
    if (hidden) return {.text = std::string(kHiddenMark), .of = "too few to show", .hidden = true};
    const auto measure = taken.as_measure();
    ShownValue shown{.value = cell.value};
    if (taken.shown == Shown::Count && cell.value) shown.value = static_cast<double>(count);
    shown.text = measure::say_value(measure, shown.value);
    if (!shown.value) return shown;
    switch (taken.shown) {
        case Shown::Percent:
            shown.of = cat({number(cell.met), " of ", number(cell.counted)});
            break;
        case Shown::Mean:
        case Shown::Days:
            if (cell.counted > 1) shown.of = cat({"from ", number(cell.counted)});
            break;
        case Shown::Rate:
            shown.of =
                cat({number(cell.counted), " among ", decimals(cell.population, 0), " people"});
            break;
        default:
            break;
    }
    return shown;
}

void say_run(const Taken& taken, ShownFigure& shown) {
    if (taken.rare) return;
    std::vector<measure::Point> points;
    std::size_t known = 0;
    for (std::size_t i = 0; i < shown.rows.size(); ++i) {
        const auto& row = shown.rows[i];
        points.push_back({.label = row.name, .value = row.now.value});
        if (!row.now.value) continue;
        ++known;
        if (taken.shown != Shown::Percent || i >= taken.rows.size()) continue;
        points.back().met = taken.rows[i].now.met;
        points.back().of = taken.rows[i].now.counted;
    }
    if (known < kLeastForRun) return;
    const auto chart = measure::chart(points, taken.good, taken.target);
    if (!chart) return;
    shown.says = chart->says;
    shown.special = chart->variation != measure::Variation::Common;
    for (const auto& segment : chart->segments) {
        if (!segment.centre) continue;
        ShownStretch stretch{.from = segment.first, .to = segment.end - 1, .mean = *segment.centre};
        if (segment.limits) {
            stretch.lower = std::max(segment.limits->low, 0.0);
            stretch.upper = taken.shown == Shown::Percent ? std::min(segment.limits->high, 100.0)
                                                          : segment.limits->high;
        }
        shown.stretches.push_back(stretch);
    }
}

std::string change_words(const ShownFigure& figure) {
    if (figure.rows.size() != 1 || !figure.rows[0].before) return "with nothing to compare";
    const auto& now = figure.rows[0].now;
    const auto& before = *figure.rows[0].before;
    if (!now.value || !before.value) return "which cannot be compared";
    const double change = *now.value - *before.value;
    if (std::abs(change) < 0.05) return "no change";
    const std::string way = change > 0 ? "up " : "down ";
    if (!figure.unit.empty()) return cat({way, decimals(std::abs(change), 1), " points"});
    if (*before.value < kSmallBase) {
        const bool whole = std::abs(change - std::round(change)) < 0.005;
        return cat({way, "by ", decimals(std::abs(change), whole ? 0 : 2)});
    }
    return cat(
        {way, decimals(std::abs(change) / *before.value * 100, figure.change_decimals), "%"});
}

std::string top_words(const ShownFigure& figure) {
    const ShownRow* top = nullptr;
    for (const auto& row : figure.rows)
        if (row.now.value && (top == nullptr || *row.now.value > *top->now.value)) top = &row;
    return top == nullptr || *top->now.value == 0 ? std::string("none") : top->name;
}

}  // namespace

bool ShownFigure::has_value() const {
    return std::ranges::any_of(
        rows, [](const ShownRow& row) { return row.now.value.has_value() || row.now.hidden; });
}

std::string ShownFigure::words(std::string_view what) const {
    if (what == "top") return top_words(*this);
    if (what == "change") return change_words(*this);
    for (const auto& [area, value] : others)
        if ((what == "england") == (area == "England") && (what == "england" || what == "region"))
            return value;
    if (what == "region" || what == "england") return "no figure";
    if (rows.empty()) return "no figure";
    const auto& row = rows.front();
    if (what == "before") return row.before ? row.before->text : std::string("no figure");
    const auto& text = row.now.hidden ? std::string("a number too small to show") : row.now.text;
    if (what == "words") return row.now.of.empty() ? text : row.now.of;
    return text;
}

std::vector<Column> columns_of(const Taken& taken,
                               std::string_view profile,
                               const Releases& releases) {
    const auto rule = measure::find_profile(profile).value_or(measure::Profile{});
    std::vector<Column> columns;
    for (const bool before : {false, true}) {
        if (before && !taken.before) continue;
        if (auto column = column_of(taken, cells_of(taken, before), before, rule, releases))
            columns.push_back(std::move(*column));
    }
    return columns;
}

ShownFigure show(const Taken& taken, std::string_view profile, const Releases& releases) {
    const auto& definition = taken.measure;
    ShownFigure shown{
        .id = taken.id,
        .name = taken.name,
        .shape = taken.shape == Taken::Shape::One     ? "one"
                 : taken.shape == Taken::Shape::Parts ? "parts"
                                                      : "run",
        .measure = definition.text("id"),
        .question = definition.text("question"),
        .source = definition.text("source"),
        .note = definition.text("note"),
        .version = taken.version,
        .good = std::string(define::word(taken.good)),
        .unit = taken.shown == Shown::Percent ? "%" : "",
        .period = say(taken.spell),
        .before_period = taken.before ? say(*taken.before) : std::string(),
        .by_name = taken.by_name,
        .address_query = cat({"from=", iso(taken.spell.from), "&to=", iso(taken.spell.to)}),
        .change_decimals = taken.change_decimals,
        .because = taken.shows_small};
    const auto rule = measure::find_profile(profile).value_or(measure::Profile{});
    const auto now = cells_of(taken, false);
    const auto hiding = hiding_of(taken, now, column_of(taken, now, false, rule, releases));
    std::vector<Counted> before;
    Hiding hiding_before;
    if (taken.before) {
        before = cells_of(taken, true);
        hiding_before = hiding_of(taken, before, column_of(taken, before, true, rule, releases));
    }
    for (std::size_t at = 0; at < taken.rows.size(); ++at) {
        ShownRow row{.name = taken.rows[at].name,
                     .now = value_of(taken, now[at], hiding.hidden[at], hiding.counts[at])};
        if (taken.before)
            row.before =
                value_of(taken, before[at], hiding_before.hidden[at], hiding_before.counts[at]);
        shown.hidden =
            shown.hidden || row.now.hidden || (row.before.has_value() && row.before->hidden);
        shown.rows.push_back(std::move(row));
    }
    for (const auto& name : hiding.gone) {
        shown.hidden = true;
        shown.rows.push_back({.name = name, .now = value_of(taken, {}, true, 0)});
        if (taken.before) shown.rows.back().before = value_of(taken, {}, true, 0);
    }
    const auto measure = taken.as_measure();
    for (const auto& other : taken.others)
        shown.others.emplace_back(other.kind == "england" ? std::string("England") : other.area,
                                  measure::say_value(measure, other.value));
    if (taken.shape == Taken::Shape::Run) say_run(taken, shown);
    return shown;
}

}  // namespace longstone::report
