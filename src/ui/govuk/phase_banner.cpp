#include "ui/govuk/phase_banner.h"

#include "ui/govuk/form_parts.h"

namespace longstone::govuk {

Html phase_banner(const PhaseBanner& options) {
    auto shown = options.tag;
    shown.classes = join_classes("govuk-phase-banner__content__tag", shown.classes);
    html::Markup out;
    out.raw("<div")
        .classes("govuk-phase-banner govuk-width-container", options.classes)
        .attributes(options.attributes)
        .raw("><p class=\"govuk-phase-banner__content\">")
        .html(govuk::tag(shown))
        .raw(" <span class=\"govuk-phase-banner__text\">")
        .content(options.html, options.text)
        .raw("</span></p></div>");
    return out.done();
}

}  // namespace longstone::govuk
