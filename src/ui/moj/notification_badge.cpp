#include "ui/moj/notification_badge.h"

#include "ui/markup.h"

namespace longstone::moj {

Html notification_badge(const NotificationBadge& options) {
    html::Markup out;
    if (options.count <= 0) return out.done();
    const bool many = options.count >= 99;
    const auto count = std::to_string(options.count);
    out.raw("<span")
        .classes("moj-notification-badge", options.classes)
        .attributes(options.attributes)
        .raw("><span aria-hidden=\"true\">")
        .text(many ? "99+" : count)
        .raw("</span><span class=\"govuk-visually-hidden\">(")
        .text(many ? "99 or more" : count);
    if (!options.visually_hidden_text.empty()) out.raw(" ").text(options.visually_hidden_text);
    out.raw(")</span></span>");
    return out.done();
}

}  // namespace longstone::moj
