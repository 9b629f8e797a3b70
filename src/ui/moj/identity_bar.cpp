#include "ui/moj/identity_bar.h"

#include "ui/markup.h"

namespace longstone::moj {

Html identity_bar(const IdentityBar& options) {
    html::Markup out;
    out.raw("<div")
        .classes("moj-identity-bar", options.classes)
        .attributes(options.attributes)
        .raw(
            "><div class=\"moj-identity-bar__container\">"
            "<div class=\"moj-identity-bar__details\">");
    if (!options.title.empty()) {
        out.raw("<span class=\"moj-identity-bar__title\">")
            .content(options.title.html, options.title.text)
            .raw("</span>");
    }
    out.raw("</div>");
    if (!options.menus.empty()) {
        out.raw("<div class=\"moj-identity-bar__actions\">");
        for (const auto& menu : options.menus) {
            out.raw("<div class=\"moj-identity-bar__menu\">").html(button_menu(menu)).raw("</div>");
        }
        out.raw("</div>");
    }
    out.raw("</div></div>");
    return out.done();
}

}  // namespace longstone::moj
