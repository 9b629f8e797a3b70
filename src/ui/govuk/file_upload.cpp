#include "ui/govuk/file_upload.h"

#include "ui/govuk/form_parts.h"

namespace longstone::govuk {

namespace {

void open_drop_zone(html::Markup& out, const FileUpload& options) {
    Attributes messages;
    add_message(messages, "choose-files-button", options.choose_files_button_text);
    add_message(messages, "no-file-chosen", options.no_file_chosen_text);
    add_messages(messages, "multiple-files-chosen", options.multiple_files_chosen_text);
    add_message(messages, "drop-instruction", options.drop_instruction_text);
    add_message(messages, "entered-drop-zone", options.entered_drop_zone_text);
    add_message(messages, "left-drop-zone", options.left_drop_zone_text);
    out.raw("<div")
        .classes("govuk-file-upload-wrapper", options.wrapper_classes)
        .raw(" data-module=\"govuk-file-upload\"")
        .attributes(messages)
        .attributes(options.wrapper_attributes)
        .raw(">");
}

}  // namespace

Html file_upload(const FileUpload& options) {
    html::Markup out;
    const auto& id = options.id.empty() ? options.name : options.id;
    const auto& group = options.form_group;
    auto described_by = options.described_by;
    open_form_group(out, options.error_message.has_value(), group.classes, group.attributes);
    write_label(out, options.label, id);
    write_hint_and_error(out, options.hint, options.error_message, id, described_by);
    out.content(group.before_input.html, group.before_input.text);
    if (options.javascript) open_drop_zone(out, options);
    out.raw("<input")
        .classes("govuk-file-upload",
                 options.classes,
                 options.error_message ? "govuk-file-upload--error" : "")
        .attribute("id", id)
        .attribute("name", options.name)
        .raw(" type=\"file\"")
        .flag("disabled", options.disabled)
        .flag("multiple", options.multiple)
        .optional("aria-describedby", described_by)
        .attributes(options.attributes)
        .raw(">");
    if (options.javascript) out.raw("</div>");
    out.content(group.after_input.html, group.after_input.text).raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
