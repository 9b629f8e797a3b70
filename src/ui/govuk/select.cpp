#include "ui/govuk/select.h"

#include "ui/govuk/form_parts.h"

namespace longstone::govuk {

namespace {

bool is_selected(const Select& options, const SelectItem& item) {
    if (item.selected) return *item.selected;
    return !options.value.empty() && item.value.value_or(item.text) == options.value;
}

void write_option(html::Markup& out, const Select& options, const SelectItem& item) {
    out.raw("<option");
    if (item.value) out.attribute("value", *item.value);
    out.flag("selected", is_selected(options, item))
        .flag("disabled", item.disabled)
        .attributes(item.attributes)
        .raw(">")
        .text(item.text)
        .raw("</option>");
}

}  // namespace

Html select(const Select& options) {
    html::Markup out;
    const auto& id = options.id.empty() ? options.name : options.id;
    const auto& group = options.form_group;
    auto described_by = options.described_by;
    open_form_group(out, options.error_message.has_value(), group.classes, group.attributes);
    write_label(out, options.label, id);
    write_hint_and_error(out, options.hint, options.error_message, id, described_by);
    out.content(group.before_input.html, group.before_input.text)
        .raw("<select")
        .classes(
            "govuk-select", options.classes, options.error_message ? "govuk-select--error" : "")
        .attribute("id", id)
        .attribute("name", options.name)
        .flag("disabled", options.disabled)
        .optional("aria-describedby", described_by)
        .attributes(options.attributes)
        .raw(">");
    for (const auto& item : options.items) {
        if (item) write_option(out, options, *item);
    }
    out.raw("</select>").content(group.after_input.html, group.after_input.text).raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
