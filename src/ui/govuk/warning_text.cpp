#include "ui/govuk/warning_text.h"

#include "ui/markup.h"

namespace longstone::govuk {

Html warning_text(const WarningText& options) {
    html::Markup out;
    out.raw("<div")
        .classes("govuk-warning-text", options.classes)
        .attributes(options.attributes)
        .raw(
            "><span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span> "
            "<strong class=\"govuk-warning-text__text\"><span class=\"govuk-visually-hidden\">")
        .text(options.icon_fallback_text.empty() ? "Warning" : options.icon_fallback_text)
        .raw("</span> ")
        .content(options.html, options.text)
        .raw("</strong></div>");
    return out.done();
}

}  // namespace longstone::govuk
