#include "web/forms/read.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::web {
namespace {

using define::Field;
using define::FieldType;

work::Given read_group(const Typed& typed, const Field& group) {
    work::Given given;
    for (int n = 1; n <= typed.count(group.id); ++n) {
        work::Given::Item item;
        for (const Field& part : group.fields) {
            auto values = values_of(typed, part, part_name(group.id, n, part.id));
            if (!values.empty()) item[part.id] = std::move(values);
        }
        if (!item.empty()) given.items.push_back(std::move(item));
    }
    return given;
}

bool all_offered(const Choices& choices, const std::vector<std::string>& values) {
    return std::ranges::all_of(values, [&](const std::string& value) {
        return std::ranges::any_of(choices,
                                   [&](const auto& choice) { return choice.first == value; });
    });
}

// Answers chosen from what a page offered are checked against that, not against a code list; parts
// of groups too.
std::vector<FieldProblem> take_offered(const Asking& asking, work::Answers& answers) {
    std::vector<FieldProblem> refused;
    const auto refuse_at = [&](std::string at) {
        refused.push_back({.field = std::move(at), .message = "Choose one of the answers offered"});
    };
    for (const auto& [id, choices] : asking.offered) {
        for (auto& [field, given] : answers) {
            for (std::size_t n = 0; n < given.items.size(); ++n) {
                const auto part = given.items[n].find(id);
                if (part == given.items[n].end()) continue;
                if (!all_offered(choices, part->second)) {
                    refuse_at(cat({field, "/", number(static_cast<long long>(n) + 1), "/", id}));
                }
                given.items[n].erase(part);
            }
        }
        const auto given = answers.find(id);
        if (given == answers.end()) continue;
        if (!all_offered(choices, given->second.values)) refuse_at(id);
        answers.erase(given);
    }
    return refused;
}

}  // namespace

work::Answers read_answers(const Asking& asking) {
    work::Answers answers;
    for (const auto* section : asking.sections) {
        for (const Field& field : section->fields) {
            if (!asking.may_answer(*section, field)) continue;
            auto& given = answers[field.id];
            if (!applies(asking, *section, field)) continue;
            if (field.type == FieldType::Group) {
                given = read_group(asking.typed, field);
            } else {
                given.values = values_of(asking.typed, field, field.id);
            }
        }
    }
    return answers;
}

std::vector<FieldProblem> problems_of(const Asking& asking, Instant now, Enough enough) {
    auto answers = read_answers(asking);
    const auto refused = take_offered(asking, answers);
    const auto lookup = asking.lookup();
    auto problems = work::check_answers(asking.definitions, asking.sections, answers, lookup, now);
    problems.insert(problems.end(), refused.begin(), refused.end());
    if (enough == Enough::Half) return problems;
    const auto all = read_answers(asking);
    const auto find = [&](const std::string& id) -> const work::Given* {
        const auto found = all.find(id);
        return found == all.end() ? nullptr : &found->second;
    };
    for (auto& missing : work::missing_answers(asking.sections, lookup, find)) {
        const auto* section = [&]() -> const define::Section* {
            for (const auto* candidate : asking.sections) {
                for (const auto& field : candidate->fields) {
                    if (field.id == missing.field) return candidate;
                }
            }
            return nullptr;
        }();
        const auto* field = asking.field(missing.field);
        if (section != nullptr && field != nullptr && !asking.may_answer(*section, *field)) {
            continue;
        }
        problems.push_back(std::move(missing));
    }
    return problems;
}

void tidy_items(Typed& typed, const Asking& asking) {
    for (const auto* section : asking.sections) {
        for (const Field& group : section->fields) {
            if (group.type != FieldType::Group) continue;
            for (int n = typed.count(group.id); n > 0; --n) {
                const bool is_empty = std::ranges::all_of(group.fields, [&](const Field& part) {
                    return values_of(typed, part, part_name(group.id, n, part.id)).empty();
                });
                if (is_empty) typed.remove_item(group.id, n);
            }
        }
    }
}

bool change_items(Typed& typed, const Asking& asking) {
    const auto add = typed.text("add-item");
    const auto remove = typed.text("remove-item");
    const bool redraw = typed.has("redraw");
    typed.erase("add-item");
    typed.erase("remove-item");
    typed.erase("redraw");
    if (redraw) return true;
    if (const auto* group = asking.field(add); group != nullptr) {
        typed.set_count(add, typed.count(add) + 1);
        return true;
    }
    const auto dot = remove.rfind('.');
    if (dot == std::string::npos) return false;
    const auto id = remove.substr(0, dot);
    if (asking.field(id) == nullptr) return false;
    int n = 0;
    for (const char c : remove.substr(dot + 1, 3)) {
        if (c >= '0' && c <= '9') n = n * 10 + (c - '0');
    }
    typed.remove_item(id, n);
    return true;
}

}  // namespace longstone::web
