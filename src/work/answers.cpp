#include "work/answers.h"

#include <algorithm>
#include <charconv>

#include "base/limit.h"
#include "base/text.h"
#include "people/identifiers.h"
#include "work/date_rules.h"

namespace longstone::work {
namespace {

using define::Field;
using define::FieldType;

Result<std::vector<std::string>> scalars(const Json& json) {
    if (json.is_null()) return std::vector<std::string>{};
    if (json.is_string()) {
        const std::string text(trim(json.text()));
        return text.empty() ? std::vector<std::string>{} : std::vector<std::string>{text};
    }
    if (json.is_bool()) return std::vector<std::string>{json.boolean() ? "yes" : "no"};
    if (json.is_number()) return std::vector<std::string>{json.dump()};
    if (json.is_array()) {
        std::vector<std::string> values;
        for (const Json& item : json.items()) {
            if (item.is_object() || item.is_array()) {
                return refuse(Fault::Invalid, "Give each answer as text, a number, true or false.");
            }
            const auto more = TRY(scalars(item));
            values.insert(values.end(), more.begin(), more.end());
        }
        return values;
    }
    return refuse(Fault::Invalid, "Give the answer as text, a number, a list, or a list of items.");
}

bool is_items(const Json& json) {
    return json.is_array() && !json.items().empty() && json.items().front().is_object();
}

std::optional<double> number_of(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

std::string short_number(double value) {
    return value == static_cast<double>(static_cast<long long>(value))
               ? number(static_cast<long long>(value))
               : std::to_string(value);
}

std::string check_number(const Field& field, std::string& value) {
    const auto given = number_of(value);
    const double low = field.minimum.value_or(0);
    const double high = field.maximum.value_or(field.type == FieldType::Scale ? 10 : 1e12);
    if (!given || *given < low || *given > high) {
        return field.maximum || field.type == FieldType::Scale
                   ? cat({"Enter a number from ", short_number(low), " to ", short_number(high)})
                   : cat({"Enter a number of ", short_number(low), " or more"});
    }
    if (field.type == FieldType::Scale && *given != static_cast<double>(static_cast<int>(*given))) {
        return "Enter a whole number from 0 to 10";
    }
    return {};
}

std::string check_time(const Field& field, std::string& value, Instant now) {
    if (field.type == FieldType::Date) {
        const auto date = parse_date(value);
        if (!date) return "Enter a real date, for example 27 3 2026";
        if (field.past_only && *date > london(now).date) return "The date cannot be in the future";
        return {};
    }
    const auto instant = parse_instant(value);
    if (!instant) return "Enter a real date and time, for example 27 3 2026 at 14:30";
    if (field.past_only && *instant > now) return "The date and time cannot be in the future";
    value = iso(*instant);
    return {};
}

std::string check_coded(const define::Definitions& definitions,
                        const Field& field,
                        const std::string& value) {
    const auto* list = definitions.code_list(field.codes);
    const auto* code = list == nullptr ? nullptr : list->find(value);
    if (code != nullptr && !code->retired) return {};
    return cat(
        {"Select one of the answers offered; “", value.substr(0, 40), "” is not one of them"});
}

std::string check_text(const Field& field, const std::string& value) {
    const std::size_t limit = field.max_length > 0 ? static_cast<std::size_t>(field.max_length)
                              : field.type == FieldType::LongText ? 20'000
                                                                  : 500;
    std::size_t characters = 0;
    for (const char c : value) {
        characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    }
    if (characters <= limit) return {};
    return cat({"Shorten this to ",
                number(static_cast<long long>(limit)),
                " characters; it has ",
                number(static_cast<long long>(characters))});
}

// The problem with one value, or nothing; puts the value in canonical form.
std::string check_value(const define::Definitions& definitions,
                        const Field& field,
                        std::string& value,
                        Instant now) {
    switch (field.type) {
        case FieldType::Number:
        case FieldType::Scale:
            return check_number(field, value);
        case FieldType::YesNo:
            value = lower(value) == "true" ? "yes" : lower(value) == "false" ? "no" : lower(value);
            return value == "yes" || value == "no" ? "" : "Select yes or no";
        case FieldType::Rag:
            value = lower(value);
            return value == "red" || value == "amber" || value == "green"
                       ? ""
                       : "Select red, amber or green";
        case FieldType::Date:
        case FieldType::DateTime:
            return check_time(field, value, now);
        case FieldType::Choice:
        case FieldType::Choices:
            return check_coded(definitions, field, value);
        case FieldType::Agency:
        case FieldType::Agencies:
            return definitions.partnership.agency(value) != nullptr
                       ? ""
                       : "Select an agency from the list";
        case FieldType::NhsNumber: {
            const auto canonical = people::check_nhs_number(value);
            if (!canonical) return canonical.error().message;
            value = *canonical;
            return {};
        }
        case FieldType::Email:
            return value.find('@') != std::string::npos && value.find(' ') == std::string::npos &&
                           value.size() <= 254
                       ? ""
                       : "Enter an email address in the correct format, like name@example.com";
        default:
            return check_text(field, value);
    }
}

bool takes_many(const Field& field) {
    return field.type == FieldType::Choices || field.type == FieldType::Agencies ||
           field.type == FieldType::People;
}

struct Checker {
    const define::Definitions& definitions;
    Instant now;
    std::vector<FieldProblem>& problems;

    void values(const Field& field,
                std::vector<std::string>& values,
                const std::string& path) const {
        if (values.size() > 1 && !takes_many(field)) {
            problems.push_back({.field = path, .message = "Give one answer here"});
            return;
        }
        if (values.size() > 1 && stands_alone(field, values, path)) return;
        for (std::string& value : values) {
            if (!is_valid_utf8(value)) {
                problems.push_back(
                    {.field = path, .message = "Enter text without damaged characters"});
                return;
            }
            if (const auto wrong = check_value(definitions, field, value, now); !wrong.empty()) {
                problems.push_back({.field = path, .message = cat({wrong, ": ", field.label})});
            }
        }
    }

    // "None found" beside something that was found.
    bool stands_alone(const Field& field,
                      const std::vector<std::string>& values,
                      const std::string& path) const {
        const auto* list = definitions.code_list(field.codes);
        if (list == nullptr) return false;
        for (const auto& value : values) {
            const auto* code = list->find(value);
            if (code == nullptr || !code->alone) continue;
            problems.push_back({.field = path,
                                .message = cat({"“",
                                                code->text,
                                                "” cannot be chosen together with another",
                                                list->source.empty() ? "" : " (",
                                                list->source,
                                                list->source.empty() ? "" : ")"})});
            return true;
        }
        return false;
    }

    void group(const Field& field, Given& given) const {
        if (!given.values.empty()) {
            problems.push_back({.field = field.id, .message = "Give a list of items here"});
            return;
        }
        for (std::size_t i = 0; i < given.items.size(); ++i) {
            for (auto& [part, part_values] : given.items[i]) {
                const auto path =
                    cat({field.id, "/", number(static_cast<long long>(i + 1)), "/", part});
                const auto found = std::find_if(field.fields.begin(),
                                                field.fields.end(),
                                                [&](const Field& f) { return f.id == part; });
                if (found == field.fields.end()) {
                    problems.push_back(
                        {.field = path,
                         .message = cat({"There is no question “", part, "” here"})});
                } else {
                    values(*found, part_values, path);
                }
            }
        }
    }
};

const Field* find_in(const std::vector<const define::Section*>& sections, std::string_view id) {
    for (const auto* section : sections) {
        for (const Field& field : section->fields) {
            if (field.id == id) return &field;
        }
    }
    return nullptr;
}

void check_order(const Calendar& calendar,
                 const std::vector<const define::Section*>& sections,
                 const Field& field,
                 const Answers& answers,
                 const define::Lookup& lookup,
                 std::vector<FieldProblem>& problems) {
    const auto given = answers.find(field.id);
    if (given == answers.end() || given->second.values.empty()) return;
    const define::Lookup known = [&](const std::string& id) {
        const auto other = answers.find(id);
        return other != answers.end() ? other->second.values : lookup(id);
    };
    const auto name_of = [&](const std::string& id) {
        const auto* other = find_in(sections, id);
        return other == nullptr ? id : other->label;
    };
    for (auto& broken : broken_rules(calendar, field.date, given->second.first(), known, name_of)) {
        problems.push_back({.field = field.id, .message = std::move(broken)});
    }
}

// Each item's dates among its neighbours first, then the record's.
void check_order_in_group(const Calendar& calendar,
                          const std::vector<const define::Section*>& sections,
                          const Field& group,
                          const Given& given,
                          const define::Lookup& lookup,
                          std::vector<FieldProblem>& problems) {
    for (std::size_t i = 0; i < given.items.size(); ++i) {
        Answers item;
        for (const auto& [part, values] : given.items[i]) {
            item[part] = {.values = values};
        }
        for (const Field& field : group.fields) {
            std::vector<FieldProblem> wrong;
            check_order(calendar, sections, field, item, lookup, wrong);
            for (auto& problem : wrong) {
                problems.push_back(
                    {.field =
                         cat({group.id, "/", number(static_cast<long long>(i + 1)), "/", field.id}),
                     .message = std::move(problem.message)});
            }
        }
    }
}

void missing_in_group(const Field& field, const Given& given, std::vector<FieldProblem>& missing) {
    for (std::size_t i = 0; i < given.items.size(); ++i) {
        const auto& item = given.items[i];
        const define::Lookup within = [&](const std::string& id) {
            const auto found = item.find(id);
            return found == item.end() ? std::vector<std::string>{} : found->second;
        };
        for (const Field& part : field.fields) {
            if (!part.is_required || !within(part.id).empty()) continue;
            if (!holds(part.when, within) || !holds(part.required, within)) continue;
            missing.push_back(
                {.field = cat({field.id, "/", number(static_cast<long long>(i + 1)), "/", part.id}),
                 .message = part.error.empty() ? cat({"Answer “", part.label, "”"}) : part.error});
        }
    }
}

}  // namespace

Result<Answers> answers_from_json(const Json& json) {
    if (!json.is_object())
        return refuse(Fault::Invalid, "Give the answers as an object of field and value.");
    Answers answers;
    for (const auto& [field, value] : json.members()) {
        Given given;
        if (is_items(value)) {
            for (const Json& item : value.items()) {
                if (!item.is_object())
                    return refuse(Fault::Invalid, cat({"Each item of ", field, " is an object."}));
                Given::Item parts;
                for (const auto& [part, part_value] : item.members()) {
                    auto values = TRY(scalars(part_value));
                    if (!values.empty()) parts[part] = std::move(values);
                }
                if (!parts.empty()) given.items.push_back(std::move(parts));
            }
        } else {
            given.values = TRY(scalars(value));
        }
        answers[field] = std::move(given);
    }
    return answers;
}

Json to_json(const Given& given) {
    if (!given.items.empty()) {
        Json items = Json::array();
        for (const auto& item : given.items) {
            Json object{Json::Object{}};
            for (const auto& [part, values] : item) {
                object.set(part, values.size() == 1 ? Json(values.front()) : Json::strings(values));
            }
            items.push(std::move(object));
        }
        return items;
    }
    if (given.values.empty()) return {};
    return given.values.size() == 1 ? Json(given.values.front()) : Json::strings(given.values);
}

Json to_json(const Answers& answers) {
    Json object{Json::Object{}};
    for (const auto& [field, given] : answers) {
        object.set(field, to_json(given));
    }
    return object;
}

std::vector<FieldProblem> check_answers(const define::Definitions& definitions,
                                        const std::vector<const define::Section*>& sections,
                                        Answers& answers,
                                        const define::Lookup& lookup,
                                        Instant now) {
    std::vector<FieldProblem> problems;
    const Checker checker{.definitions = definitions, .now = now, .problems = problems};
    for (auto& [id, given] : answers) {
        const Field* field = find_in(sections, id);
        if (field == nullptr) {
            problems.push_back(
                {.field = id,
                 .message =
                     cat({"There is no question “", id, "” here, or it is not yours to answer"})});
        } else if (!field->counts.empty()) {
            problems.push_back({.field = id, .message = "This is worked out, not typed"});
        } else if (field->type == FieldType::Group) {
            checker.group(*field, given);
            check_order_in_group(definitions.calendar, sections, *field, given, lookup, problems);
        } else if (!given.items.empty()) {
            problems.push_back(
                {.field = id, .message = "Give one value here, not a list of items"});
        } else {
            checker.values(*field, given.values, id);
            check_order(definitions.calendar, sections, *field, answers, lookup, problems);
        }
    }
    return problems;
}

void work_out(const std::vector<const define::Section*>& sections,
              const define::Lookup& lookup,
              Answers& answers) {
    for (const auto* section : sections) {
        for (const Field& field : section->fields) {
            if (field.counts.empty()) continue;
            long long count = 0;
            bool any = false;
            bool fresh = false;
            for (const auto& counted : field.counts) {
                const auto now = answers.find(counted);
                fresh = fresh || now != answers.end();
                const auto values = now == answers.end() ? lookup(counted) : now->second.values;
                any = any || !values.empty();
                count += std::count(values.begin(), values.end(), field.counted_answer);
            }
            if (any && fresh) answers[field.id] = {.values = {number(count)}};
        }
    }
}

std::vector<FieldProblem> missing_answers(
    const std::vector<const define::Section*>& sections,
    const define::Lookup& lookup,
    const std::function<const Given*(const std::string&)>& answer) {
    std::vector<FieldProblem> missing;
    for (const auto* section : sections) {
        if (!holds(section->when, lookup)) continue;
        for (const Field& field : section->fields) {
            if (!holds(field.when, lookup)) continue;
            const Given* given = answer(field.id);
            const bool answered = given != nullptr && !given->empty();
            if (field.type == FieldType::Group && answered)
                missing_in_group(field, *given, missing);
            const bool required =
                (field.is_required && holds(field.required, lookup)) || field.at_least > 0;
            if (answered && (field.type != FieldType::Group ||
                             static_cast<int>(given->items.size()) >= field.at_least))
                continue;
            if (!required) continue;
            if (!field.instead.empty()) {
                const Given* instead = answer(field.instead);
                if (instead != nullptr && !instead->empty()) continue;
            }
            missing.push_back({.field = field.id,
                               .message = field.error.empty() ? cat({"Answer “", field.label, "”"})
                                                              : field.error});
        }
    }
    return missing;
}

}  // namespace longstone::work
