#include "ui/govuk/textarea.h"

#include "ui/govuk/form_parts.h"

namespace longstone::govuk {

Html textarea(const Textarea& options) {
    html::Markup out;
    const auto& id = options.id.empty() ? options.name : options.id;
    const auto& group = options.form_group;
    auto described_by = options.described_by;
    open_form_group(out, options.error_message.has_value(), group.classes, group.attributes);
    write_label(out, options.label, id);
    write_hint_and_error(out, options.hint, options.error_message, id, described_by);
    out.content(group.before_input.html, group.before_input.text)
        .raw("<textarea")
        .classes(
            "govuk-textarea", options.error_message ? "govuk-textarea--error" : "", options.classes)
        .attribute("id", id)
        .attribute("name", options.name)
        .attribute("rows", std::to_string(options.rows));
    if (options.spellcheck) out.attribute("spellcheck", *options.spellcheck ? "true" : "false");
    out.flag("disabled", options.disabled)
        .optional("aria-describedby", described_by)
        .optional("autocomplete", options.autocomplete)
        .attributes(options.attributes)
        .raw(">");
    // A browser drops the first line break after the tag: give it one to drop.
    if (options.value.starts_with('\n') || options.value.starts_with('\r')) out.raw("\n");
    out.text(options.value)
        .raw("</textarea>")
        .content(group.after_input.html, group.after_input.text)
        .raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
