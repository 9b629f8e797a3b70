#include "base/text.h"
#include "web/figures/figure_parts.h"

// A figure's periods as a sheet: one row each, with the counts and the interval as figures.
namespace longstone::web {
namespace {

report::Cell cell_of(const measure::Figure& figure, const std::optional<double>& value) {
    if (figure.hidden) return std::string(kHiddenMark);
    return value ? report::Cell(*value) : report::Cell();
}

std::optional<double> low_of(const measure::Figure& figure) {
    return figure.interval ? std::optional(figure.interval->low) : std::nullopt;
}

std::optional<double> high_of(const measure::Figure& figure) {
    return figure.interval ? std::optional(figure.interval->high) : std::nullopt;
}

}  // namespace

report::Sheet figure_sheet(const define::Measure& measure,
                           const std::vector<measure::Figure>& series) {
    report::Sheet sheet{.name = cat({measure.id, " ", measure.name}),
                        .headings = {"Measure",
                                     "Period",
                                     "From",
                                     "To",
                                     "Figure",
                                     "Counted",
                                     "Of which",
                                     "Added up",
                                     "95% low",
                                     "95% high",
                                     "Over"},
                        .notes = {measure.question, cat({"Source: ", measure.source})}};
    for (const auto& figure : series) {
        const auto count = [&](std::int64_t n) { return cell_of(figure, static_cast<double>(n)); };
        sheet.rows.push_back(
            {measure.id,
             figure.period,
             figure.from,
             figure.to,
             cell_of(figure, figure.value),
             count(figure.counted),
             measure.has_numerator() ? count(figure.met) : report::Cell(),
             measure.value.empty() ? report::Cell() : cell_of(figure, figure.amount),
             cell_of(figure, low_of(figure)),
             cell_of(figure, high_of(figure)),
             std::string(figure.over ? "yes" : "no")});
    }
    if (!measure.note.empty()) sheet.notes.push_back(measure.note);
    return sheet;
}

}  // namespace longstone::web
