#include "ui/govuk/notification_banner.h"

#include "base/text.h"
#include "ui/markup.h"

namespace longstone::govuk {

Html notification_banner(const NotificationBanner& options) {
    const bool success = options.type == "success";
    const std::string_view title_id = options.title_id.empty() ? "govuk-notification-banner-title"
                                                               : std::string_view(options.title_id);
    // A success is read out at once; anything else is a landmark to find one's way to.
    const std::string_view role = !options.role.empty() ? std::string_view(options.role)
                                  : success             ? "alert"
                                                        : "region";
    html::Markup out;
    out.raw("<div")
        .classes("govuk-notification-banner",
                 success ? "govuk-notification-banner--success" : "",
                 options.classes)
        .attribute("role", role)
        .attribute("aria-labelledby", title_id)
        .raw(" data-module=\"govuk-notification-banner\"");
    if (options.disable_auto_focus) {
        out.attribute("data-disable-auto-focus", *options.disable_auto_focus ? "true" : "false");
    }
    out.attributes(options.attributes)
        .raw("><div class=\"govuk-notification-banner__header\">")
        .heading_start(options.title_heading_level)
        .raw(" class=\"govuk-notification-banner__title\"")
        .attribute("id", title_id)
        .raw(">");
    if (options.title_html.empty() && options.title_text.empty()) {
        out.text(success ? "Success" : "Important");
    } else {
        out.content(options.title_html, options.title_text);
    }
    out.heading_end(options.title_heading_level)
        .raw("</div><div class=\"govuk-notification-banner__content\">");
    if (!options.html.empty()) {
        out.html(options.html);
    } else if (!options.text.empty()) {
        out.raw("<p class=\"govuk-notification-banner__heading\">")
            .text(trim(options.text))
            .raw("</p>");
    }
    out.raw("</div></div>");
    return out.done();
}

}  // namespace longstone::govuk
