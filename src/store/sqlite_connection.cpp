#include "store/sqlite_connection.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

#include <sqlite3.h>

#include "base/text.h"
#include "store/leaf.h"

namespace longstone::store {
namespace {

constexpr int kMostLooks = 10'000;  // at a lock that another process holds, a millisecond apart

// SQLite's own waiting looks ten times a second after a while, and so misses, again and again, the
// moments in which a program that writes much (a feed given at the machine) lets others in.
int look_again(void*, int looks) {
    if (looks >= kMostLooks) return 0;
    sqlite3_sleep(1);
    return 1;
}

[[noreturn]] void fail(sqlite3* handle, std::string_view doing) {
    throw Broken(cat({"SQLite: ", sqlite3_errmsg(handle), " (", doing, ")"}));
}

Value value_of(sqlite3_stmt* statement, int column) {
    const auto size = [&] {
        return static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    };
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return Value(std::in_place_type<std::int64_t>, sqlite3_column_int64(statement, column));
        case SQLITE_TEXT: {
            const auto* text =
                reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            return Value(std::in_place_type<std::string>, text, size());
        }
        case SQLITE_BLOB: {
            const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, column));
            return Value(Bytes{.data = data ? std::string(data, size()) : std::string()});
        }
        case SQLITE_FLOAT:
            throw Broken(cat({"SQLite: column ",
                              sqlite3_column_name(statement, column),
                              " is a fraction; statements give integers, text and bytes (",
                              sqlite3_sql(statement),
                              ")"}));
        default:
            return Value();
    }
}

Row row_of(sqlite3_stmt* statement, int columns) {
    std::vector<Value> values;
    values.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column)
        values.push_back(value_of(statement, column));
    return Row(std::move(values));
}

int bind(sqlite3_stmt* statement, int place, const Param& param) {
    // A null pointer would bind a null, not an empty text.
    const char* data = param.text.data() ? param.text.data() : "";
    const auto size = static_cast<sqlite3_uint64>(param.text.size());
    switch (param.kind) {
        case Param::Kind::Integer:
            return sqlite3_bind_int64(statement, place, param.integer);
        case Param::Kind::Text:
            return sqlite3_bind_text64(statement, place, data, size, SQLITE_STATIC, SQLITE_UTF8);
        case Param::Kind::Bytes:
            return sqlite3_bind_blob64(statement, place, data, size, SQLITE_STATIC);
        case Param::Kind::Null:
            break;
    }
    return sqlite3_bind_null(statement, place);
}

// Resets a statement on every way out, so that it holds no lock and borrows no value.
class Running {
public:
    explicit Running(sqlite3_stmt* statement) : statement_(statement) {}
    ~Running() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

private:
    sqlite3_stmt* statement_;
};

Rows all_rows(sqlite3* handle, sqlite3_stmt* statement) {
    Rows rows;
    const int columns = sqlite3_column_count(statement);
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement))
        rows.push_back(row_of(statement, columns));
    if (code != SQLITE_DONE) fail(handle, sqlite3_sql(statement));
    return rows;
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, Mode mode) {
    const int access = mode == Mode::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    // Each connection is used by one thread at a time, so SQLite needs no lock of its own.
    const int code = sqlite3_open_v2(path.c_str(), &handle_, access | SQLITE_OPEN_NOMUTEX, nullptr);
    try {
        if (code != SQLITE_OK) fail(handle_, "opening " + path);
        set_up(mode);
    } catch (...) {
        close();
        throw;
    }
}

SqliteConnection::~SqliteConnection() {
    close();
}

void SqliteConnection::close() noexcept {
    for (auto& [literal, statement] : statements_)
        sqlite3_finalize(statement.handle);
    sqlite3_close(handle_);
}

void SqliteConnection::set_up(Mode mode) {
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_handler(handle_, look_again, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    script("pragma foreign_keys = on; pragma temp_store = memory; pragma cache_size = -8000");
    if (mode == Mode::Read) return;
    const Rows journal = script("pragma journal_mode = wal");
    if (journal.empty() || journal.front().text(0) != "wal")
        throw Broken("SQLite: the data folder is on a disk that cannot hold a write-ahead log");
    // What is deleted under a retention rule must not linger in free pages.
    script("pragma journal_size_limit = 67108864; pragma secure_delete = on");
    script(mode == Mode::Write ? "pragma synchronous = full" : "pragma synchronous = off");
}

void SqliteConnection::after_commits(std::function<bool(int)> told) {
    after_commit_ = std::move(told);
    sqlite3_wal_hook(
        handle_,
        [](void* own, sqlite3* handle, const char* name, int pages) {
            if (static_cast<SqliteConnection*>(own)->after_commit_(pages))
                sqlite3_wal_checkpoint_v2(
                    handle, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
            return SQLITE_OK;
        },
        this);
}

SqliteConnection::Statement& SqliteConnection::prepared(Sql sql) {
    if (const auto found = statements_.find(sql.text); found != statements_.end())
        return found->second;
    Statement statement;
    const char* rest = nullptr;
    if (sqlite3_prepare_v3(
            handle_, sql.text, -1, SQLITE_PREPARE_PERSISTENT, &statement.handle, &rest) !=
        SQLITE_OK)
        fail(handle_, sql.text);
    if (!trim(rest).empty()) {
        sqlite3_finalize(statement.handle);
        throw Broken(cat({"SQLite: more than one statement (", sql.text, ")"}));
    }
    Statement& kept = statements_.emplace(sql.text, std::move(statement)).first->second;
    // Places are bound by name: SQLite counts them in the order in which they stand in the text.
    const int count = sqlite3_bind_parameter_count(kept.handle);
    for (int place = 1; place <= count; ++place) {
        const char* name = sqlite3_bind_parameter_name(kept.handle, place);
        const std::string_view digits = name && *name == '$' ? name + 1 : "";
        std::size_t number = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
        kept.order.push_back(number);
    }
    return kept;
}

Rows SqliteConnection::rows(Sql sql, std::span<const Param> params) {
    check_params(sql, params);
    Statement& statement = prepared(sql);
    if (!statement.handle) return {};  // nothing but a comment
    if (sqlite3_stmt_busy(statement.handle)) throw Broken(cat({"SQLite: in use (", sql.text, ")"}));
    const Running running(statement.handle);
    std::size_t most = 0;
    for (std::size_t i = 0; i < statement.order.size(); ++i) {
        const std::size_t number = statement.order[i];
        most = std::max(most, number);
        if (number == 0 || number > params.size())
            throw Broken(cat({"SQLite: a parameter is missing (", sql.text, ")"}));
        if (bind(statement.handle, static_cast<int>(i) + 1, params[number - 1]) != SQLITE_OK)
            fail(handle_, sql.text);
    }
    if (most != params.size())
        throw Broken(cat({"SQLite: a parameter is not used (", sql.text, ")"}));
    return all_rows(handle_, statement.handle);
}

Rows SqliteConnection::script(const std::string& statements) {
    Rows rows;
    const char* rest = statements.c_str();
    while (*rest) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle_, rest, -1, &statement, &rest) != SQLITE_OK)
            fail(handle_, statements);
        if (!statement) continue;
        const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> owned(statement,
                                                                          &sqlite3_finalize);
        rows = all_rows(handle_, statement);
    }
    return rows;
}

bool SqliteConnection::in_transaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

void SqliteConnection::copy_to(const std::string& path) {
    sqlite3* target = nullptr;
    int code = sqlite3_open(path.c_str(), &target);
    if (code == SQLITE_OK) {
        sqlite3_backup* backup = sqlite3_backup_init(target, "main", handle_, "main");
        // All pages in one step: one snapshot, whatever is written meanwhile.
        code = backup ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(target);
        if (backup) sqlite3_backup_finish(backup);
    }
    sqlite3_close(target);
    if (code != SQLITE_DONE)
        throw Broken(cat({"SQLite: ", sqlite3_errstr(code), " (copying to ", path, ")"}));
}

}  // namespace longstone::store
