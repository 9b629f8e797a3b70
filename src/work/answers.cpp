#include "work/answers.h"

#include <algorithm>

#include "base/limit.h"
#include "base/text.h"
#include "work/answer_values.h"
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
            if (!part.instead.empty() && !within(part.instead).empty()) continue;
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
