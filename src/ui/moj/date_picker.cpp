#include "ui/moj/date_picker.h"

#include "ui/govuk/form_parts.h"
#include "ui/govuk/input.h"

namespace longstone::moj {

Html date_picker(const DatePicker& options) {
    html::Markup out;
    out.raw("<div class=\"moj-datepicker\" data-module=\"moj-date-picker\"")
        .optional("data-min-date", options.min_date)
        .optional("data-max-date", options.max_date)
        .optional("data-excluded-dates", options.excluded_dates)
        .optional("data-excluded-days", options.excluded_days);
    if (options.leading_zeros) {
        out.attribute("data-leading-zeros", *options.leading_zeros ? "true" : "false");
    }
    out.optional("data-week-start-day", options.week_start_day)
        .raw(">")
        .html(govuk::input({
            .label = options.label,
            .name = options.name,
            .id = options.id,
            .value = options.value,
            .hint = options.hint,
            .error_message = options.error_message,
            .form_group = options.form_group,
            .classes = govuk::join_classes("moj-js-datepicker-input", options.classes),
            .autocomplete = "off",
            .attributes = options.attributes,
        }))
        .raw("</div>");
    return out.done();
}

}  // namespace longstone::moj
