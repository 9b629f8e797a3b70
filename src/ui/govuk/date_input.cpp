#include "ui/govuk/date_input.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "ui/govuk/form_parts.h"
#include "ui/govuk/input.h"

namespace longstone::govuk {

namespace {

constexpr std::string_view kErrorClass = "govuk-input--error";
constexpr std::string_view kWidthClass = "govuk-input--width-";

// Which part of a date an item is; its name decides when items are given one by one.
struct Part {
    std::string_view name;
    int width;
    DateItem given;
};

std::array<Part, 3> parts_of(const DateInput& options) {
    const auto one =
        [&](const std::optional<DateItem>& given, const char* name, const char* classes) {
            if (given) return *given;
            DateItem item = {.name = name, .classes = classes};
            const auto value = options.values.find(name);
            if (value != options.values.end()) item.value = value->second;
            return item;
        };
    return {{{"day", 2, one(options.day, "day", "govuk-input--width-2")},
             {"month", 2, one(options.month, "month", "govuk-input--width-2")},
             {"year", 4, one(options.year, "year", "govuk-input--width-4")}}};
}

const Part* part_named(const std::array<Part, 3>& parts, const std::string& name) {
    if (name.empty()) return nullptr;
    for (const auto& part : parts) {
        if (name == part.name || name == part.given.name) return &part;
    }
    return nullptr;
}

bool has_error(const DateItem& item) {
    return item.error.value_or(false) || item.classes.contains(kErrorClass);
}

std::string item_classes(const DateInput& options,
                         const DateItem& item,
                         int width,
                         bool any_error) {
    std::string classes = "govuk-date-input__input";
    const bool blamed = item.error != false && options.error_message && !any_error;
    if (!item.classes.contains(kErrorClass) && (has_error(item) || blamed)) {
        classes += cat({" ", kErrorClass});
    }
    if (!item.classes.contains(kWidthClass)) {
        classes += cat({" ", kWidthClass, std::to_string(width)});
    }
    return join_classes(classes, item.classes);
}

std::string capitalised(std::string word) {
    for (auto& letter : word) {
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    if (!word.empty()) {
        word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
    }
    return word;
}

void write_item(html::Markup& out,
                const DateInput& options,
                const DateItem& item,
                const Part* part,
                bool any_error) {
    const auto name = item.name.empty() && part != nullptr ? std::string(part->name) : item.name;
    const auto full_name =
        options.name_prefix.empty() ? name : cat({options.name_prefix, "-", name});
    auto value = item.value;
    if (!value && part != nullptr) value = part->given.value;
    if (const auto found = options.values.find(full_name);
        !value && found != options.values.end()) {
        value = found->second;
    }
    out.raw("<div class=\"govuk-date-input__item\">")
        .html(input({
            .label = {.text = item.label.empty() ? capitalised(name) : item.label,
                      .classes = "govuk-date-input__label"},
            .name = full_name,
            .id = item.id.empty() ? cat({options.id, "-", name}) : item.id,
            .type = "text",
            .value = value,
            .inputmode = item.inputmode.empty() ? "numeric" : item.inputmode,
            .classes = item_classes(options, item, part == nullptr ? 2 : part->width, any_error),
            .autocomplete = item.autocomplete,
            .pattern = item.pattern,
            .attributes = item.attributes,
        }))
        .raw("</div>");
}

void write_items(html::Markup& out, const DateInput& options) {
    const auto parts = parts_of(options);
    if (options.items.empty()) {
        const bool any_error =
            std::ranges::any_of(parts, [](const Part& part) { return has_error(part.given); });
        for (const auto& part : parts) {
            if (part.given.left_out) continue;
            write_item(out, options, part.given, &part, any_error);
        }
        return;
    }
    const bool any_error = std::ranges::any_of(
        options.items, [](const auto& item) { return item && has_error(*item); });
    for (const auto& item : options.items) {
        if (item) write_item(out, options, *item, part_named(parts, item->name), any_error);
    }
}

}  // namespace

Html date_input(const DateInput& options) {
    const auto& group = options.form_group;
    std::string described_by = options.fieldset ? options.fieldset->described_by : std::string();
    html::Markup inner;
    write_hint_and_error(inner, options.hint, options.error_message, options.id, described_by);
    inner.raw("<div")
        .classes("govuk-date-input", options.classes)
        .attributes(options.attributes)
        .optional("id", options.id)
        .raw(">")
        .content(group.before_inputs.html, group.before_inputs.text);
    write_items(inner, options);
    inner.content(group.after_inputs.html, group.after_inputs.text).raw("</div>");
    html::Markup out;
    open_form_group(out, options.error_message.has_value(), group.classes, group.attributes);
    // role="group": without it JAWS does not read the description of a fieldset of text inputs.
    out.html(in_fieldset(options.fieldset, inner.done(), described_by, "group")).raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
