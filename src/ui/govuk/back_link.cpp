#include "ui/govuk/back_link.h"

#include "ui/markup.h"

namespace longstone::govuk {

Html back_link(const BackLink& options) {
    html::Markup out;
    out.raw("<a")
        .attribute("href", options.href.empty() ? "#" : options.href)
        .classes("govuk-back-link", options.classes)
        .attributes(options.attributes)
        .raw(">")
        .content(options.html, options.text.empty() ? "Back" : options.text)
        .raw("</a>");
    return out.done();
}

}  // namespace longstone::govuk
