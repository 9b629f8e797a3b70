#pragma once

#include "ui/govuk/button.h"
#include "ui/govuk/error_message.h"
#include "ui/govuk/fieldset.h"
#include "ui/govuk/hint.h"
#include "ui/govuk/label.h"
#include "ui/testing/fixture_decode.h"

// For tests: the options that several components share, and the list of ported components.
namespace longstone::testing {

template <>
constexpr auto fields<govuk::Content>() {
    using S = govuk::Content;
    return std::tuple(field("text", &S::text), field("html", &S::html));
}

template <>
constexpr auto fields<govuk::FormGroup>() {
    using S = govuk::FormGroup;
    return std::tuple(field("classes", &S::classes),
                      field("attributes", &S::attributes),
                      field("beforeInput", &S::before_input),
                      field("afterInput", &S::after_input));
}

template <>
constexpr auto fields<govuk::FormGroupOfInputs>() {
    using S = govuk::FormGroupOfInputs;
    return std::tuple(field("classes", &S::classes),
                      field("attributes", &S::attributes),
                      field("beforeInputs", &S::before_inputs),
                      field("afterInputs", &S::after_inputs));
}

template <>
constexpr auto fields<govuk::Plurals>() {
    using S = govuk::Plurals;
    return std::tuple(field("zero", &S::zero),
                      field("one", &S::one),
                      field("two", &S::two),
                      field("few", &S::few),
                      field("many", &S::many),
                      field("other", &S::other));
}

template <>
constexpr auto fields<govuk::Label>() {
    using S = govuk::Label;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("for", &S::for_id),
                      field("isPageHeading", &S::is_page_heading),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::Hint>() {
    using S = govuk::Hint;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("id", &S::id),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes));
}

template <>
constexpr auto fields<govuk::ErrorMessage>() {
    using S = govuk::ErrorMessage;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("id", &S::id),
                      field("classes", &S::classes),
                      field("attributes", &S::attributes),
                      field("visuallyHiddenText", &S::visually_hidden_text));
}

template <>
constexpr auto fields<govuk::Legend>() {
    using S = govuk::Legend;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("classes", &S::classes),
                      field("isPageHeading", &S::is_page_heading));
}

template <>
constexpr auto fields<govuk::Fieldset>() {
    using S = govuk::Fieldset;
    return std::tuple(field("describedBy", &S::described_by),
                      field("legend", &S::legend),
                      field("classes", &S::classes),
                      field("role", &S::role),
                      field("attributes", &S::attributes),
                      field("html", &S::html));
}

template <>
constexpr auto fields<govuk::Button>() {
    using S = govuk::Button;
    return std::tuple(field("text", &S::text),
                      field("html", &S::html),
                      field("type", &S::type),
                      field("name", &S::name),
                      field("value", &S::value),
                      field("href", &S::href),
                      field("classes", &S::classes),
                      field("id", &S::id),
                      field("attributes", &S::attributes),
                      field("preventDoubleClick", &S::prevent_double_click),
                      field("disabled", &S::disabled),
                      field("isStartButton", &S::is_start_button));
}

// A component under the package's name, called with options as its fixtures give them.
struct Ported {
    std::string name = {};
    Html (*render)(const Json& options, Unknown& unknown) = nullptr;
    void (*missing)(const Json& params, std::vector<std::string>& out) = nullptr;
};

template <class S, Html (*Component)(const S&)>
Ported ported(const char* name) {
    return {
        .name = name,
        .render =
            [](const Json& json, Unknown& unknown) {
                S options;
                read(json, options, unknown);
                return Component(options);
            },
        .missing = [](const Json& params,
                      std::vector<std::string>& out) { missing_options<S>(params, {}, out); },
    };
}

std::vector<Ported> form_components();
std::vector<Ported> content_components();
std::vector<Ported> navigation_components();
std::vector<Ported> moj_components();

}  // namespace longstone::testing
