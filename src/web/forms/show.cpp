#include "web/forms/show.h"

#include "base/text.h"
#include "ui/govuk/summary_list.h"
#include "ui/longstone/words.h"
#include "web/forms/field.h"

namespace longstone::web {

using define::Field;
using define::FieldType;

Html item_html(const define::Definitions& definitions,
               const Field& group,
               const work::Given::Item& item,
               const Choices& people) {
    std::vector<Html> parts;
    for (const Field& part : group.fields) {
        const auto found = item.find(part.id);
        if (found == item.end()) continue;
        std::vector<std::string> words;
        for (const auto& value : found->second) {
            words.push_back(value_words(definitions, part, value, people));
        }
        parts.push_back(
            html::cat({html::strong(part.label), ": ", html::lines(longstone::join(words, ", "))}));
    }
    return html::list(parts);
}

std::string value_words(const define::Definitions& definitions,
                        const Field& field,
                        const std::string& value,
                        const Choices& people) {
    switch (field.type) {
        case FieldType::Person:
        case FieldType::People:
            for (const auto& [id, name] : people) {
                if (id == value) return name;
            }
            return "Somebody no longer on this record";
        default:
            return definitions.value_text(field, value);
    }
}

Html given_html(const define::Definitions& definitions,
                const Field& field,
                const work::Given& given,
                const Choices& people) {
    if (!given.items.empty()) {
        std::vector<Html> items;
        items.reserve(given.items.size());
        for (const auto& item : given.items) {
            items.push_back(item_html(definitions, field, item, people));
        }
        return html::numbers(items);
    }
    if (given.values.empty()) return {};
    if (given.values.size() == 1) {
        return html::lines(value_words(definitions, field, given.values.front(), people));
    }
    std::vector<Html> items;
    items.reserve(given.values.size());
    for (const auto& value : given.values) {
        items.push_back(html::text(value_words(definitions, field, value, people)));
    }
    return html::list(items);
}

Html show_section(const SectionShown& shown) {
    govuk::SummaryList list;
    for (const Field& field : shown.section.fields) {
        const auto found = shown.answers.find(field.id);
        const bool answered = found != shown.answers.end() && !found->second.empty();
        if (!answered && !shown.with_empty) continue;
        govuk::SummaryRow row{.key = {.text = field.label}};
        row.value.html = answered
                             ? given_html(shown.definitions, field, found->second, shown.people)
                             : ls::muted("Not answered");
        if (!shown.change_href.empty()) {
            row.actions.items.push_back(
                {.text = "Change",
                 .href = cat({shown.change_href, "#", first_input(field, field.id)}),
                 .visually_hidden_text = cat({": ", field.label})});
        }
        list.rows.emplace_back(std::move(row));
    }
    if (list.rows.empty()) return {};
    if (!shown.title.empty()) {
        list.card =
            govuk::SummaryCard{.title = govuk::SummaryCardTitle{
                                   .text = shown.title, .heading_level = shown.heading_level}};
    }
    return govuk::summary_list(list);
}

}  // namespace longstone::web
