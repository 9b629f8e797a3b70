#include <charconv>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

Condition all_of(std::vector<Condition> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return {.kind = Condition::Kind::All, .parts = std::move(parts)};
}

std::optional<double> figure_of(const Node& node, Errors& errors) {
    const std::string text = text_of(node, errors);
    double out = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), out, std::chars_format::fixed);
    const bool figures = text.find_first_not_of("-.0123456789") == std::string::npos;
    if (figures && error == std::errc() && end == text.data() + text.size()) return out;
    if (node.is_text())
        errors.add(node.place, cat({"\"", text, "\" is not a number"}), "Write it in figures.");
    return {};
}

// {at-least: 4, below: 8}
Condition bounds_of(const std::string& field, const Node& node, Errors& errors) {
    std::vector<Condition> parts;
    for (const auto& [key, value] : node.members) {
        if (key.text != "at-least" && key.text != "below") {
            errors.add(key.place,
                       cat({"a condition cannot say \"", key.text, "\" of an answer"}),
                       "Use at-least or below, or list the answers that count.");
            continue;
        }
        const auto figure = figure_of(value, errors);
        if (!figure) continue;
        parts.push_back(
            {.kind = key.text == "below" ? Condition::Kind::Below : Condition::Kind::AtLeast,
             .field = field,
             .number = *figure});
    }
    if (node.members.empty())
        errors.add(node.place, "this condition says nothing", "Use at-least or below.");
    return parts.empty() ? Condition() : all_of(std::move(parts));
}

std::optional<Condition> group_of(const Node& key, const Node& value, Errors& errors) {
    Condition out{.kind = key.text == "all" ? Condition::Kind::All : Condition::Kind::Any};
    if (!value.is_list() || value.items.empty()) {
        errors.add(value.place,
                   cat({"\"", key.text, "\" takes a list of conditions"}),
                   "Write [{…}, {…}].");
        return {};
    }
    for (const Node& item : value.items)
        out.parts.push_back(read_condition(item, errors));
    return out;
}

std::optional<Condition> part_of(const Node& key, const Node& value, Errors& errors) {
    if (key.text == "all" || key.text == "any") return group_of(key, value, errors);
    if (key.text == "not")
        return Condition{.kind = Condition::Kind::Not, .parts = {read_condition(value, errors)}};
    if (key.text == "answered")
        return Condition{.kind = Condition::Kind::Answered, .field = text_of(value, errors)};
    if (value.is_map()) return bounds_of(key.text, value, errors);
    auto values = list_of(value, errors);
    if (values.empty()) {
        errors.add(value.place,
                   cat({"no answer of \"", key.text, "\" would do here"}),
                   "List the answers for which it holds.");
        return {};
    }
    return Condition{.kind = Condition::Kind::Is, .field = key.text, .values = std::move(values)};
}

}  // namespace

Condition read_condition(const Node& node, Errors& errors) {
    if (!node.is_map() || node.members.empty()) {
        errors.add(node.place,
                   "a condition was expected here",
                   "Write one like {field: answer}, {any: […]} or {not: {…}}.");
        return {};
    }
    std::vector<Condition> parts;
    for (const auto& [key, value] : node.members)
        if (auto part = part_of(key, value, errors)) parts.push_back(std::move(*part));
    return parts.empty() ? Condition() : all_of(std::move(parts));
}

}  // namespace longstone::define
