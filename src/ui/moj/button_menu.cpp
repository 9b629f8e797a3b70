#include "ui/moj/button_menu.h"

#include "ui/govuk/form_parts.h"

namespace longstone::moj {

Html button_menu(const ButtonMenu& options) {
    html::Markup out;
    out.raw("<div")
        .classes("moj-button-menu", options.classes)
        .raw(" data-module=\"moj-button-menu\"")
        .attributes(options.attributes)
        .optional("data-button-text", options.button.text)
        .optional("data-button-classes", options.button.classes)
        .optional("data-align-menu", options.align_menu)
        .raw(">");
    for (auto item : options.items) {
        item.classes =
            govuk::join_classes("moj-button-menu__item govuk-button--secondary", item.classes);
        out.html(govuk::button(item));
    }
    out.raw("</div>");
    return out.done();
}

}  // namespace longstone::moj
