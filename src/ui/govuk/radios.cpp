#include "ui/govuk/radios.h"

#include "base/text.h"
#include "ui/govuk/form_parts.h"

namespace longstone::govuk {

namespace {

// The first has no number, so that an error summary can link to the id alone.
std::string item_id(const RadioItem& item, const std::string& prefix, std::size_t number) {
    if (!item.id.empty()) return item.id;
    return number > 1 ? cat({prefix, "-", std::to_string(number)}) : prefix;
}

bool is_checked(const Radios& options, const RadioItem& item) {
    if (item.checked) return *item.checked;
    return !options.value.empty() && item.value == options.value;
}

void write_conditional(html::Markup& out,
                       const RadioItem& item,
                       bool checked,
                       std::string_view id) {
    if (item.conditional.html.empty()) return;
    out.raw("<div")
        .classes("govuk-radios__conditional", checked ? "" : "govuk-radios__conditional--hidden")
        .attribute("id", id)
        .raw(">")
        .html(item.conditional.html)
        .raw("</div>");
}

void write_item(html::Markup& out, const Radios& options, const RadioItem& item, std::string id) {
    if (!item.divider.empty()) {
        out.raw("<div class=\"govuk-radios__divider\">").text(item.divider).raw("</div>");
        return;
    }
    const bool checked = is_checked(options, item);
    const bool has_hint = item.hint && (!item.hint->text.empty() || !item.hint->html.empty());
    const auto hint_id = cat({id, "-item-hint"});
    const auto conditional_id = cat({"conditional-", id});
    out.raw("<div class=\"govuk-radios__item\"><input class=\"govuk-radios__input\"")
        .attribute("id", id)
        .attribute("name", options.name)
        .raw(" type=\"radio\"")
        .attribute("value", item.value)
        .flag("checked", checked)
        .flag("disabled", item.disabled);
    if (!item.conditional.html.empty()) out.attribute("data-aria-controls", conditional_id);
    if (has_hint) out.attribute("aria-describedby", hint_id);
    out.attributes(item.attributes).raw(">");
    out.html(label({.text = item.text,
                    .html = item.html,
                    .for_id = id,
                    .classes = join_classes("govuk-radios__label", item.label.classes),
                    .attributes = item.label.attributes}));
    if (has_hint) {
        auto shown = *item.hint;
        shown.id = hint_id;
        shown.classes = join_classes("govuk-radios__hint", shown.classes);
        out.html(hint(shown));
    }
    out.raw("</div>");
    write_conditional(out, item, checked, conditional_id);
}

}  // namespace

Html radios(const Radios& options) {
    const auto& prefix = options.id_prefix.empty() ? options.name : options.id_prefix;
    const auto& group = options.form_group;
    std::string described_by = options.fieldset ? options.fieldset->described_by : std::string();
    html::Markup inner;
    write_hint_and_error(inner, options.hint, options.error_message, prefix, described_by);
    inner.raw("<div")
        .classes("govuk-radios", options.classes)
        .attributes(options.attributes)
        .raw(" data-module=\"govuk-radios\">")
        .content(group.before_inputs.html, group.before_inputs.text);
    for (std::size_t at = 0; at < options.items.size(); ++at) {
        const auto& item = options.items[at];
        if (item) write_item(inner, options, *item, item_id(*item, prefix, at + 1));
    }
    inner.content(group.after_inputs.html, group.after_inputs.text).raw("</div>");
    html::Markup out;
    open_form_group(out, options.error_message.has_value(), group.classes, group.attributes);
    out.html(in_fieldset(options.fieldset, inner.done(), described_by)).raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
