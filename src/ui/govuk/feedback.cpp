#include "ui/govuk/feedback.h"

#include "base/text.h"
#include "ui/markup.h"

namespace longstone::govuk {

Html feedback(const Feedback& options) {
    html::Markup out;
    out.raw("<div")
        .classes("govuk-feedback govuk-width-container", options.classes)
        .attributes(options.attributes)
        .raw("><div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">")
        .heading_start(options.heading_level)
        .raw(" class=\"govuk-feedback__title\">")
        .content(options.title_html, options.title_text)
        .heading_end(options.heading_level);
    if (!options.html.empty()) {
        out.raw("<div class=\"govuk-feedback__body\">").html(options.html).raw("</div>");
    } else if (!options.text.empty()) {
        out.raw("<div class=\"govuk-feedback__body\"><p class=\"govuk-body\">")
            .text(trim(options.text))
            .raw("</p></div>");
    }
    out.raw("</div></div></div>");
    return out.done();
}

}  // namespace longstone::govuk
