#include "ui/govuk/password_input.h"

#include "ui/govuk/button.h"
#include "ui/govuk/form_parts.h"
#include "ui/govuk/input.h"

namespace longstone::govuk {

namespace {

Attributes group_attributes(const PasswordInput& options) {
    Attributes attributes = {{"data-module", "govuk-password-input"}};
    add_message(attributes, "show-password", options.show_password_text);
    add_message(attributes, "hide-password", options.hide_password_text);
    add_message(attributes, "show-password-aria-label", options.show_password_aria_label_text);
    add_message(attributes, "hide-password-aria-label", options.hide_password_aria_label_text);
    add_message(
        attributes, "password-shown-announcement", options.password_shown_announcement_text);
    add_message(
        attributes, "password-hidden-announcement", options.password_hidden_announcement_text);
    const auto& given = options.form_group.attributes;
    attributes.insert(attributes.end(), given.begin(), given.end());
    return attributes;
}

// Hidden until the script that makes it work has run.
Html toggle(const PasswordInput& options, const std::string& id) {
    const std::string_view label = options.show_password_aria_label_text.empty()
                                       ? "Show password"
                                       : std::string_view(options.show_password_aria_label_text);
    return button({
        .text = options.show_password_text.empty() ? "Show" : options.show_password_text,
        .type = "button",
        .classes = join_classes("govuk-button--secondary govuk-password-input__toggle "
                                "govuk-js-password-input-toggle",
                                options.button.classes),
        .attributes = {{"aria-controls", id}, {"aria-label", label}, {"hidden", true}},
    });
}

}  // namespace

Html password_input(const PasswordInput& options) {
    const auto& id = options.id.empty() ? options.name : options.id;
    const auto& after = options.form_group.after_input;
    const auto after_input =
        html::cat({toggle(options, id), after.html.empty() ? html::text(after.text) : after.html});
    return input({
        .label = options.label,
        .name = options.name,
        .id = id,
        .type = "password",
        .value = options.value,
        .hint = options.hint,
        .error_message = options.error_message,
        .described_by = options.described_by,
        .form_group = {.classes = join_classes("govuk-password-input", options.form_group.classes),
                       .attributes = group_attributes(options),
                       .before_input = options.form_group.before_input,
                       .after_input = {.html = after_input}},
        .input_wrapper = {.classes = "govuk-password-input__wrapper"},
        .classes = join_classes("govuk-password-input__input govuk-js-password-input-input",
                                options.classes),
        .autocomplete = options.autocomplete.empty() ? "current-password" : options.autocomplete,
        .autocapitalize = "none",
        .spellcheck = false,
        .disabled = options.disabled,
        .attributes = options.attributes,
    });
}

}  // namespace longstone::govuk
