#include "ui/govuk/checkboxes.h"

#include <algorithm>

#include "base/text.h"
#include "ui/govuk/form_parts.h"

namespace longstone::govuk {

namespace {

// The first has no number, so that an error summary can link to the id alone.
std::string item_id(const CheckboxItem& item, const std::string& prefix, std::size_t number) {
    if (!item.id.empty()) return item.id;
    return number > 1 ? cat({prefix, "-", std::to_string(number)}) : prefix;
}

bool is_checked(const Checkboxes& options, const CheckboxItem& item) {
    if (item.checked) return *item.checked;
    return std::ranges::find(options.values, item.value) != options.values.end();
}

void write_input(html::Markup& out,
                 const Checkboxes& options,
                 const CheckboxItem& item,
                 const std::string& id,
                 const std::string& described_by) {
    out.raw("<input class=\"govuk-checkboxes__input\"")
        .attribute("id", id)
        .attribute("name", item.name.empty() ? options.name : item.name)
        .raw(" type=\"checkbox\"")
        .attribute("value", item.value)
        .flag("checked", is_checked(options, item))
        .flag("disabled", item.disabled);
    if (!item.conditional.html.empty()) {
        out.attribute("data-aria-controls", cat({"conditional-", id}));
    }
    out.optional("data-behaviour", item.behaviour)
        .optional("aria-describedby", described_by)
        .attributes(item.attributes)
        .raw(">");
}

void write_item(html::Markup& out,
                const Checkboxes& options,
                const CheckboxItem& item,
                const std::string& id,
                std::string described_by) {
    if (!item.divider.empty()) {
        out.raw("<div class=\"govuk-checkboxes__divider\">").text(item.divider).raw("</div>");
        return;
    }
    const bool has_hint = item.hint && (!item.hint->text.empty() || !item.hint->html.empty());
    const auto hint_id = cat({id, "-item-hint"});
    if (has_hint) add_id(described_by, hint_id);
    out.raw("<div class=\"govuk-checkboxes__item\">");
    write_input(out, options, item, id, described_by);
    out.html(label({.text = item.text,
                    .html = item.html,
                    .for_id = id,
                    .classes = join_classes("govuk-checkboxes__label", item.label.classes),
                    .attributes = item.label.attributes}));
    if (has_hint) {
        auto shown = *item.hint;
        shown.id = hint_id;
        shown.classes = join_classes("govuk-checkboxes__hint", shown.classes);
        out.html(hint(shown));
    }
    out.raw("</div>");
    if (item.conditional.html.empty()) return;
    const bool checked = is_checked(options, item);
    out.raw("<div")
        .classes("govuk-checkboxes__conditional",
                 checked ? "" : "govuk-checkboxes__conditional--hidden")
        .attribute("id", cat({"conditional-", id}))
        .raw(">")
        .html(item.conditional.html)
        .raw("</div>");
}

}  // namespace

Html checkboxes(const Checkboxes& options) {
    const auto& prefix = options.id_prefix.empty() ? options.name : options.id_prefix;
    const auto& group = options.form_group;
    auto described_by = options.described_by;
    if (options.fieldset && !options.fieldset->described_by.empty()) {
        described_by = options.fieldset->described_by;
    }
    html::Markup inner;
    write_hint_and_error(inner, options.hint, options.error_message, prefix, described_by);
    inner.raw("<div")
        .classes("govuk-checkboxes", options.classes)
        .attributes(options.attributes)
        .raw(" data-module=\"govuk-checkboxes\">")
        .content(group.before_inputs.html, group.before_inputs.text);
    // Without a fieldset to carry the description, each box carries it.
    const auto of_each = options.fieldset ? std::string() : described_by;
    for (std::size_t at = 0; at < options.items.size(); ++at) {
        const auto& item = options.items[at];
        if (item) write_item(inner, options, *item, item_id(*item, prefix, at + 1), of_each);
    }
    inner.content(group.after_inputs.html, group.after_inputs.text).raw("</div>");
    html::Markup out;
    open_form_group(out, options.error_message.has_value(), group.classes, group.attributes);
    out.html(in_fieldset(options.fieldset, inner.done(), described_by)).raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
