#include "ui/govuk/breadcrumbs.h"

#include "ui/markup.h"

namespace longstone::govuk {

Html breadcrumbs(const Breadcrumbs& options) {
    html::Markup out;
    out.raw("<nav")
        .classes("govuk-breadcrumbs",
                 options.classes,
                 options.collapse_on_mobile ? "govuk-breadcrumbs--collapse-on-mobile" : "")
        .attributes(options.attributes)
        .attribute("aria-label", options.label_text)
        .raw("><ol class=\"govuk-breadcrumbs__list\">");
    for (const auto& item : options.items) {
        if (item.href.empty()) {
            out.raw("<li class=\"govuk-breadcrumbs__list-item\" aria-current=\"page\">")
                .content(item.html, item.text)
                .raw("</li>");
            continue;
        }
        out.raw(
               "<li class=\"govuk-breadcrumbs__list-item\">"
               "<a class=\"govuk-breadcrumbs__link\"")
            .attribute("href", item.href)
            .attributes(item.attributes)
            .raw(">")
            .content(item.html, item.text)
            .raw("</a></li>");
    }
    out.raw("</ol></nav>");
    return out.done();
}

}  // namespace longstone::govuk
