#pragma once

#include <compare>
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
// A machine that fails (disk full, database gone, locked) throws Broken; nothing was saved. After
// that the session can only be thrown away: its commit() throws too. One doubt is left: when
// PostgreSQL goes away in the middle of commit(), what was asked may have been saved. Text with
// a zero byte, which PostgreSQL cannot keep, throws Broken as well.
namespace longstone::store {

// A statement that we wrote. Only a string literal converts to Sql, so text that came from a
// request can never become one.
struct Sql {
    consteval Sql(const char* literal) : text(literal) {}  // NOLINT(google-explicit-constructor)
    const char* text;
};

struct Bytes {
    std::string data = {};
    auto operator<=>(const Bytes&) const = default;
};

// Null, integer, text or bytes. Dates and instants are stored as ISO text and as microseconds.
using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;

// What a statement is given; borrowed for the call.
class Param {
public:
    enum class Kind { Null, Integer, Text, Bytes };
    // NOLINTBEGIN(google-explicit-constructor): values are named plainly where they are given.
    Param(std::nullptr_t) {}
    Param(int value) : kind(Kind::Integer), integer(value) {}
    Param(std::int64_t value) : kind(Kind::Integer), integer(value) {}
    Param(const char* value) : kind(Kind::Text), text(value) {}
    Param(std::string_view value) : kind(Kind::Text), text(value) {}
    Param(const std::string& value) : kind(Kind::Text), text(value) {}
    Param(const Bytes& value) : kind(Kind::Bytes), text(value.data) {}
    Param(const std::optional<std::string>& value);
    Param(const std::optional<std::int64_t>& value);
    Param(const Value& value);
    // NOLINTEND(google-explicit-constructor)

    Kind kind = Kind::Null;
    Kind otherwise = Kind::Null;  // of a null: what it would be, when that is known
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

struct Migration;
class Store;

enum class Dialect { Sqlite, Postgres };

class Session {
public:
    virtual ~Session() = default;
    virtual Rows rows(Sql sql, std::span<const Param> params) = 0;
    virtual void commit() = 0;  // returns once it is durable
    [[nodiscard]] virtual Dialect dialect() const = 0;
    Rows rows(Sql sql, std::initializer_list<Param> params = {});
    std::optional<Row> one(Sql sql, std::initializer_list<Param> params = {});
    // The first column of the first row; 0 when there is none.
    std::int64_t integer(Sql sql, std::initializer_list<Param> params = {});
    void run(Sql sql, std::initializer_list<Param> params = {}) { rows(sql, params); }

    // For tables whose names are known only as values, as a projection lists its own. A name is
    // lower-case letters, digits and "_", or std::invalid_argument is thrown.
    void empty_table(std::string_view table);
    Rows whole_table(std::string_view table);  // sorted by every column, the same on both leaves

private:
    friend void migrate(Store& store, std::span<const Migration> migrations);
    // Statements in one text, unprepared; the rows are those of the last one.
    virtual Rows script(const std::string& statements) = 0;
};

class Store {
public:
    virtual ~Store() = default;
    // A snapshot to read from; the database refuses writes through it. commit() does nothing.
    virtual std::unique_ptr<Session> read() = 0;
    // A transaction that may write. Writers that wait for each other share one commit, and each
    // commit() returns only when that commit is on disk. It may see what others of its group
    // wrote and did not yet make durable: answer from what it read only after its commit().
    // SQLite has one writer at a time, so keep it short; a second write() by the same thread
    // while the first is open throws std::logic_error.
    virtual std::unique_ptr<Session> write() = 0;
    [[nodiscard]] virtual Dialect dialect() const = 0;
    // Copies the database while it is in use (SQLite); PostgreSQL has its own tools.
    virtual void backup_to(const std::string& path) = 0;
};

// One numbered, commented step of the schema. `sqlite` or `postgres` replaces `sql` where the two
// must differ; statements are separated by ";\n". Each module numbers its steps in a hundred of
// its own, by floor: journal 100, access 200, people 300, match 350, work 400,
// partnership 450, measure 500, exchange 600, http 700, web and api 800.
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
// Applies the migrations not yet applied in the order of their numbers, each in its own
// transaction. Throws Broken for a database that is newer than this program: one that has a
// number these do not have, inside a fifty (100 to 149) of which they have some. So modules may
// be migrated together or one by one.
void migrate(Store& store, std::span<const Migration> migrations);

}  // namespace longstone::store
