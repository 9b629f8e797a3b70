#include "base/text.h"
#include "ui/longstone/data_icons.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/words.h"
#include "web/figures/figure_page.h"
#include "web/pages/parts.h"

// The cards under a figure's chart: the last period, others beside it, what it should do, and what
// was done about it.
namespace longstone::web {
namespace {

using define::Measure;

ls::Card latest_card(const FigureShown& shown) {
    const auto& measure = shown.measure;
    const auto& last = *shown.last;
    const auto behind = behind_path(measure, shown.choice, {.from = last.from, .to = last.to});
    Html body = html::paragraph(
        html::cat({last.words(measure),
                   ". ",
                   html::link(behind, measure.has_numerator() ? "See them" : "See the records")}));
    if (measure.has_numerator() && last.met < last.counted)
        body += html::paragraph(
            html::link(cat({behind, "&unmet=yes"}),
                       cat({"See the ", number(last.counted - last.met), " that did not"})));
    if (const auto interval = say_interval(measure, last); !interval.empty())
        body += html::paragraph(ls::muted(interval));
    return {.title = last.period, .big = measure::say_value(measure, last.value), .body = body};
}

ls::Card beside_card(const FigureShown& shown) {
    const auto& measure = shown.measure;
    const auto& last = *shown.last;
    if (shown.others.empty())
        return {.title = "Beside others",
                .body = html::paragraph(
                    ls::muted("No figures of other areas are loaded for this measure."))};
    Html words;
    for (const auto& other : shown.others) {
        const auto kind = measure::area_kind_words(other.kind);
        Html said = html::cat({html::strong(other.area),
                               other.area == kind ? std::string() : cat({" (", kind, ")"}),
                               ": ",
                               measure::say_value(measure, other.value),
                               ", ",
                               say(other.from),
                               " to ",
                               say(other.to),
                               ". "});
        if (last.value && last.interval)
            said += html::text(
                cat({"Ours is ",
                     measure::say(measure::compare(
                         {.value = *last.value, .interval = *last.interval}, other.value)),
                     ". "}));
        const auto& published = other.published;
        said += ls::muted(cat({published.source,
                               published.on ? ", published " : "",
                               published.on ? say(*published.on) : std::string()}));
        words += html::paragraph(said);
    }
    return {.title = "Beside others", .body = words};
}

ls::VariationIcon icon_of(measure::Variation variation) {
    using measure::Variation;
    ls::VariationIcon icon{.words = std::string(measure::say(variation))};
    icon.high = variation == Variation::ImprovementHigh || variation == Variation::ConcernHigh ||
                variation == Variation::NeutralHigh;
    switch (variation) {
        case Variation::Common:
            break;
        case Variation::ImprovementHigh:
        case Variation::ImprovementLow:
            icon.bearing = ls::Bearing::Better;
            break;
        case Variation::ConcernHigh:
        case Variation::ConcernLow:
            icon.bearing = ls::Bearing::Worse;
            break;
        default:
            icon.bearing = ls::Bearing::Neither;
    }
    return icon;
}

Html assurance_html(measure::Assurance assurance) {
    if (assurance == measure::Assurance::None) return {};
    return ls::assurance_icon({.aim = assurance == measure::Assurance::Pass   ? ls::Aim::Met
                                      : assurance == measure::Assurance::Fail ? ls::Aim::Missed
                                                                              : ls::Aim::Chance,
                               .words = std::string(measure::say(assurance))});
}

ls::Card aim_card(const FigureShown& shown) {
    const auto& measure = shown.measure;
    Html body;
    if (shown.chart) {
        body += ls::variation_icon(icon_of(shown.chart->variation));
        body += assurance_html(shown.chart->assurance);
    }
    body += measure.target ? html::paragraph(cat(
                                 {"The aim is ", measure::say_value(measure, measure.target), "."}))
                           : html::paragraph(ls::muted("No aim is set for this measure."));
    body += html::paragraph(measure.good == define::Good::Up     ? "Higher is better."
                            : measure.good == define::Good::Down ? "Lower is better."
                                                                 : "Neither way is better.");
    return {.title = "What it should do", .body = body};
}

// Whether it moved after each thing that was done to move it.
std::optional<ls::Card> linked_card(const FigureShown& shown) {
    Html body;
    const Date today = london(shown.context.now).date;
    for (const auto& mark : shown.marks) {
        if (mark.is_rebase()) continue;
        const auto changed = measure::changed_since(shown.figures, shown.measure, mark.from, today);
        body +=
            html::paragraph(html::cat({html::link(cat({"/learning/", mark.record}), mark.record),
                                       " from ",
                                       say(mark.from),
                                       ". ",
                                       changed ? changed->says : std::string(),
                                       " ",
                                       ls::muted(mark.why)}));
    }
    if (body.empty()) return {};
    return ls::Card{.title = "What should move it", .body = body};
}

}  // namespace

std::string say_interval(const Measure& measure, const measure::Figure& figure) {
    if (!figure.interval) return {};
    return cat({"95% interval ",
                measure::say_value(measure, figure.interval->low),
                " to ",
                measure::say_value(measure, figure.interval->high)});
}

Html figure_cards_html(const FigureShown& shown) {
    if (shown.last == nullptr) return {};
    std::vector<ls::Card> cards = {latest_card(shown), beside_card(shown), aim_card(shown)};
    if (shown.choice.dim.empty()) {
        if (auto linked = linked_card(shown)) cards.push_back(std::move(*linked));
    }
    return ls::cards(cards);
}

}  // namespace longstone::web
