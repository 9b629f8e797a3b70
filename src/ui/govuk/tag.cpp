#include "ui/govuk/tag.h"

#include "ui/markup.h"

namespace longstone::govuk {

Html tag(const Tag& options) {
    html::Markup out;
    out.raw("<strong")
        .classes("govuk-tag", options.classes)
        .attributes(options.attributes)
        .raw(">")
        .content(options.html, options.text)
        .raw("</strong>");
    return out.done();
}

}  // namespace longstone::govuk
