#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// The one door to the database. A Session is one transaction: it rolls back when it goes out of
// scope unless committed. Statements are string literals in the SQL that SQLite 3.40 and
// PostgreSQL 15 share (text, bigint, bytea, $1 placeholders, on conflict, returning), prepared
// once per connection. Two leaves implement it: sqlite.cpp and postgres.cpp.
//
// A machine that fails (disk full, database gone, locked) throws Broken; nothing was saved.
namespace longstone::store {

// A statement that we wrote. Only a string literal converts to Sql, so text that came from a
// request can never become one.
struct Sql {
    consteval Sql(const char* literal) : text(literal) {}  // NOLINT(google-explicit-constructor)
    const char* text;
};

struct Bytes {
    std::string data = {};
    bool operator==(const Bytes&) const = default;
};

// Null, integer, text or bytes. Dates and instants are stored as ISO text and as microseconds.
using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;

// What a statement is given. Borrowed: it must outlive the call.
class Param {
public:
    enum class Kind { Null, Integer, Text, Bytes };
    Param(std::nullptr_t) : kind(Kind::Null) {}                                    // NOLINT(google-explicit-constructor)
    Param(int value) : kind(Kind::Integer), integer(value) {}                      // NOLINT(google-explicit-constructor)
    Param(std::int64_t value) : kind(Kind::Integer), integer(value) {}             // NOLINT(google-explicit-constructor)
    Param(const char* value) : kind(Kind::Text), text(value) {}                    // NOLINT(google-explicit-constructor)
    Param(std::string_view value) : kind(Kind::Text), text(value) {}               // NOLINT(google-explicit-constructor)
    Param(const std::string& value) : kind(Kind::Text), text(value) {}             // NOLINT(google-explicit-constructor)
    Param(const Bytes& value) : kind(Kind::Bytes), text(value.data) {}             // NOLINT(google-explicit-constructor)
    Param(const std::optional<std::string>& value)                                 // NOLINT(google-explicit-constructor)
        : kind(value ? Kind::Text : Kind::Null), text(value ? std::string_view(*value) : std::string_view()) {}
    Param(const std::optional<std::int64_t>& value)                                // NOLINT(google-explicit-constructor)
        : kind(value ? Kind::Integer : Kind::Null), integer(value.value_or(0)) {}
    Param(const Value& value);                                                     // NOLINT(google-explicit-constructor)

    Kind kind = Kind::Null;
    std::int64_t integer = 0;
    std::string_view text = {};
};

class Row {
public:
    explicit Row(std::vector<Value> values) : values_(std::move(values)) {}
    [[nodiscard]] bool is_null(std::size_t column) const;
    [[nodiscard]] std::int64_t integer(std::size_t column) const;      // 0 when null
    [[nodiscard]] const std::string& text(std::size_t column) const;   // empty when null
    [[nodiscard]] const std::string& bytes(std::size_t column) const;  // empty when null
    [[nodiscard]] std::optional<std::string> maybe_text(std::size_t column) const;
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::size_t column) const;
    [[nodiscard]] const std::vector<Value>& values() const { return values_; }

private:
    std::vector<Value> values_;
};
using Rows = std::vector<Row>;

struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Dialect { Sqlite, Postgres };

class Session {
public:
    virtual ~Session() = default;
    virtual Rows rows(Sql sql, std::span<const Param> params) = 0;
    virtual void commit() = 0;  // returns once it is durable
    [[nodiscard]] virtual Dialect dialect() const = 0;

    Rows rows(Sql sql, std::initializer_list<Param> params = {}) {
        return rows(sql, std::span<const Param>(params.begin(), params.size()));
    }
    // The first row, if any.
    std::optional<Row> one(Sql sql, std::initializer_list<Param> params = {});
    // The first column of the first row; 0 when there is none.
    std::int64_t integer(Sql sql, std::initializer_list<Param> params = {});
    // Runs a statement whose rows do not matter.
    void run(Sql sql, std::initializer_list<Param> params = {}) { rows(sql, params); }
};

class Store {
public:
    virtual ~Store() = default;
    // A snapshot to read from; writes through it are refused by the database.
    virtual std::unique_ptr<Session> read() = 0;
    // A transaction that may write. Writers that wait for each other share one commit, and each
    // commit() returns only when that commit is on disk.
    virtual std::unique_ptr<Session> write() = 0;
    [[nodiscard]] virtual Dialect dialect() const = 0;
    // Copies the database while it is in use (SQLite); PostgreSQL has its own tools.
    virtual void backup_to(const std::string& path) = 0;
};

// One numbered, commented step of the schema. `sqlite` or `postgres` replaces `sql` where the two
// must differ; statements are separated by ";\n".
struct Migration {
    int number = 0;
    const char* name = "";
    const char* sql = "";
    const char* sqlite = nullptr;
    const char* postgres = nullptr;
};

// `url` is empty for SQLite in `data_dir`/longstone.db (":memory:" as data_dir for tests), or
// postgresql://…
std::unique_ptr<Store> open(const std::string& data_dir, const std::string& url);
// Applies the migrations not yet applied, each in its own transaction. Refuses a database that is
// newer than this program.
void migrate(Store& store, std::span<const Migration> migrations);

}  // namespace longstone::store
