#include "ui/longstone/panels.h"

#include "ui/markup.h"

namespace longstone::ls {

Html two_columns(const Html& main, const Html& aside, std::string_view aside_label) {
    html::Markup out;
    out.raw("<div class=\"ls-two\"><div class=\"ls-two__main\">")
        .html(main)
        .raw("</div><aside class=\"ls-two__aside\"")
        .attribute("aria-label", aside_label)
        .raw(">")
        .html(aside)
        .raw("</aside></div>");
    return out.done();
}

Html panel(const Panel& options) {
    html::Markup out;
    out.raw("<section class=\"ls-panel\"")
        .optional("id", options.id)
        .raw(">")
        .heading_start(options.heading_level)
        .raw(" class=\"ls-panel__title\">")
        .text(options.title)
        .heading_end(options.heading_level)
        .html(options.body)
        .raw("</section>");
    return out.done();
}

Html cards(const std::vector<Card>& items) {
    html::Markup out;
    out.raw("<div class=\"ls-cards\">");
    for (const auto& card : items) {
        out.raw("<section class=\"ls-card\">")
            .heading_start(card.heading_level)
            .raw(" class=\"ls-card__title\">")
            .text(card.title)
            .heading_end(card.heading_level);
        if (!card.big.empty()) {
            out.raw("<p class=\"ls-card__big\">").text(card.big).raw("</p>");
        }
        out.html(card.body).raw("</section>");
    }
    out.raw("</div>");
    return out.done();
}

Html page_head(const PageHead& options) {
    html::Markup out;
    out.raw("<div class=\"ls-head\"><div class=\"ls-head__words\">");
    if (!options.caption.empty()) {
        out.raw("<span class=\"govuk-caption-l\">").text(options.caption).raw("</span>");
    }
    out.raw("<h1 class=\"govuk-heading-l ls-head__title\">").text(options.title).raw("</h1>");
    if (!options.lead.empty()) {
        out.raw("<p class=\"govuk-body ls-head__lead\">").html(options.lead).raw("</p>");
    }
    out.raw("</div>");
    if (!options.actions.empty()) {
        out.raw("<div class=\"govuk-button-group ls-head__actions\">")
            .html(options.actions)
            .raw("</div>");
    }
    out.raw("</div>");
    return out.done();
}

Html dotted(const std::vector<Html>& pieces) {
    std::vector<Html> shown;
    for (const auto& piece : pieces) {
        if (!piece.empty()) shown.push_back(piece);
    }
    return html::join(shown, " · ");
}

Html refreshing(std::string_view id, int seconds, const Html& content) {
    html::Markup out;
    out.raw("<div")
        .attribute("id", id)
        .attribute("data-refresh", std::to_string(seconds))
        .raw(">")
        .html(content)
        .raw("</div>");
    return out.done();
}

}  // namespace longstone::ls
