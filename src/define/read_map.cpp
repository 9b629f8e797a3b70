#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

bool is_small(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

bool is_id(std::string_view text) {
    if (text.empty() || text.front() == '-' || text.back() == '-') return false;
    if (text.find("--") != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return is_small(c) || c == '-'; });
}

std::string words_of(std::string_view id) {
    std::string out(id);
    std::replace(out.begin(), out.end(), '-', ' ');
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
    return out;
}

std::string text_of(const Node& node, Errors& errors) {
    if (node.is_text()) return std::string(trim(node.text));
    errors.add(node.place, "text was expected here", "Write text; put it in quotes if need be.");
    return {};
}

std::vector<std::string> list_of(const Node& node, Errors& errors) {
    if (node.is_text() && !trim(node.text).empty()) return {text_of(node, errors)};
    if (!node.is_list()) {
        errors.add(node.place, "a list was expected here", "Write [one, two].");
        return {};
    }
    std::vector<std::string> out;
    for (const Node& item : node.items) {
        const std::string text = text_of(item, errors);
        if (std::find(out.begin(), out.end(), text) != out.end())
            errors.add(item.place, cat({"\"", text, "\" is in this list twice"}), "Keep one.");
        else if (!text.empty())
            out.push_back(text);
        else if (item.is_text())
            errors.add(item.place, "an empty item in a list", "Fill it in or take it away.");
    }
    return out;
}

std::optional<Limit> limit_of(const Node& node, Errors& errors) {
    const std::string text = text_of(node, errors);
    auto limit = parse_limit(text);
    if (!limit && node.is_text())
        errors.add(node.place,
                   cat({"\"", text, "\" is not a time limit"}),
                   "Write one like 4 hours, 15 working days, 6 weeks or 3 working days same time.");
    return limit;
}

std::optional<Date> date_of(const Node& node, Errors& errors) {
    const std::string text = text_of(node, errors);
    auto date = parse_date(text);
    if (!date && node.is_text())
        errors.add(node.place,
                   cat({"\"", text, "\" is not a date"}),
                   "Write a day that exists as YYYY-MM-DD.");
    return date;
}

MapReader::MapReader(const Node& node, std::string_view what, Words keys, Errors& errors)
    : node_(node), what_(what), errors_(errors) {
    if (!node.is_map()) {
        errors.add(node.place,
                   cat({what_, " must be a mapping"}),
                   "Write key: value pairs, or {} when there is nothing to say.");
        return;
    }
    const std::vector<std::string> known(keys.begin(), keys.end());
    for (const auto& [key, value] : node.members) {
        if (std::find(known.begin(), known.end(), key.text) != known.end()) continue;
        const std::string near = did_you_mean(key.text, known);
        errors.add(key.place,
                   cat({what_, " has no key \"", key.text, "\""}),
                   near.empty() ? cat({"It may have ", join(known, ", "), "."})
                                : cat({"Did you mean \"", near, "\"?"}));
    }
}

const Node* MapReader::node(std::string_view key) const {
    return node_.find(key);
}

std::string MapReader::text(std::string_view key) const {
    const Node* value = node(key);
    return value == nullptr ? std::string() : text_of(*value, errors_);
}

std::string MapReader::required_text(std::string_view key) const {
    const std::string value = text(key);
    const Node* there = node(key);
    if (value.empty() && (there == nullptr || there->is_text()) && node_.is_map())
        errors_.add(there == nullptr ? node_.place : there->place,
                    cat({what_, " needs \"", key, "\""}),
                    cat({"Add ", key, ": and say what it is."}));
    return value;
}

std::string MapReader::word(std::string_view key, Words allowed, std::string_view otherwise) const {
    const Node* value = node(key);
    if (value == nullptr) return std::string(otherwise);
    const std::string said = text_of(*value, errors_);
    if (std::find(allowed.begin(), allowed.end(), said) != allowed.end()) return said;
    const std::vector<std::string> known(allowed.begin(), allowed.end());
    const std::string near = did_you_mean(said, known);
    if (value->is_text())
        errors_.add(value->place,
                    cat({"\"", said, "\" is not a word for \"", key, "\""}),
                    near.empty() ? cat({"Use one of ", join(known, ", "), "."})
                                 : cat({"Did you mean \"", near, "\"?"}));
    return std::string(otherwise);
}

bool MapReader::yes(std::string_view key, bool otherwise) const {
    const Node* value = node(key);
    if (value == nullptr) return otherwise;
    if (value->is_text() && value->text == "yes") return true;
    if (value->is_text() && value->text == "no") return false;
    errors_.add(value->place, cat({"\"", key, "\" is yes or no"}), "Write yes or no.");
    return otherwise;
}

int MapReader::whole(std::string_view key, int least, int otherwise) const {
    const Node* value = node(key);
    if (value == nullptr) return otherwise;
    const std::string_view said = trim(value->text);
    int out = 0;
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), out);
    if (value->is_text() && error == std::errc() && end == said.data() + said.size() &&
        out >= least)
        return out;
    errors_.add(value->place,
                cat({"\"", key, "\" is a whole number, ", longstone::number(least), " or more"}),
                "Write the number in figures.");
    return otherwise;
}

std::optional<double> MapReader::number(std::string_view key) const {
    const Node* value = node(key);
    if (value == nullptr) return {};
    const std::string_view said = trim(value->text);
    double out = 0;
    const auto [end, error] =
        std::from_chars(said.data(), said.data() + said.size(), out, std::chars_format::fixed);
    // Letters would read as "nan" or "inf".
    const bool figures = said.find_first_not_of("-.0123456789") == std::string_view::npos;
    if (value->is_text() && figures && error == std::errc() && end == said.data() + said.size())
        return out;
    errors_.add(value->place, cat({"\"", key, "\" is a number"}), "Write the number in figures.");
    return {};
}

std::vector<std::string> MapReader::list(std::string_view key) const {
    const Node* value = node(key);
    return value == nullptr ? std::vector<std::string>() : list_of(*value, errors_);
}

Condition MapReader::condition(std::string_view key) const {
    const Node* value = node(key);
    return value == nullptr ? Condition() : read_condition(*value, errors_);
}

std::optional<Limit> MapReader::limit(std::string_view key) const {
    const Node* value = node(key);
    return value == nullptr ? std::nullopt : limit_of(*value, errors_);
}

std::optional<Date> MapReader::date(std::string_view key) const {
    const Node* value = node(key);
    return value == nullptr ? std::nullopt : date_of(*value, errors_);
}

void MapReader::each(std::string_view key, const Each& read) const {
    const Node* value = node(key);
    if (value == nullptr) return;
    if (!value->is_map()) {
        errors_.add(
            value->place, cat({"\"", key, "\" must be a mapping"}), "Write id: {…} for each.");
        return;
    }
    for (const auto& [id, thing] : value->members) {
        if (!is_id(id.text))
            errors_.add(id.place,
                        cat({"\"", id.text, "\" is not an id"}),
                        "Ids are lower-case words joined by hyphens.");
        read(id.text, thing);
    }
}

}  // namespace longstone::define
