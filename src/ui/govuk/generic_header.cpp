#include "ui/govuk/generic_header.h"

#include "ui/markup.h"

namespace longstone::govuk {

Html generic_header(const GenericHeader& options) {
    html::Markup out;
    out.raw("<div")
        .classes("govuk-generic-header", options.classes)
        .attributes(options.attributes)
        .raw("><div")
        .classes(
            "govuk-generic-header__container",
            options.container_classes.empty() ? "govuk-width-container" : options.container_classes)
        .raw("><div class=\"govuk-generic-header__logo\"><a")
        .attribute("href", options.url.empty() ? "/" : options.url)
        .raw(" class=\"govuk-generic-header__homepage-link\">")
        .content(options.logo_html, options.logo_text)
        .raw("</a></div></div></div>");
    return out.done();
}

}  // namespace longstone::govuk
