#include "ui/govuk/button.h"

#include "base/text.h"
#include "ui/markup.h"

namespace longstone::govuk {

namespace {

void write_common(html::Markup& out, const Button& options) {
    out.classes(
           "govuk-button", options.classes, options.is_start_button ? "govuk-button--start" : "")
        .raw(" data-module=\"govuk-button\"")
        .attributes(options.attributes)
        .optional("id", options.id)
        .raw(">");
    // A start button is a flexbox, which drops the blanks between the elements in it.
    const bool wrapped = options.is_start_button && !options.html.empty();
    if (wrapped) out.raw("<span>");
    out.content(options.html, options.text);
    if (wrapped) out.raw("</span>");
    if (options.is_start_button) {
        out.raw(
            "<svg class=\"govuk-button__start-icon\" xmlns=\"http://www.w3.org/2000/svg\" "
            "width=\"17.5\" height=\"19\" viewBox=\"0 0 33 40\" aria-hidden=\"true\" "
            "focusable=\"false\"><path fill=\"currentColor\" "
            "d=\"M0 0h13l20 20-20 20H0l20-20z\"/></svg>");
    }
}

}  // namespace

Html button(const Button& options) {
    html::Markup out;
    if (!options.href.empty()) {
        out.raw("<a").attribute("href", options.href);
        out.raw(" role=\"button\" draggable=\"false\"");
        write_common(out, options);
        out.raw("</a>");
        return out.done();
    }
    out.raw("<button").attribute("type", options.type.empty() ? "submit" : options.type);
    out.optional("value", options.value).optional("name", options.name);
    if (options.disabled) out.raw(" disabled aria-disabled=\"true\"");
    if (options.prevent_double_click) {
        out.attribute("data-prevent-double-click",
                      *options.prevent_double_click ? "true" : "false");
    }
    write_common(out, options);
    out.raw("</button>");
    return out.done();
}

}  // namespace longstone::govuk
