#include <cmath>

#include "base/text.h"
#include "define/compare.h"

// The values of a definition in words.
namespace longstone::define {
namespace {

bool of_objects(const Json& value) {
    return value.is_array() && !value.items().empty() && value.items().front().is_object();
}

// "4" for 4.0
std::string say_number(const Json& value) {
    const double real = value.real(static_cast<double>(value.integer()));
    return real == std::floor(real) ? number(std::llround(real)) : value.dump();
}

std::string joined(const Json& list, std::string_view separator) {
    std::vector<std::string> words;
    for (const auto& item : list.items())
        words.push_back(say_value(item));
    return join(words, separator);
}

std::string say_member(const std::string& key, const Json& value) {
    if (key == "all") return joined(value, " and ");
    if (key == "any") return joined(value, " or ");
    if (key == "not") return cat({"not ", say_value(value)});
    if (key == "answered") return cat({value.text(), " is answered"});
    if (key == "at-least") return cat({"at least ", say_value(value)});
    if (key == "share") return cat({say_value(value), " %"});
    if (key == "within") return say_value(value);
    if (value.is_array() && !of_objects(value)) return cat({key, " is ", joined(value, " or ")});
    return cat({key, " ", say_value(value)});
}

}  // namespace

std::string say_value(const Json& value) {
    if (value.is_string()) return value.text();
    if (value.is_bool()) return value.boolean() ? "yes" : "no";
    if (value.is_array()) return joined(value, of_objects(value) ? "; " : ", ");
    if (value.is_number()) return say_number(value);
    if (!value.is_object()) return value.dump();
    std::vector<std::string> words;
    for (const auto& [key, member] : value.members())
        words.push_back(say_member(key, member));
    return join(words, ", ");
}

}  // namespace longstone::define
