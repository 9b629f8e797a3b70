#include "ui/govuk/input.h"

#include "ui/govuk/form_parts.h"

namespace longstone::govuk {

namespace {

bool has(const Affix& affix) {
    return !affix.text.empty() || !affix.html.empty();
}

void write_affix(html::Markup& out, const Affix& affix, bool before) {
    if (!has(affix)) return;
    out.raw("<div");
    if (before) {
        out.classes("govuk-input__prefix", affix.classes);
    } else {
        out.classes("govuk-input__suffix", affix.classes);
    }
    out.raw(" aria-hidden=\"true\"")
        .attributes(affix.attributes)
        .raw(">")
        .content(affix.html, affix.text)
        .raw("</div>");
}

void write_input(html::Markup& out,
                 const Input& options,
                 const std::string& id,
                 const std::string& described_by) {
    out.raw("<input")
        .classes("govuk-input", options.classes, options.error_message ? "govuk-input--error" : "")
        .attribute("id", id)
        .attribute("name", options.name)
        .attribute("type", options.type.empty() ? "text" : options.type);
    if (options.spellcheck) out.attribute("spellcheck", *options.spellcheck ? "true" : "false");
    if (options.value) out.attribute("value", *options.value);
    out.flag("disabled", options.disabled)
        .optional("aria-describedby", described_by)
        .optional("autocomplete", options.autocomplete)
        .optional("autocapitalize", options.autocapitalize)
        .optional("pattern", options.pattern)
        .optional("inputmode", options.inputmode)
        .attributes(options.attributes)
        .raw(">");
}

}  // namespace

Html input(const Input& options) {
    html::Markup out;
    const auto& id = options.id.empty() ? options.name : options.id;
    auto described_by = options.described_by;
    const auto& group = options.form_group;
    open_form_group(out, options.error_message.has_value(), group.classes, group.attributes);
    write_label(out, options.label, id);
    write_hint_and_error(out, options.hint, options.error_message, id, described_by);
    const bool wrapped = has(options.prefix) || has(options.suffix) ||
                         !group.before_input.empty() || !group.after_input.empty();
    if (!wrapped) {
        write_input(out, options, id, described_by);
        out.raw("</div>");
        return out.done();
    }
    out.raw("<div")
        .classes("govuk-input__wrapper", options.input_wrapper.classes)
        .attributes(options.input_wrapper.attributes)
        .raw(">")
        .content(group.before_input.html, group.before_input.text);
    write_affix(out, options.prefix, true);
    write_input(out, options, id, described_by);
    write_affix(out, options.suffix, false);
    out.content(group.after_input.html, group.after_input.text).raw("</div></div>");
    return out.done();
}

}  // namespace longstone::govuk
