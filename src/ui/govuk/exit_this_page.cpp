#include "ui/govuk/exit_this_page.h"

#include "ui/govuk/button.h"
#include "ui/markup.h"

namespace longstone::govuk {

Html exit_this_page(const ExitThisPage& options) {
    Button leave = {.text = options.text,
                    .html = options.html,
                    .href = options.redirect_url.empty() ? "https://www.bbc.co.uk/weather"
                                                         : options.redirect_url,
                    .classes =
                        "govuk-button--warning govuk-exit-this-page__button "
                        "govuk-js-exit-this-page-button",
                    .attributes = {{"rel", "nofollow noreferrer"}}};
    if (options.text.empty() && options.html.empty()) {
        leave.html = html::cat({html::hidden_text("Emergency"), " Exit this page"});
    }
    html::Markup out;
    out.raw("<div")
        .optional("id", options.id)
        .classes("govuk-exit-this-page", options.classes)
        .raw(" data-module=\"govuk-exit-this-page\"")
        .attributes(options.attributes)
        .optional("data-i18n.activated", options.activated_text)
        .optional("data-i18n.timed-out", options.timed_out_text)
        .optional("data-i18n.press-two-more-times", options.press_two_more_times_text)
        .optional("data-i18n.press-one-more-time", options.press_one_more_time_text)
        .raw(">")
        .html(button(leave))
        .raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
