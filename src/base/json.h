#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/problem.h"

// A small JSON value. Objects keep the order they were given. Reading refuses duplicate keys,
// depth over 64, numbers out of range and text that is not UTF-8, as Malformed with the position.
namespace longstone {

class Json {
public:
    using Array = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;

    // NOLINTBEGIN(google-explicit-constructor)
    Json() = default;  // null
    Json(std::nullptr_t) {}
    Json(bool value) : value_(value) {}
    Json(int value) : value_(std::int64_t{value}) {}
    Json(std::int64_t value) : value_(value) {}
    Json(long long value) : value_(std::int64_t{value}) {}
    Json(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
    Json(double value) : value_(value) {}
    Json(const char* value) : value_(std::string(value)) {}
    Json(std::string_view value) : value_(std::string(value)) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(Array value) : value_(std::move(value)) {}
    Json(Object value) : value_(std::move(value)) {}
    // NOLINTEND(google-explicit-constructor)

    static Json object(std::initializer_list<Member> members) { return Json(Object(members)); }
    static Json array() { return Json(Array{}); }
    static Json strings(const std::vector<std::string>& items);

    static Result<Json> parse(std::string_view text);
    [[nodiscard]] std::string dump() const;         // compact
    [[nodiscard]] std::string dump_pretty() const;  // two spaces

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    [[nodiscard]] bool is_object() const { return std::holds_alternative<Object>(value_); }
    [[nodiscard]] bool is_array() const { return std::holds_alternative<Array>(value_); }
    [[nodiscard]] bool is_string() const { return std::holds_alternative<std::string>(value_); }
    [[nodiscard]] bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }
    [[nodiscard]] bool is_number() const {
        return is_integer() || std::holds_alternative<double>(value_);
    }
    [[nodiscard]] bool is_bool() const { return std::holds_alternative<bool>(value_); }

    // Gentle readers: an empty value when it is of another kind or not there.
    [[nodiscard]] const Json& operator[](std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] const Array& items() const;
    [[nodiscard]] const Object& members() const;
    [[nodiscard]] const std::string& text() const;
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::int64_t integer(std::int64_t otherwise = 0) const;
    [[nodiscard]] bool boolean(bool otherwise = false) const;
    [[nodiscard]] double real(double otherwise = 0) const;

    Json& set(std::string key, Json value);  // replaces; makes an object of null
    Json& push(Json value);                  // makes an array of null

    bool operator==(const Json&) const = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_ =
        {};
};

}  // namespace longstone
