#include "ui/govuk/character_count.h"
#include "ui/govuk/checkboxes.h"
#include "ui/govuk/date_input.h"
#include "ui/govuk/error_summary.h"
#include "ui/govuk/file_upload.h"
#include "ui/govuk/input.h"
#include "ui/govuk/password_input.h"
#include "ui/govuk/radios.h"
#include "ui/govuk/select.h"
#include "ui/govuk/textarea.h"
#include "ui/testing/govuk_fields.h"

namespace longstone::testing {

template <>
constexpr auto fields<govuk::Affix>() {
    using S = govuk::Affix;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::InputWrapper>() {
    using S = govuk::InputWrapper;
    return std::tuple(field("classes", &S::classes), field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Input>() {
    using S = govuk::Input;
    return std::tuple(field("label", &S::label),
                      field("name", &S::name),
                      field("id", &S::id),
                      field("type", &S::type),
                      field("value", &S::value),
                      field("hint", &S::hint),
                      field("errorMessage", &S::error_message),
                      field("inputmode", &S::inputmode),
                      field("describedBy", &S::described_by),
                      field("prefix", &S::prefix),
                      field("suffix", &S::suffix),
                      field("formGroup", &S::form_group),
                      field("inputWrapper", &S::input_wrapper),
                      field("classes", &S::classes),
                      field("autocomplete", &S::autocomplete),
                      field("autocapitalize", &S::autocapitalize),
                      field("pattern", &S::pattern),
                      field("spellcheck", &S::spellcheck),
                      field("disabled", &S::disabled),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Conditional>() {
    using S = govuk::Conditional;
    return std::tuple(field("html", &S::html));
}

template <>
constexpr auto fields<govuk::ItemLabel>() {
    using S = govuk::ItemLabel;
    return std::tuple(field("classes", &S::classes), field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::RadioItem>() {
    using S = govuk::RadioItem;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("id", &S::id),
                      field("value", &S::value),
                      field("hint", &S::hint),
                      field("divider", &S::divider),
                      field("checked", &S::checked),
                      field("conditional", &S::conditional),
                      field("label", &S::label),
                      field("disabled", &S::disabled),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Radios>() {
    using S = govuk::Radios;
    return std::tuple(field("name", &S::name),
                      field("fieldset", &S::fieldset),
                      field("hint", &S::hint),
                      field("errorMessage", &S::error_message),
                      field("items", &S::items),
                      field("value", &S::value),
                      field("idPrefix", &S::id_prefix),
                      field("formGroup", &S::form_group),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::CheckboxItem>() {
    using S = govuk::CheckboxItem;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("id", &S::id),
                      field("name", &S::name),
                      field("value", &S::value),
                      field("hint", &S::hint),
                      field("divider", &S::divider),
                      field("checked", &S::checked),
                      field("conditional", &S::conditional),
                      field("behaviour", &S::behaviour),
                      field("label", &S::label),
                      field("disabled", &S::disabled),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Checkboxes>() {
    using S = govuk::Checkboxes;
    return std::tuple(field("name", &S::name),
                      field("fieldset", &S::fieldset),
                      field("hint", &S::hint),
                      field("errorMessage", &S::error_message),
                      field("items", &S::items),
                      field("values", &S::values),
                      field("idPrefix", &S::id_prefix),
                      field("describedBy", &S::described_by),
                      field("formGroup", &S::form_group),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::DateItem>() {
    using S = govuk::DateItem;
    return std::tuple(field("id", &S::id),
                      field("name", &S::name),
                      field("label", &S::label),
                      field("value", &S::value),
                      field("error", &S::error),
                      field("autocomplete", &S::autocomplete),
                      field("pattern", &S::pattern),
                      field("inputmode", &S::inputmode),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::DateInput>() {
    using S = govuk::DateInput;
    return std::tuple(field("id", &S::id),
                      field("namePrefix", &S::name_prefix),
                      field("fieldset", &S::fieldset),
                      field("hint", &S::hint),
                      field("errorMessage", &S::error_message),
                      field("values", &S::values),
                      field("items", &S::items),
                      field("day", &S::day),
                      field("month", &S::month),
                      field("year", &S::year),
                      field("formGroup", &S::form_group),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::FileUpload>() {
    using S = govuk::FileUpload;
    return std::tuple(field("label", &S::label),
                      field("name", &S::name),
                      field("id", &S::id),
                      field("hint", &S::hint),
                      field("errorMessage", &S::error_message),
                      field("describedBy", &S::described_by),
                      field("formGroup", &S::form_group),
                      field("multiple", &S::multiple),
                      field("disabled", &S::disabled),
                      field("javascript", &S::javascript),
                      field("chooseFilesButtonText", &S::choose_files_button_text),
                      field("dropInstructionText", &S::drop_instruction_text),
                      field("multipleFilesChosenText", &S::multiple_files_chosen_text),
                      field("noFileChosenText", &S::no_file_chosen_text),
                      field("enteredDropZoneText", &S::entered_drop_zone_text),
                      field("leftDropZoneText", &S::left_drop_zone_text),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes),
                      field("wrapperClasses", &S::wrapper_classes),
                      field("wrapperAttributes", &S::wrapper_attributes));
}

template <>
constexpr auto fields<govuk::PasswordButton>() {
    using S = govuk::PasswordButton;
    return std::tuple(field("classes", &S::classes));
}

template <>
constexpr auto fields<govuk::PasswordInput>() {
    using S = govuk::PasswordInput;
    return std::tuple(
        field("label", &S::label),
        field("name", &S::name),
        field("id", &S::id),
        field("value", &S::value),
        field("hint", &S::hint),
        field("errorMessage", &S::error_message),
        field("describedBy", &S::described_by),
        field("formGroup", &S::form_group),
        field("disabled", &S::disabled),
        field("classes", &S::classes),
        field("autocomplete", &S::autocomplete),
        field("attributes", &S::attributes),
        field("showPasswordText", &S::show_password_text),
        field("hidePasswordText", &S::hide_password_text),
        field("showPasswordAriaLabelText", &S::show_password_aria_label_text),
        field("hidePasswordAriaLabelText", &S::hide_password_aria_label_text),
        field("passwordShownAnnouncementText", &S::password_shown_announcement_text),
        field("passwordHiddenAnnouncementText", &S::password_hidden_announcement_text),
        field("button", &S::button));
}

template <>
constexpr auto fields<govuk::SelectItem>() {
    using S = govuk::SelectItem;
    return std::tuple(field("text", &S::text),
                      field("value", &S::value),
                      field("selected", &S::selected),
                      field("disabled", &S::disabled),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Select>() {
    using S = govuk::Select;
    return std::tuple(field("label", &S::label),
                      field("name", &S::name),
                      field("id", &S::id),
                      field("items", &S::items),
                      field("value", &S::value),
                      field("hint", &S::hint),
                      field("errorMessage", &S::error_message),
                      field("describedBy", &S::described_by),
                      field("formGroup", &S::form_group),
                      field("disabled", &S::disabled),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Textarea>() {
    using S = govuk::Textarea;
    return std::tuple(field("label", &S::label),
                      field("name", &S::name),
                      field("id", &S::id),
                      field("value", &S::value),
                      field("rows", &S::rows),
                      field("hint", &S::hint),
                      field("errorMessage", &S::error_message),
                      field("describedBy", &S::described_by),
                      field("formGroup", &S::form_group),
                      field("spellcheck", &S::spellcheck),
                      field("disabled", &S::disabled),
                      field("classes", &S::classes),
                      field("autocomplete", &S::autocomplete),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::CountMessage>() {
    using S = govuk::CountMessage;
    return std::tuple(field("classes", &S::classes));
}

template <>
constexpr auto fields<govuk::CharacterCount>() {
    using S = govuk::CharacterCount;
    return std::tuple(field("label", &S::label),
                      field("name", &S::name),
                      field("id", &S::id),
                      field("value", &S::value),
                      field("rows", &S::rows),
                      field("maxlength", &S::maxlength),
                      field("maxwords", &S::maxwords),
                      field("threshold", &S::threshold),
                      field("countType", &S::count_type),
                      field("hint", &S::hint),
                      field("errorMessage", &S::error_message),
                      field("formGroup", &S::form_group),
                      field("spellcheck", &S::spellcheck),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes),
                      field("countMessage", &S::count_message),
                      field("textareaDescriptionText", &S::textarea_description_text),
                      field("charactersUnderLimitText", &S::characters_under_limit_text),
                      field("charactersAtLimitText", &S::characters_at_limit_text),
                      field("charactersOverLimitText", &S::characters_over_limit_text),
                      field("wordsUnderLimitText", &S::words_under_limit_text),
                      field("wordsAtLimitText", &S::words_at_limit_text),
                      field("wordsOverLimitText", &S::words_over_limit_text));
}

template <>
constexpr auto fields<govuk::ErrorItem>() {
    using S = govuk::ErrorItem;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("href", &S::href),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::ErrorSummary>() {
    using S = govuk::ErrorSummary;
    return std::tuple(field("titleText", &S::title_text),
                      field("titleHtml", &S::title_html),
                      field("descriptionText", &S::description_text),
                      field("descriptionHtml", &S::description_html),
                      field("errorList", &S::error_list),
                      field("disableAutoFocus", &S::disable_auto_focus),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

std::vector<Ported> form_components() {
    using namespace govuk;
    return {
        ported<Button, button>("button"),
        ported<Input, input>("input"),
        ported<Radios, radios>("radios"),
        ported<Checkboxes, checkboxes>("checkboxes"),
        ported<DateInput, date_input>("date-input"),
        ported<FileUpload, file_upload>("file-upload"),
        ported<PasswordInput, password_input>("password-input"),
        ported<Select, select>("select"),
        ported<Textarea, textarea>("textarea"),
        ported<CharacterCount, character_count>("character-count"),
        ported<ErrorSummary, error_summary>("error-summary"),
        ported<Label, label>("label"),
        ported<Hint, hint>("hint"),
        ported<ErrorMessage, error_message>("error-message"),
        ported<Fieldset, fieldset>("fieldset"),
    };
}

}  // namespace longstone::testing
