#include "ui/govuk/skip_link.h"

#include "ui/markup.h"

namespace longstone::govuk {

Html skip_link(const SkipLink& options) {
    html::Markup out;
    out.raw("<a")
        .attribute("href", options.href.empty() ? "#content" : options.href)
        .classes("govuk-skip-link", options.classes)
        .attributes(options.attributes)
        .raw(" data-module=\"govuk-skip-link\">")
        .content(options.html, options.text)
        .raw("</a>");
    return out.done();
}

}  // namespace longstone::govuk
