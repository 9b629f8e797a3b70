#include "ui/govuk/error_message.h"

#include "ui/markup.h"

namespace longstone::govuk {

Html error_message(const ErrorMessage& options) {
    html::Markup out;
    out.raw("<p")
        .optional("id", options.id)
        .classes("govuk-error-message", options.classes)
        .attributes(options.attributes)
        .raw(">");
    // Colour alone must not say that this is an error.
    if (!options.visually_hidden_text.empty()) {
        out.raw("<span class=\"govuk-visually-hidden\">")
            .text(options.visually_hidden_text)
            .raw(":</span> ");
    }
    out.content(options.html, options.text).raw("</p>");
    return out.done();
}

}  // namespace longstone::govuk
