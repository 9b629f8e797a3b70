#include "define/condition.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace longstone::define {
namespace {

using Kind = Condition::Kind;

bool any_figure(const std::vector<std::string>& values, double bound, bool at_least) {
    return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
        const auto number = parse_figure(value);
        return number && (at_least ? *number >= bound : *number < bound);
    });
}

std::string plain(double number) {
    char text[32] = {};
    const auto [end, error] = std::to_chars(text, text + sizeof text, number);
    return {text, end};
}

struct Speaker {
    const std::function<std::string(const std::string&)>& label;
    const std::function<std::string(const std::string&, const std::string&)>& value_label;

    std::string one_of(const Condition& condition) const {
        std::vector<std::string> values;
        values.reserve(condition.values.size());
        for (const std::string& value : condition.values)
            values.push_back(value_label(condition.field, value));
        return join(values, " or ");
    }

    std::string parts(const Condition& condition, std::string_view word) const {
        std::vector<std::string> out;
        for (const Condition& part : condition.parts) {
            const bool group =
                (part.kind == Kind::All || part.kind == Kind::Any) && part.parts.size() > 1;
            out.push_back(group ? cat({"(", words(part), ")"}) : words(part));
        }
        return join(out, word);
    }

    std::string negated(const Condition& part) const {
        switch (part.kind) {
            case Kind::Is:
                return cat({label(part.field), " is not ", one_of(part)});
            case Kind::Answered:
                return cat({label(part.field), " is not answered"});
            case Kind::AtLeast:
                return cat({label(part.field), " is not ", plain(part.number), " or more"});
            case Kind::Below:
                return cat({label(part.field), " is not below ", plain(part.number)});
            case Kind::Always:
                return "never";
            default:
                return cat({"not (", words(part), ")"});
        }
    }

    std::string words(const Condition& condition) const {
        switch (condition.kind) {
            case Kind::Always:
                return "always";
            case Kind::Is:
                return cat({label(condition.field), " is ", one_of(condition)});
            case Kind::Answered:
                return cat({label(condition.field), " is answered"});
            case Kind::AtLeast:
                return cat({label(condition.field), " is ", plain(condition.number), " or more"});
            case Kind::Below:
                return cat({label(condition.field), " is below ", plain(condition.number)});
            case Kind::All:
                return parts(condition, " and ");
            case Kind::Any:
                return parts(condition, " or ");
            case Kind::Not:
                return condition.parts.empty() ? "never" : negated(condition.parts.front());
        }
        return {};
    }
};

constexpr std::string_view kOfSubjects = "subject.";

// The first fact about subjects that the condition reads.
const std::string* subject_fact(const Condition& condition) {
    if (condition.field.starts_with(kOfSubjects)) return &condition.field;
    for (const Condition& part : condition.parts)
        if (const auto* found = subject_fact(part)) return found;
    return nullptr;
}

bool holds_for_one(const Condition& condition, const Lookup& lookup) {
    const auto part_holds = [&](const Condition& part) { return holds_for_one(part, lookup); };
    const auto& parts = condition.parts;
    switch (condition.kind) {
        case Kind::Always:
            return true;
        case Kind::Is: {
            const auto values = lookup(condition.field);
            return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
                return std::find(condition.values.begin(), condition.values.end(), value) !=
                       condition.values.end();
            });
        }
        case Kind::Answered:
            return !lookup(condition.field).empty();
        case Kind::AtLeast:
            return any_figure(lookup(condition.field), condition.number, true);
        case Kind::Below:
            return any_figure(lookup(condition.field), condition.number, false);
        case Kind::All:
            return std::all_of(parts.begin(), parts.end(), part_holds);
        case Kind::Any:
            return std::any_of(parts.begin(), parts.end(), part_holds);
        case Kind::Not:
            return std::none_of(parts.begin(), parts.end(), part_holds);
    }
    return false;
}

}  // namespace

Lookup of_subject(const Lookup& lookup, std::size_t subject) {
    return [&lookup, subject](const std::string& field) -> std::vector<std::string> {
        auto values = lookup(field);
        if (!field.starts_with(kOfSubjects)) return values;
        if (subject >= values.size() || values[subject].empty()) return {};
        return {std::move(values[subject])};
    };
}

bool holds(const Condition& condition, const Lookup& lookup) {
    const auto* fact = subject_fact(condition);
    if (fact == nullptr) return holds_for_one(condition, lookup);
    const std::size_t subjects = std::max<std::size_t>(1, lookup(*fact).size());
    for (std::size_t subject = 0; subject < subjects; ++subject)
        if (holds_for_one(condition, of_subject(lookup, subject))) return true;
    return false;
}

std::string say(const Condition& condition,
                const std::function<std::string(const std::string& field)>& label,
                const std::function<std::string(const std::string& field,
                                                const std::string& value)>& value_label) {
    return Speaker{.label = label, .value_label = value_label}.words(condition);
}

void collect_fields(const Condition& condition, std::vector<std::string>& fields) {
    if (!condition.field.empty() &&
        std::find(fields.begin(), fields.end(), condition.field) == fields.end())
        fields.push_back(condition.field);
    for (const Condition& part : condition.parts)
        collect_fields(part, fields);
}

}  // namespace longstone::define
