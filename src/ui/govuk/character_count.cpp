#include "ui/govuk/character_count.h"

#include "base/text.h"
#include "ui/govuk/form_parts.h"
#include "ui/govuk/textarea.h"

namespace longstone::govuk {

namespace {

std::string count_type(const CharacterCount& options) {
    if (!options.count_type.empty()) return options.count_type;
    return options.maxwords > 0 ? "words" : "";
}

// Empty when the limit is only known to the script, which then says it itself.
std::string description(const CharacterCount& options) {
    const int limit = options.maxwords > 0 ? options.maxwords : options.maxlength;
    if (limit <= 0) return {};
    static constexpr std::string_view kCount = "%{count}";
    auto words = options.textarea_description_text;
    if (words.empty()) {
        words = cat({"You can enter up to ",
                     kCount,
                     count_type(options) == "words" ? " words" : " characters"});
    }
    for (auto at = words.find(kCount); at != std::string::npos; at = words.find(kCount, at)) {
        words.replace(at, kCount.size(), std::to_string(limit));
    }
    return words;
}

Attributes group_attributes(const CharacterCount& options) {
    Attributes attributes = {{"data-module", "govuk-character-count"}};
    if (options.maxlength > 0) attributes.emplace_back("data-maxlength", options.maxlength);
    if (options.maxwords > 0) attributes.emplace_back("data-maxwords", options.maxwords);
    if (!options.threshold.empty()) attributes.emplace_back("data-threshold", options.threshold);
    if (const auto type = count_type(options); !type.empty()) {
        attributes.emplace_back("data-count-type", type);
    }
    if (options.maxlength <= 0 && options.maxwords <= 0) {
        add_messages(
            attributes, "textarea-description", {.other = options.textarea_description_text});
    }
    add_messages(attributes, "characters-under-limit", options.characters_under_limit_text);
    add_message(attributes, "characters-at-limit", options.characters_at_limit_text);
    add_messages(attributes, "characters-over-limit", options.characters_over_limit_text);
    add_messages(attributes, "words-under-limit", options.words_under_limit_text);
    add_message(attributes, "words-at-limit", options.words_at_limit_text);
    add_messages(attributes, "words-over-limit", options.words_over_limit_text);
    const auto& given = options.form_group.attributes;
    attributes.insert(attributes.end(), given.begin(), given.end());
    return attributes;
}

}  // namespace

Html character_count(const CharacterCount& options) {
    const auto& id = options.id.empty() ? options.name : options.id;
    const auto info = cat({id, "-info"});
    const auto& after = options.form_group.after_input;
    const auto after_input = html::cat({
        hint({.text = description(options),
              .id = info,
              .classes =
                  join_classes("govuk-character-count__message", options.count_message.classes)}),
        after.html.empty() ? html::text(after.text) : after.html,
    });
    return textarea({
        .label = options.label,
        .name = options.name,
        .id = id,
        .value = options.value,
        .rows = options.rows,
        .hint = options.hint,
        .error_message = options.error_message,
        .described_by = info,
        .form_group = {.classes = join_classes("govuk-character-count", options.form_group.classes),
                       .attributes = group_attributes(options),
                       .before_input = options.form_group.before_input,
                       .after_input = {.html = after_input}},
        .spellcheck = options.spellcheck,
        .classes = join_classes("govuk-js-character-count", options.classes),
        .attributes = options.attributes,
    });
}

}  // namespace longstone::govuk
