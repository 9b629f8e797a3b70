#include "ui/govuk/inset_text.h"

#include "ui/markup.h"

namespace longstone::govuk {

Html inset_text(const InsetText& options) {
    html::Markup out;
    out.raw("<div")
        .optional("id", options.id)
        .classes("govuk-inset-text", options.classes)
        .attributes(options.attributes)
        .raw(">")
        .content(options.html, options.text)
        .raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
