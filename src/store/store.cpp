#include "store/store.h"

#include <algorithm>

#include "base/text.h"
#include "store/filling.h"
#include "store/leaf.h"

namespace longstone::store {
namespace {

const std::string kNothing;

template <class T>
const T* column_as(const std::vector<Value>& values, std::size_t column, const char* kind) {
    if (column >= values.size()) throw Broken("a row has no column " + std::to_string(column));
    const Value& value = values[column];
    if (std::holds_alternative<std::monostate>(value)) return nullptr;
    if (const T* found = std::get_if<T>(&value)) return found;
    throw Broken("column " + std::to_string(column) + " of a row is not " + kind);
}

void check_name(std::string_view table) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    if (table.empty() || !std::all_of(table.begin(), table.end(), plain))
        throw std::invalid_argument("not the name of a table");
}

}  // namespace

Param::Param(const std::optional<std::string>& value) : otherwise(Kind::Text) {
    if (!value) return;
    kind = Kind::Text;
    text = *value;
}

Param::Param(const std::optional<std::int64_t>& value) : otherwise(Kind::Integer) {
    if (!value) return;
    kind = Kind::Integer;
    integer = *value;
}

Param::Param(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        kind = Kind::Integer;
        integer = *number;
    } else if (const auto* words = std::get_if<std::string>(&value)) {
        kind = Kind::Text;
        text = *words;
    } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
        kind = Kind::Bytes;
        text = bytes->data;
    }
}

bool Row::is_null(std::size_t column) const {
    return std::holds_alternative<std::monostate>(values_.at(column));
}

std::int64_t Row::integer(std::size_t column) const {
    const auto* found = column_as<std::int64_t>(values_, column, "an integer");
    return found ? *found : 0;
}

const std::string& Row::text(std::size_t column) const {
    const auto* found = column_as<std::string>(values_, column, "text");
    return found ? *found : kNothing;
}

const std::string& Row::bytes(std::size_t column) const {
    const auto* found = column_as<Bytes>(values_, column, "bytes");
    return found ? found->data : kNothing;
}

std::optional<std::string> Row::maybe_text(std::size_t column) const {
    const auto* found = column_as<std::string>(values_, column, "text");
    return found ? std::optional(*found) : std::nullopt;
}

std::optional<std::int64_t> Row::maybe_integer(std::size_t column) const {
    const auto* found = column_as<std::int64_t>(values_, column, "an integer");
    return found ? std::optional(*found) : std::nullopt;
}

Rows Session::rows(Sql sql, std::initializer_list<Param> params) {
    return rows(sql, std::span<const Param>(params.begin(), params.size()));
}

std::optional<Row> Session::one(Sql sql, std::initializer_list<Param> params) {
    Rows found = rows(sql, params);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::int64_t Session::integer(Sql sql, std::initializer_list<Param> params) {
    const Rows found = rows(sql, params);
    return found.empty() ? 0 : found.front().integer(0);
}

void Session::empty_table(std::string_view table) {
    check_name(table);
    script(cat({"delete from ", table}));
}

Rows Session::whole_table(std::string_view table) {
    check_name(table);
    Rows found = script(cat({"select * from ", table}));
    // Sorted here, because the two databases may order text differently.
    std::sort(found.begin(), found.end(), [](const Row& a, const Row& b) {
        return std::lexicographical_compare(
            a.values().begin(), a.values().end(), b.values().begin(), b.values().end());
    });
    return found;
}

void Progress::require_open() const {
    if (state_ == State::Over) throw std::logic_error("this session is over");
    if (state_ == State::Failed) throw Broken("an earlier statement of this change failed");
}

void check_params(Sql sql, std::span<const Param> params) {
    for (const Param& param : params) {
        if (param.kind == Param::Kind::Text && param.text.find('\0') != std::string_view::npos)
            throw Broken(cat({"a text with a zero byte (", sql.text, ")"}));
    }
}

std::unique_ptr<Store> open(const std::string& data_dir, const std::string& url) {
    if (url.empty()) return open_sqlite(data_dir);
    if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
        return open_postgres(url);
    throw Broken("the database's address must start with postgresql://");
}

std::unique_ptr<Store> open_to_fill(const std::string& data_dir, const std::string& url) {
    return url.empty() ? open_sqlite(data_dir, false) : open(data_dir, url);
}

}  // namespace longstone::store
