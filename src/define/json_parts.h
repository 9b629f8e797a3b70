#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "define/condition.h"

// What the JSON of every part of a definition is made with.
namespace longstone::define {

// What is not said is left out, so that a pathway reads as it was written.
class Object {
public:
    Object& text(const char* key, const std::string& value) {
        if (!value.empty()) json_.set(key, value);
        return *this;
    }
    Object& list(const char* key, const std::vector<std::string>& values) {
        if (!values.empty()) json_.set(key, Json::strings(values));
        return *this;
    }
    Object& yes(const char* key, bool value) {
        if (value) json_.set(key, true);
        return *this;
    }
    Object& whole(const char* key, int value) {
        if (value != 0) json_.set(key, value);
        return *this;
    }
    Object& put(const char* key, Json value) {
        const bool empty = value.is_null() || (value.is_array() && value.items().empty());
        if (!empty) json_.set(key, std::move(value));
        return *this;
    }
    Json done() { return std::move(json_); }

private:
    Json json_ = Json(Json::Object{});
};

template <class Items, class Make>
Json each(const Items& items, const Make& make) {
    Json out = Json::array();
    for (const auto& item : items)
        out.push(make(item));
    return out;
}

Json condition_json(const Condition& condition);
Json map_json(const std::map<std::string, std::string>& map);

}  // namespace longstone::define
