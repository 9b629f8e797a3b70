#include "ui/govuk/cookie_banner.h"

#include "ui/govuk/button.h"
#include "ui/markup.h"

namespace longstone::govuk {

namespace {

void write_action(html::Markup& out, const CookieAction& action) {
    if (action.href.empty() || action.type == "button") {
        out.html(button({.text = action.text,
                         .type = action.type.empty() ? "button" : action.type,
                         .name = action.name,
                         .value = action.value,
                         .href = action.href,
                         .classes = action.classes,
                         .attributes = action.attributes}));
        return;
    }
    out.raw("<a")
        .classes("govuk-link", action.classes)
        .attribute("href", action.href)
        .attributes(action.attributes)
        .raw(">")
        .text(action.text)
        .raw("</a>");
}

void write_words(html::Markup& out, const CookieMessage& message) {
    out.raw("<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">");
    if (!message.heading_html.empty() || !message.heading_text.empty()) {
        out.raw("<h2 class=\"govuk-cookie-banner__heading govuk-heading-m\">")
            .content(message.heading_html, message.heading_text)
            .raw("</h2>");
    }
    out.raw("<div class=\"govuk-cookie-banner__content\">");
    if (!message.html.empty()) {
        out.html(message.html);
    } else if (!message.text.empty()) {
        out.raw("<p class=\"govuk-body\">").text(message.text).raw("</p>");
    }
    out.raw("</div></div></div>");
}

}  // namespace

Html cookie_banner(const CookieBanner& options) {
    html::Markup out;
    out.raw("<div")
        .classes("govuk-cookie-banner", options.classes)
        .raw(" data-nosnippet role=\"region\"")
        .attribute("aria-label", options.aria_label.empty() ? "Cookie banner" : options.aria_label)
        .flag("hidden", options.hidden)
        .attributes(options.attributes)
        .raw(">");
    for (const auto& message : options.messages) {
        out.raw("<div")
            .classes("govuk-cookie-banner__message", message.classes, "govuk-width-container")
            .optional("role", message.role)
            .attributes(message.attributes)
            .flag("hidden", message.hidden)
            .raw(">");
        write_words(out, message);
        if (!message.actions.empty()) {
            out.raw("<div class=\"govuk-button-group\">");
            for (const auto& action : message.actions)
                write_action(out, action);
            out.raw("</div>");
        }
        out.raw("</div>");
    }
    out.raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
