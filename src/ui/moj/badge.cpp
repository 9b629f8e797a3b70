#include "ui/moj/badge.h"

#include "ui/markup.h"

namespace longstone::moj {

Html badge(const Badge& options) {
    html::Markup out;
    out.raw("<span")
        .classes("moj-badge", options.classes)
        .attributes(options.attributes)
        .raw(">")
        .content(options.html, options.text)
        .raw("</span>");
    return out.done();
}

}  // namespace longstone::moj
