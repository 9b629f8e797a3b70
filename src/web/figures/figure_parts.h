#pragma once

#include <optional>
#include <string>
#include <vector>

#include "measure/asking.h"
#include "measure/figure_chart.h"
#include "measure/figures.h"
#include "report/workbook.h"
#include "ui/html.h"
#include "web/visit.h"

// What the pages of figures share: reading them, what their points say, and their addresses.
namespace longstone::web {

constexpr const char* kFiguresPath = "/figures";
constexpr const char* kReferencePath = "/figures/reference";
std::string figure_path(const define::Measure& measure, std::string_view rest = {});

// Counts what is due, and reads with the grant to see figures; not found without it.
using FiguresReading = std::function<Result<http::Reply>(work::Context&, measure::Figures&)>;
http::Reply read_figures(Visit& visit, const FiguresReading& reading);

// The same of the measure in the address, with what is asked of it.
struct AskedFigure {
    work::Context& context;
    measure::Figures& figures;
    const define::Measure& measure;
    measure::Asked asked;
    Reading& reading;
};
http::Reply read_figure(Visit& visit,
                        const std::function<Result<http::Reply>(AskedFigure&)>& reading);

inline constexpr std::string_view kHiddenMark = "c";  // as the publishers of returns write it

// The periods of a figure for a file.
report::Sheet figure_sheet(const define::Measure& measure,
                           const std::vector<measure::Figure>& series);

// While records are counted anew after a change of definitions, so that nobody takes a part for
// the whole.
Html still_counting(work::Context& context);

}  // namespace longstone::web
