#include "ui/govuk/label.h"

#include "ui/markup.h"

namespace longstone::govuk {

Html label(const Label& options) {
    html::Markup out;
    if (options.text.empty() && options.html.empty()) return out.done();
    if (options.is_page_heading) out.raw("<h1 class=\"govuk-label-wrapper\">");
    out.raw("<label")
        .classes("govuk-label", options.classes)
        .attributes(options.attributes)
        .optional("for", options.for_id)
        .raw(">")
        .content(options.html, options.text)
        .raw("</label>");
    if (options.is_page_heading) out.raw("</h1>");
    return out.done();
}

}  // namespace longstone::govuk
