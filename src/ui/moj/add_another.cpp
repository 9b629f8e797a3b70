#include "ui/moj/add_another.h"

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/form_parts.h"

namespace longstone::moj {

namespace {

std::string lowered(std::string words) {
    for (auto& letter : words) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return words;
}

std::string with(std::string words, std::string_view mark, std::string_view value) {
    for (auto at = words.find(mark); at != std::string::npos;) {
        words.replace(at, mark.size(), value);
        at = words.find(mark, at + value.size());
    }
    return words;
}

std::string label_of(const AddAnother& options) {
    return options.item_label.empty() ? "Item" : options.item_label;
}

std::string legend_of(const AddAnother& options, const std::string& number) {
    const auto& given =
        options.items.size() == 1 ? options.item_legend_text.one : options.item_legend_text.other;
    const auto words =
        with(given.empty() ? "%{itemLabel} %{number}" : given, "%{itemLabel}", label_of(options));
    return with(with(words, "%{number}", number), "%{count}", std::to_string(options.items.size()));
}

Html remove_button(const AddAnother& options, const AddAnotherItem& item, std::size_t index) {
    html::Markup out;
    out.raw("<div class=\"moj-add-another__remove-button-container\">");
    if (options.items.size() > 1) {
        const auto words = options.remove_button_text.empty() ? "Remove %{itemLabel} %{number}"
                                                              : options.remove_button_text;
        const auto& given = item.remove_button;
        out.html(govuk::button({
            .text = with(with(words, "%{itemLabel}", lowered(label_of(options))),
                         "%{number}",
                         std::to_string(index + 1)),
            .name = given.name.empty() ? "remove" : given.name,
            .value = given.value.empty() ? std::to_string(index) : given.value,
            .classes = "govuk-button--secondary moj-add-another__remove-button",
        }));
    }
    out.raw("</div>");
    return out.done();
}

Html inside(const AddAnother& options,
            const AddAnotherItem& item,
            std::size_t index,
            const std::string& error_id) {
    const bool in_line = options.layout == "inline";
    html::Markup out;
    out.raw("<div class=\"moj-add-another__item-container\">");
    if (in_line) {
        out.raw("<div class=\"moj-add-another__item-row\">");
        if (item.error_message) {
            auto shown = *item.error_message;
            shown.id = error_id;
            out.html(govuk::error_message(shown));
        }
    }
    out.html(item.fieldset.html);
    if (in_line) out.raw("</div>");
    out.html(remove_button(options, item, index)).raw("</div>");
    return out.done();
}

void write_item(html::Markup& out,
                const AddAnother& options,
                const AddAnotherItem& item,
                std::size_t index) {
    const auto number = std::to_string(index + 1);
    const auto error_id = cat({options.id, number, "-error"});
    auto fieldset = item.fieldset;
    if (item.error_message) govuk::add_id(fieldset.described_by, error_id);
    fieldset.classes = govuk::join_classes("moj-add-another__fieldset", fieldset.classes);
    fieldset.html = inside(options, item, index, error_id);
    fieldset.legend.text = legend_of(options, number);
    fieldset.legend.classes = govuk::join_classes(
        "moj-add-another__item-title govuk-fieldset__legend--m", fieldset.legend.classes);
    fieldset.legend.is_page_heading = false;
    auto classes =
        options.layout == "inline" ? std::string("moj-add-another__item--inline") : std::string();
    if (!item.classes.empty()) govuk::add_id(classes, item.classes);
    if (item.error_message) govuk::add_id(classes, "moj-add-another__item--error");
    out.raw("<div")
        .classes("moj-add-another__item", classes)
        .attributes(item.attributes)
        .raw(">")
        .html(govuk::fieldset(fieldset))
        .raw("</div>");
}

Html add_button(const AddAnother& options) {
    const auto label = label_of(options);
    const auto words = options.add_another_button_text.empty() ? "Add another %{itemLabel}"
                                                               : options.add_another_button_text;
    govuk::Button button = {
        .text = with(words, "%{itemLabel}", lowered(label)),
        .classes = "govuk-button--secondary moj-add-another__add-button",
    };
    if (!options.id.empty()) {
        button.name = cat({options.id, "-add-another"});
        button.value = lowered(with(with(words, "%{itemLabel}", label), " ", "-"));
        button.id = cat({options.id, "-add-another-button"});
    }
    return govuk::button(button);
}

}  // namespace

Html add_another(const AddAnother& options) {
    govuk::Attributes messages;
    govuk::add_message(messages, "remove-button-text", options.remove_button_text);
    govuk::add_message(messages, "remove-button-suffix-text", options.remove_button_suffix_text);
    govuk::add_messages(messages, "item-legend-text", options.item_legend_text);
    govuk::add_message(messages, "field-label-suffix-text", options.field_label_suffix_text);
    govuk::add_message(messages, "new-item-suffix-text", options.new_item_suffix_text);
    html::Markup out;
    out.raw("<div")
        .optional("id", options.id)
        .classes("moj-add-another", options.classes)
        .raw(" data-module=\"moj-add-another\"")
        .attribute("data-item-label", label_of(options))
        .optional("data-layout", options.layout)
        .attributes(messages)
        .attributes(options.attributes)
        .raw("><div class=\"moj-add-another__items\">");
    for (std::size_t at = 0; at < options.items.size(); ++at) {
        if (!options.items[at].fieldset.html.empty())
            write_item(out, options, options.items[at], at);
    }
    out.raw("</div><div class=\"moj-add-another__add-button-container\">")
        .html(add_button(options))
        .raw("</div></div>");
    return out.done();
}

}  // namespace longstone::moj
