#pragma once

#include <functional>
#include <string>
#include <vector>

#include "measure/figure_chart.h"
#include "measure/marks.h"
#include "measure/reference.h"
#include "ui/html.h"
#include "web/figures/figure_parts.h"

// The parts of the page of one figure.
namespace longstone::web {

// All that the page is drawn from, read once.
struct FigureShown {
    Visit& visit;
    work::Context& context;
    measure::Figures& figures;
    const define::Measure& measure;
    const measure::Asked& choice;
    std::vector<measure::Figure> series = {};
    std::vector<measure::Mark> marks = {};  // those whose record the viewer may open
    std::vector<define::Rebase> rebases = {};
    std::optional<measure::Chart> chart = {};
    std::vector<measure::Comparator> others = {};
    const measure::Figure* last = nullptr;  // the last that is over
};

// The address of the same choice, of this range.
std::string query_of(const measure::Asked& choice, const measure::Range& range);
std::string behind_path(const define::Measure& measure,
                        const measure::Asked& choice,
                        const measure::Range& range);
std::string say_interval(const define::Measure& measure, const measure::Figure& figure);

Html figure_chart_html(const FigureShown& shown);
Html figure_cards_html(const FigureShown& shown);
Html figure_breakdowns_html(const FigureShown& shown);
// Notes on the same thing, as far as this viewer may read them; `looked` is told each record read.
Html figure_notes_html(const FigureShown& shown,
                       const std::function<void(const access::Grant&)>& looked);
// What is marked on it, with the forms of those who may mark.
Html figure_marks_html(const FigureShown& shown);

}  // namespace longstone::web
