#include "web/forms/field.h"

#include <algorithm>

#include "base/text.h"
#include "ui/govuk/character_count.h"
#include "ui/govuk/checkboxes.h"
#include "ui/govuk/date_input.h"
#include "ui/govuk/details.h"
#include "ui/govuk/input.h"
#include "ui/govuk/radios.h"
#include "ui/govuk/select.h"
#include "ui/govuk/textarea.h"
#include "ui/longstone/faces.h"

namespace longstone::web {
namespace {

using define::Field;
using define::FieldType;

// Value, words and hint of what may be chosen.
struct Option {
    std::string value = {};
    std::string text = {};
    std::string hint = {};
    int face = 0;
};

std::vector<Option> from_choices(const Choices& choices) {
    std::vector<Option> options;
    for (const auto& [id, name] : choices) {
        options.push_back({.value = id, .text = name});
    }
    return options;
}

std::vector<Option> from_codes(const Asking& asking, const Question& question) {
    std::vector<Option> options;
    const auto* list = asking.definitions.code_list(question.field.codes);
    if (list == nullptr) return options;
    const auto& chosen = asking.typed.all(question.name);
    for (const auto& code : list->codes) {
        const bool is_chosen = std::find(chosen.begin(), chosen.end(), code.id) != chosen.end();
        if (code.retired && !is_chosen) continue;
        options.push_back(
            {.value = code.id, .text = code.text, .hint = code.hint, .face = code.face});
    }
    return options;
}

std::vector<Option> from_agencies(const Asking& asking, const define::Field& field) {
    std::vector<Option> options;
    const auto offered = [&](const std::string& kind) {
        return std::ranges::find(field.kinds, kind) != field.kinds.end();
    };
    for (const auto& agency : asking.definitions.partnership.agencies) {
        if (!field.kinds.empty() && !std::ranges::any_of(agency.kinds, offered)) continue;
        options.push_back({.value = agency.id, .text = agency.name});
    }
    return options;
}

std::vector<Option> options_of(const Asking& asking, const Question& question) {
    const auto offered = asking.offered.find(question.field.id);
    if (offered != asking.offered.end()) return from_choices(offered->second);
    switch (question.field.type) {
        case FieldType::YesNo:
            return {{"yes", "Yes"}, {"no", "No"}};
        case FieldType::Rag:
            return {{"red", "Red"}, {"amber", "Amber"}, {"green", "Green"}};
        case FieldType::Agency:
        case FieldType::Agencies:
            return from_agencies(asking, question.field);
        case FieldType::Person:
        case FieldType::People:
            return from_choices(asking.people);
        case FieldType::User:
            return from_choices(asking.users);
        case FieldType::Scale: {
            std::vector<Option> options;
            for (int n = 0; n <= 10; ++n) {
                options.push_back({.value = number(n), .text = number(n)});
            }
            return options;
        }
        default:
            return from_codes(asking, question);
    }
}

// One of two questions that stand for each other is not optional, though neither is asked alone.
bool stands_for_another(const Asking& asking, const Field& field) {
    return std::ranges::any_of(asking.sections, [&](const define::Section* section) {
        return std::ranges::find(section->fields, field.id, &Field::instead) !=
               section->fields.end();
    });
}

bool is_optional(const Asking& asking, const Field& field) {
    return !field.is_required && field.at_least == 0 && field.when.always() &&
           !stands_for_another(asking, field);
}

std::string label_text(const Asking& asking, const Question& question) {
    const auto& field = question.field;
    return is_optional(asking, field) ? cat({field.label, " (optional)"}) : field.label;
}

std::optional<govuk::Hint> hint_of(const Question& question) {
    std::vector<std::string> words;
    if (!question.only_if.empty()) words.push_back(cat({"Only if ", question.only_if, "."}));
    if (!question.field.hint.empty()) {
        words.push_back(question.field.hint);
    } else if (question.field.voice) {
        words.emplace_back("Use their own words.");
    }
    if (!question.field.from.empty())
        words.emplace_back("Worked out from what is on record: confirm it, or change it.");
    if (words.empty()) return {};
    return govuk::Hint{.text = join(words, " ")};
}

std::optional<govuk::ErrorMessage> error_of(const Question& question) {
    if (question.error.empty()) return {};
    return govuk::ErrorMessage{.text = question.error};
}

govuk::Content guidance_of(const Question& question) {
    if (question.field.guidance.empty()) return {};
    return {.html = govuk::details(
                {.summary_text = "Help with this question", .text = question.field.guidance})};
}

govuk::Fieldset fieldset_of(const Asking& asking, const Question& question) {
    return {
        .legend = {.text = label_text(asking, question), .classes = "govuk-fieldset__legend--s"}};
}

govuk::Label label_of(const Asking& asking, const Question& question) {
    return {.text = label_text(asking, question), .classes = "govuk-label--s"};
}

Html draw_radios(const Asking& asking, const Question& question) {
    govuk::Radios radios{.name = question.name,
                         .fieldset = fieldset_of(asking, question),
                         .hint = hint_of(question),
                         .error_message = error_of(question),
                         .value = asking.typed.text(question.name),
                         .id_prefix = question.name,
                         .form_group = {.before_inputs = guidance_of(question)}};
    for (auto& option : options_of(asking, question)) {
        govuk::RadioItem item{.text = option.text, .value = option.value};
        if (!option.hint.empty()) item.hint = govuk::Hint{.text = option.hint};
        if (option.face > 0 && !asking.dense) {
            item.html = html::cat({ls::face(option.face), html::element("span", {}, option.text)});
            radios.classes = "ls-faces";
        }
        const auto under = question.under.find(option.value);
        if (under != question.under.end()) item.conditional.html = under->second;
        radios.items.emplace_back(std::move(item));
    }
    const bool is_short = question.field.type == FieldType::YesNo && question.under.empty();
    if (asking.dense) radios.classes = "govuk-radios--small";
    if (is_short) radios.classes += asking.dense ? " govuk-radios--inline" : "govuk-radios--inline";
    if (question.field.type == FieldType::Scale) {
        radios.classes = "govuk-radios--inline govuk-radios--small ls-scale";
    }
    return govuk::radios(radios);
}

Html draw_checkboxes(const Asking& asking, const Question& question) {
    govuk::Checkboxes boxes{.name = question.name,
                            .fieldset = fieldset_of(asking, question),
                            .hint = hint_of(question),
                            .error_message = error_of(question),
                            .values = asking.typed.all(question.name),
                            .id_prefix = question.name,
                            .form_group = {.before_inputs = guidance_of(question)}};
    const auto options = options_of(asking, question);
    for (const auto& option : options) {
        govuk::CheckboxItem item{.text = option.text, .value = option.value};
        if (!option.hint.empty()) item.hint = govuk::Hint{.text = option.hint};
        boxes.items.emplace_back(std::move(item));
    }
    if (asking.dense || options.size() > kMostRadios) boxes.classes = "govuk-checkboxes--small";
    return govuk::checkboxes(boxes);
}

Html draw_select(const Asking& asking, const Question& question) {
    govuk::Select select{.label = label_of(asking, question),
                         .name = question.name,
                         .value = asking.typed.text(question.name),
                         .hint = hint_of(question),
                         .error_message = error_of(question),
                         .form_group = {.before_input = guidance_of(question)}};
    select.items.emplace_back(govuk::SelectItem{.text = "Choose one", .value = ""});
    for (auto& option : options_of(asking, question)) {
        select.items.emplace_back(govuk::SelectItem{.text = option.text, .value = option.value});
    }
    return govuk::select(select);
}

Html draw_long_text(const Asking& asking, const Question& question) {
    const auto value = asking.typed.text(question.name);
    const std::string classes = question.field.voice ? "ls-own-words" : "";
    if (question.field.max_length > 0) {
        return govuk::character_count({.label = label_of(asking, question),
                                       .name = question.name,
                                       .value = value,
                                       .maxlength = question.field.max_length,
                                       .hint = hint_of(question),
                                       .error_message = error_of(question),
                                       .form_group = {.before_input = guidance_of(question)},
                                       .classes = classes});
    }
    return govuk::textarea({.label = label_of(asking, question),
                            .name = question.name,
                            .value = value,
                            .rows = 4,
                            .hint = hint_of(question),
                            .error_message = error_of(question),
                            .form_group = {.before_input = guidance_of(question)},
                            .spellcheck = true,
                            .classes = classes});
}

Html draw_text(const Asking& asking, const Question& question) {
    govuk::Input input{.label = label_of(asking, question),
                       .name = question.name,
                       .value = asking.typed.text(question.name),
                       .hint = hint_of(question),
                       .error_message = error_of(question),
                       .form_group = {.before_input = guidance_of(question)}};
    switch (question.field.type) {
        case FieldType::Number:
            input.inputmode = "numeric";
            input.classes = "govuk-input--width-5";
            break;
        case FieldType::NhsNumber:
            input.inputmode = "numeric";
            input.classes = "govuk-input--width-10 govuk-input--extra-letter-spacing";
            input.spellcheck = false;
            break;
        case FieldType::Email:
            input.type = "email";
            input.spellcheck = false;
            break;
        case FieldType::Phone:
            input.type = "tel";
            input.classes = "govuk-input--width-20";
            break;
        case FieldType::Postcode:
            input.classes = "govuk-input--width-10";
            break;
        default:
            break;
    }
    return govuk::input(input);
}

govuk::DateItem date_part(const Asking& asking,
                          const Question& question,
                          std::string_view part,
                          std::string label,
                          std::string_view classes) {
    const auto name = cat({question.name, ".", part});
    return {.id = name,
            .name = name,
            .label = std::move(label),
            .value = asking.typed.text(name),
            .error = !question.error.empty(),
            .inputmode = part == "time" ? "text" : "numeric",
            .classes = std::string(classes)};
}

Html draw_date(const Asking& asking, const Question& question) {
    govuk::DateInput date{.id = question.name,
                          .fieldset = fieldset_of(asking, question),
                          .hint = hint_of(question),
                          .error_message = error_of(question),
                          .form_group = {.before_inputs = guidance_of(question)}};
    const auto add = [&](std::string_view part, std::string label, std::string_view classes) {
        date.items.emplace_back(date_part(asking, question, part, std::move(label), classes));
    };
    add("day", "Day", "govuk-input--width-2");
    add("month", "Month", "govuk-input--width-2");
    add("year", "Year", "govuk-input--width-4");
    if (question.field.type == FieldType::DateTime) {
        add("time", "Time, as 14:30", "govuk-input--width-4");
    }
    return govuk::date_input(date);
}

}  // namespace

std::string first_input(const Field& field, const std::string& name) {
    const bool is_date = field.type == FieldType::Date || field.type == FieldType::DateTime;
    return is_date ? cat({name, ".day"}) : name;
}

Html draw_field(const Asking& asking, const Question& question) {
    switch (question.field.type) {
        case FieldType::LongText:
            return draw_long_text(asking, question);
        case FieldType::YesNo:
        case FieldType::Rag:
        case FieldType::Scale:
            return draw_radios(asking, question);
        case FieldType::Date:
        case FieldType::DateTime:
            return draw_date(asking, question);
        case FieldType::Choices:
        case FieldType::Agencies:
        case FieldType::People:
            return draw_checkboxes(asking, question);
        case FieldType::Choice:
        case FieldType::Person:
            return options_of(asking, question).size() > kMostRadios
                       ? draw_select(asking, question)
                       : draw_radios(asking, question);
        case FieldType::Agency:
        case FieldType::User:
            return draw_select(asking, question);
        default:
            return draw_text(asking, question);
    }
}

}  // namespace longstone::web
