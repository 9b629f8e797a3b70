#include "ui/moj/page_header_actions.h"

#include "ui/markup.h"

namespace longstone::moj {

Html page_header_actions(const PageHeaderActions& options) {
    const auto& heading = options.heading;
    html::Markup out;
    out.raw("<div")
        .classes("moj-page-header-actions", options.classes)
        .attributes(options.attributes)
        .raw("><div class=\"moj-page-header-actions__title\">")
        .heading_start(heading.level)
        .attribute("class", heading.classes)
        .raw(">")
        .content(heading.html, heading.text)
        .heading_end(heading.level)
        .raw("</div>");
    if (!options.items.empty()) {
        out.raw(
            "<div class=\"moj-page-header-actions__actions\">"
            "<div class=\"moj-button-group moj-button-group--inline\">");
        for (const auto& item : options.items)
            out.html(govuk::button(item));
        out.raw("</div></div>");
    }
    out.raw("</div>");
    return out.done();
}

}  // namespace longstone::moj
