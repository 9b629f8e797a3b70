#include "ui/govuk/hint.h"

#include "ui/markup.h"

namespace longstone::govuk {

Html hint(const Hint& options) {
    html::Markup out;
    out.raw("<div")
        .optional("id", options.id)
        .classes("govuk-hint", options.classes)
        .attributes(options.attributes)
        .raw(">")
        .content(options.html, options.text)
        .raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
