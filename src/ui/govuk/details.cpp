#include "ui/govuk/details.h"

#include "ui/markup.h"

namespace longstone::govuk {

Html details(const Details& options) {
    html::Markup out;
    out.raw("<details")
        .optional("id", options.id)
        .classes("govuk-details", options.classes)
        .attributes(options.attributes)
        .flag("open", options.open)
        .raw(
            "><summary class=\"govuk-details__summary\">"
            "<span class=\"govuk-details__summary-text\">")
        .content(options.summary_html, options.summary_text)
        .raw("</span></summary><div class=\"govuk-details__text\">")
        .content(options.html, options.text)
        .raw("</div></details>");
    return out.done();
}

}  // namespace longstone::govuk
