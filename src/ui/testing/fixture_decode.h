#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <nlohmann/json.hpp>

#include "ui/govuk/content.h"
#include "ui/govuk/service_navigation.h"

// For tests: options of a macro, as JSON, read into our structs. Each struct lists its options
// once (fields<S>()); the same list is held against the package's macro-options.json, so an
// upgrade that adds an option fails a test instead of being passed over.
namespace longstone::testing {

using Json = nlohmann::ordered_json;

template <class S, class M>
struct Field {
    const char* name;
    M S::* member;
};

template <class S>
constexpr auto fields() = delete;

template <class S, class M>
constexpr auto field(const char* name, M S::* member) {
    return Field<S, M>{name, member};
}

// Names of options that were met and that no field takes.
using Unknown = std::vector<std::string>;

void read(const Json& json, std::string& out, Unknown& unknown);
void read(const Json& json, bool& out, Unknown& unknown);
void read(const Json& json, int& out, Unknown& unknown);
void read(const Json& json, Html& out, Unknown& unknown);
void read(const Json& json, html::Attributes& out, Unknown& unknown);
void read(const Json& json, std::optional<std::string>& out, Unknown& unknown);
void read(const Json& json, std::map<std::string, std::string>& out, Unknown& unknown);
// Markup alone, or {html, align}.
void read(const Json& json, govuk::ServiceNavigationEnd& out, Unknown& unknown);
bool is_falsy(const Json& json);

template <class M>
void read(const Json& json, std::optional<M>& out, Unknown& unknown);
template <class M>
void read(const Json& json, std::vector<M>& out, Unknown& unknown);
template <class S>
    requires requires { fields<S>(); }
void read(const Json& json, S& out, Unknown& unknown);

template <class M>
void read(const Json& json, std::optional<M>& out, Unknown& unknown) {
    out.reset();
    if constexpr (requires { out->left_out; }) {
        if (json == false) out.emplace().left_out = true;
    }
    // A bool says something when it is false; any other part is then left out.
    if (json.is_null() || (!std::is_same_v<M, bool> && is_falsy(json))) return;
    read(json, out.emplace(), unknown);
}

template <class M>
void read(const Json& json, std::vector<M>& out, Unknown& unknown) {
    out.clear();
    if (!json.is_array()) return;
    // The macros pass over an item without anything in it.
    for (const auto& item : json) {
        read(item.is_object() && item.empty() ? Json() : item, out.emplace_back(), unknown);
    }
}

template <class S>
    requires requires { fields<S>(); }
void read(const Json& json, S& out, Unknown& unknown) {
    if (!json.is_object()) return;
    for (const auto& [name, value] : json.items()) {
        bool taken = false;
        const auto take = [&](const auto& each) {
            if (name != each.name) return;
            read(value, out.*(each.member), unknown);
            taken = true;
        };
        std::apply([&](const auto&... each) { (take(each), ...); }, fields<S>());
        if (!taken) unknown.push_back(name);
    }
}

// The struct inside optionals and vectors, whose fields take the options below an option.
template <class M>
struct Inner {
    using type = M;
};
template <class M>
struct Inner<std::optional<M>> : Inner<M> {};
template <class M>
struct Inner<std::vector<M>> : Inner<M> {};

// Options in macro-options.json that S does not take.
template <class S>
void missing_options(const Json& params, const std::string& path, std::vector<std::string>& out) {
    for (const auto& param : params) {
        const auto name = param["name"].get<std::string>();
        const auto where = path + "." + name;
        // `caller` is how one template calls another; we pass html.
        if (name == "caller") continue;
        bool taken = false;
        const auto look = [&](const auto& each) {
            if (name != each.name) return;
            taken = true;
            using M = typename Inner<
                std::remove_cvref_t<decltype(std::declval<S>().*(each.member))>>::type;
            if constexpr (requires { fields<M>(); }) {
                if (param.contains("params")) missing_options<M>(param["params"], where, out);
            }
        };
        std::apply([&](const auto&... each) { (look(each), ...); }, fields<S>());
        if (!taken) out.push_back(where);
    }
}

}  // namespace longstone::testing
