#include "ui/testing/fixture_decode.h"

namespace longstone::testing {

namespace {

std::string scalar(const Json& json) {
    if (json.is_string()) return json.get<std::string>();
    if (json.is_null()) return {};
    return json.dump();
}

}  // namespace

// As JavaScript sees it.
bool is_falsy(const Json& json) {
    return json.is_null() || json == false || json == "" || json == 0;
}

void read(const Json& json, std::string& out, Unknown&) {
    out = json == false ? std::string() : scalar(json);
}

void read(const Json& json, bool& out, Unknown&) {
    out = !is_falsy(json);
}

void read(const Json& json, int& out, Unknown&) {
    auto words = scalar(json);
    // "h3" is how one macro gives the level of a heading.
    if (words.starts_with('h')) words.erase(0, 1);
    if (!words.empty()) out = std::stoi(words);
}

void read(const Json& json, Html& out, Unknown&) {
    out = json == false ? Html() : Html::trusted(scalar(json));
}

void read(const Json& json, std::optional<std::string>& out, Unknown&) {
    out.reset();
    if (!json.is_null()) out = scalar(json);
}

void read(const Json& json, std::map<std::string, std::string>& out, Unknown&) {
    out.clear();
    for (const auto& [name, value] : json.items())
        out[name] = scalar(value);
}

void read(const Json& json, govuk::ServiceNavigationEnd& out, Unknown& unknown) {
    if (!json.is_object()) {
        read(json, out.html, unknown);
        return;
    }
    read(json.value("html", Json()), out.html, unknown);
    read(json.value("align", Json()), out.align, unknown);
}

// The macros take a bare value, always written, or {value, optional}, where true writes the name
// alone and null or false nothing.
void read(const Json& json, html::Attributes& out, Unknown&) {
    out.clear();
    for (const auto& [name, item] : json.items()) {
        const bool has_options = item.is_object();
        const auto value = has_options ? item.value("value", Json()) : item;
        const bool optional = has_options && item.value("optional", false);
        if (!optional) {
            out.emplace_back(name, scalar(value));
        } else if (value.is_boolean()) {
            out.emplace_back(name, value.get<bool>());
        } else if (!value.is_null()) {
            out.emplace_back(name, scalar(value));
        }
    }
}

}  // namespace longstone::testing
