#include "measure/standing.h"

#include "base/text.h"
#include "measure/counted.h"

namespace longstone::measure {
namespace {

Standing standing_of(work::Context& context,
                     Figures& figures,
                     const define::Measure& measure,
                     const std::vector<Mark>& marks,
                     Date today) {
    const auto series =
        from_first(figures.series(measure, usual_range(measure, today), measure.period));
    Standing standing{.measure = &measure};
    for (const auto& figure : series) {
        if (figure.over && (figure.value || standing.last.label.empty())) standing.last = figure;
    }
    if (measure.open && !series.empty()) standing.last = series.back();
    if (const auto chart = chart_of(measure, measure.period, series, rebases_of(measure, marks))) {
        standing.charted = true;
        standing.says = chart->says;
        standing.variation = chart->variation;
        standing.assurance = chart->assurance;
        return standing;
    }
    if (!standing.last.value) standing.says = why_no_figure(context, measure, series);
    standing.computable = standing.says.empty();
    if (standing.computable)
        standing.says = measure.rare ? "Too rare for limits: each one is looked at."
                                     : "Too few periods yet to say.";
    return standing;
}

}  // namespace

bool Standing::concern() const {
    return variation == Variation::ConcernHigh || variation == Variation::ConcernLow;
}

bool Standing::improvement() const {
    return variation == Variation::ImprovementHigh || variation == Variation::ImprovementLow;
}

std::vector<Standing> standings(work::Context& context, const access::Grant& grant) {
    Figures figures(context, grant);
    std::map<std::string, std::vector<Mark>, std::less<>> marks;
    for (auto& mark : all_rebases(context))
        marks[mark.measure].push_back(mark);
    const Date today = london(context.now).date;
    std::vector<Standing> all;
    all.reserve(context.definitions.measures.size());
    for (const auto& [id, measure] : context.definitions.measures)
        all.push_back(standing_of(context, figures, measure, marks[id], today));
    return all;
}

std::shared_ptr<const std::vector<Standing>> Standings::of(work::Context& context,
                                                           const access::Grant& grant) {
    const auto key = cat({tally_version(context), "/", iso(london(context.now).date)});
    {
        const std::scoped_lock lock(mutex_);
        if (key == key_) return kept_;
    }
    auto fresh = std::make_shared<const std::vector<Standing>>(standings(context, grant));
    const std::scoped_lock lock(mutex_);
    key_ = key;
    kept_ = fresh;
    return fresh;
}

}  // namespace longstone::measure
