#include "ui/govuk/form_parts.h"

#include <utility>

#include "base/text.h"

namespace longstone::govuk {

std::string join_classes(std::string_view base, std::string_view extra) {
    return extra.empty() ? std::string(base) : cat({base, " ", extra});
}

void add_id(std::string& described_by, std::string_view id) {
    if (!described_by.empty()) described_by += ' ';
    described_by += id;
}

void open_form_group(html::Markup& out,
                     bool has_error,
                     std::string_view classes,
                     const Attributes& attributes) {
    out.raw("<div")
        .classes("govuk-form-group", has_error ? "govuk-form-group--error" : "", classes)
        .attributes(attributes)
        .raw(">");
}

void write_label(html::Markup& out, Label label, const std::string& id) {
    label.for_id = id;
    out.html(govuk::label(label));
}

void write_hint_and_error(html::Markup& out,
                          const std::optional<Hint>& hint,
                          const std::optional<ErrorMessage>& error,
                          const std::string& id,
                          std::string& described_by) {
    if (hint) {
        auto shown = *hint;
        shown.id = cat({id, "-hint"});
        add_id(described_by, shown.id);
        out.html(govuk::hint(shown));
    }
    if (error) {
        auto shown = *error;
        shown.id = cat({id, "-error"});
        add_id(described_by, shown.id);
        out.html(govuk::error_message(shown));
    }
}

Html in_fieldset(std::optional<Fieldset> fieldset,
                 Html inner,
                 const std::string& described_by,
                 std::string_view role) {
    if (!fieldset) return inner;
    fieldset->described_by = described_by;
    fieldset->role = role;
    fieldset->html = std::move(inner);
    return govuk::fieldset(*fieldset);
}

void add_message(Attributes& attributes, std::string_view key, const std::string& message) {
    if (!message.empty()) attributes.emplace_back(cat({"data-i18n.", key}), message);
}

void add_messages(Attributes& attributes, std::string_view key, const Plurals& messages) {
    const std::pair<std::string_view, const std::string&> wordings[] = {
        {".zero", messages.zero},
        {".one", messages.one},
        {".two", messages.two},
        {".few", messages.few},
        {".many", messages.many},
        {".other", messages.other},
    };
    for (const auto& [form, wording] : wordings) {
        add_message(attributes, cat({key, form}), wording);
    }
}

}  // namespace longstone::govuk
