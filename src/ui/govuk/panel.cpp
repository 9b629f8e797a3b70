#include "ui/govuk/panel.h"

#include "ui/govuk/button.h"
#include "ui/govuk/form_parts.h"

namespace longstone::govuk {

namespace {

void write_action(html::Markup& out, const PanelAction& action) {
    if (action.href.empty() || action.type == "button") {
        out.html(button({.text = action.text,
                         .type = action.type.empty() ? "button" : action.type,
                         .href = action.href,
                         .classes = join_classes("govuk-button--inverse", action.classes),
                         .attributes = action.attributes}));
        return;
    }
    out.raw("<a")
        .classes("govuk-link govuk-link--inverse", action.classes)
        .attribute("href", action.href)
        .attributes(action.attributes)
        .raw(">")
        .text(action.text)
        .raw("</a>");
}

void write_actions(html::Markup& out, const PanelActions& actions) {
    out.raw("<div")
        .classes("govuk-panel__actions", actions.classes)
        .attributes(actions.attributes)
        .raw(">");
    if (!actions.items.empty()) {
        out.raw("<div class=\"govuk-button-group\">");
        for (const auto& action : actions.items)
            write_action(out, action);
        out.raw("</div>");
    }
    out.raw("</div>");
}

}  // namespace

Html panel(const Panel& options) {
    const bool interrupts = options.classes.contains("govuk-panel--interruption");
    html::Markup out;
    out.raw("<div")
        .classes("govuk-panel", interrupts ? "" : "govuk-panel--confirmation", options.classes)
        .attributes(options.attributes)
        .raw(">")
        .heading_start(options.heading_level)
        .raw(" class=\"govuk-panel__title\">")
        .content(options.title_html, options.title_text)
        .heading_end(options.heading_level);
    if (!options.html.empty() || !options.text.empty()) {
        out.raw("<div class=\"govuk-panel__body\">")
            .content(options.html, options.text)
            .raw("</div>");
    }
    if (interrupts && options.actions) write_actions(out, *options.actions);
    out.raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
