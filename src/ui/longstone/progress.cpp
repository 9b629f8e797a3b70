#include "ui/longstone/progress.h"

#include <algorithm>

#include "ui/markup.h"

namespace longstone::ls {

namespace {

struct StateWords {
    std::string_view classes;
    std::string_view said;  // heard after the name of the stage
};

StateWords words_of(StepState state) {
    switch (state) {
        case StepState::Done:
            return {"ls-steps__item--done", "done"};
        case StepState::Now:
            return {"ls-steps__item--now", "now"};
        case StepState::PassedOver:
            return {"ls-steps__item--passed-over", "not needed"};
        case StepState::Ahead:
            break;
    }
    return {"", "not yet"};
}

}  // namespace

Html steps(const std::vector<Step>& items, std::string_view label) {
    html::Markup out;
    out.raw("<ol class=\"ls-steps\"").attribute("aria-label", label).raw(">");
    for (const auto& step : items) {
        const auto [classes, said] = words_of(step.state);
        out.raw("<li").classes("ls-steps__item", classes);
        if (step.state == StepState::Now) out.raw(" aria-current=\"step\"");
        out.raw(">");
        if (step.href.empty()) {
            out.text(step.text);
        } else {
            out.html(html::link(step.href, step.text));
        }
        out.raw("<span class=\"govuk-visually-hidden\">, ").text(said).raw("</span>");
        if (!step.note.empty()) {
            out.raw(" <span class=\"ls-steps__note\">").text(step.note).raw("</span>");
        }
        out.raw("</li>");
    }
    out.raw("</ol>");
    return out.done();
}

Html next_box(const NextBox& options) {
    html::Markup out;
    out.raw("<section class=\"ls-next\"")
        .attribute("id", options.id)
        .attribute("aria-labelledby", options.id + "-title")
        .raw("><h2 class=\"ls-next__title\"")
        .attribute("id", options.id + "-title")
        .raw(">")
        .text(options.title)
        .raw("</h2>");
    if (!options.intro.empty()) {
        out.raw("<p class=\"govuk-body ls-next__intro\">").html(options.intro).raw("</p>");
    }
    if (!options.missing.empty()) out.html(html::bullets(options.missing));
    if (!options.actions.empty()) {
        out.raw("<div class=\"govuk-button-group ls-next__actions\">")
            .html(options.actions)
            .raw("</div>");
    }
    out.raw("</section>");
    return out.done();
}

Html clock_bar(const ClockBar& options) {
    const int share = options.late ? 100 : std::clamp(options.share, 0, 100);
    html::Markup out;
    out.raw("<p class=\"ls-clock\"><svg")
        .classes(
            "ls-bar", options.late ? "ls-bar--late" : "", options.stopped ? "ls-bar--stopped" : "")
        .raw(
            " viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
            "focusable=\"false\"><rect class=\"ls-bar__gone\" height=\"10\" width=\"")
        .number(share)
        .raw("\"/></svg><span>")
        .html(options.words)
        .raw("</span></p>");
    return out.done();
}

Html clock_bars(const std::vector<ClockBar>& bars) {
    html::Markup out;
    for (const auto& bar : bars)
        out.html(clock_bar(bar));
    return out.done();
}

}  // namespace longstone::ls
