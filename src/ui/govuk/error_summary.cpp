#include "ui/govuk/error_summary.h"

#include "ui/markup.h"

namespace longstone::govuk {

namespace {

void write_item(html::Markup& out, const ErrorItem& item) {
    out.raw("<li>");
    if (item.href.empty()) {
        out.content(item.html, item.text);
    } else {
        out.raw("<a")
            .attribute("href", item.href)
            .attributes(item.attributes)
            .raw(">")
            .content(item.html, item.text)
            .raw("</a>");
    }
    out.raw("</li>");
}

}  // namespace

Html error_summary(const ErrorSummary& options) {
    html::Markup out;
    out.raw("<div").classes("govuk-error-summary", options.classes);
    if (options.disable_auto_focus) {
        out.attribute("data-disable-auto-focus", *options.disable_auto_focus ? "true" : "false");
    }
    // The alert stands on a child: on the outer element it would race the script that moves the
    // focus there, and screen readers would leave words out.
    out.attributes(options.attributes)
        .raw(
            " data-module=\"govuk-error-summary\"><div role=\"alert\">"
            "<h2 class=\"govuk-error-summary__title\">")
        .content(options.title_html, options.title_text)
        .raw("</h2><div class=\"govuk-error-summary__body\">");
    if (!options.description_html.empty() || !options.description_text.empty()) {
        out.raw("<p>").content(options.description_html, options.description_text).raw("</p>");
    }
    if (!options.error_list.empty()) {
        out.raw("<ul class=\"govuk-list govuk-error-summary__list\">");
        for (const auto& item : options.error_list)
            write_item(out, item);
        out.raw("</ul>");
    }
    out.raw("</div></div></div>");
    return out.done();
}

}  // namespace longstone::govuk
