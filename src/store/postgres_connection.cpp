#include "store/postgres_connection.h"

#include <algorithm>
#include <charconv>
#include <memory>

#include <libpq-fe.h>

#include "base/text.h"
#include "store/leaf.h"

namespace longstone::store {
namespace {

// From PostgreSQL's catalogue of types, where these numbers are fixed.
constexpr Oid kBool = 16, kBytea = 17, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kOid = 26;
constexpr Oid kFloat4 = 700, kFloat8 = 701, kNumeric = 1700;

constexpr int kBinary = 1, kAsText = 0;

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

std::string_view first_line(const char* message) {
    const std::string_view text = message ? message : "";
    return text.substr(0, text.find('\n'));
}

Answer checked(PGconn* handle, PGresult* result, std::string_view doing) {
    Answer answer(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY)
        return answer;
    const char* primary = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    throw Broken(cat({"PostgreSQL: ",
                      first_line(primary ? primary : PQerrorMessage(handle)),
                      state ? cat({" [", state, "]"}) : "",
                      " (",
                      doing,
                      ")"}));
}

std::int64_t integer_of(std::string_view text, const char* column) {
    std::int64_t number = 0;
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const auto [stopped, error] = std::from_chars(begin, end, number);
    if (error != std::errc() || stopped != end)
        throw Broken(cat({"PostgreSQL: column ",
                          column,
                          " is not a whole number; statements give integers, text and bytes"}));
    return number;
}

int nibble(char digit) {
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

// "\x" and two digits a byte, as bytea_output = hex promises.
Bytes bytes_of(std::string_view text) {
    Bytes bytes;
    text.remove_prefix(2);
    bytes.data.reserve(text.size() / 2);
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        bytes.data.push_back(static_cast<char>(nibble(text[i]) << 4 | nibble(text[i + 1])));
    return bytes;
}

Value value_of(const PGresult* result, int row, int column) {
    if (PQgetisnull(result, row, column)) return Value();
    const std::string_view text(PQgetvalue(result, row, column),
                                static_cast<std::size_t>(PQgetlength(result, row, column)));
    switch (PQftype(result, column)) {
        case kBool:
            return Value(std::in_place_type<std::int64_t>, text == "t" ? 1 : 0);
        case kInt8:
        case kInt4:
        case kInt2:
        case kOid:
        case kNumeric:  // what sum() makes of bigint
        case kFloat4:
        case kFloat8:
            return Value(integer_of(text, PQfname(result, column)));
        case kBytea:
            return Value(bytes_of(text));
        default:
            return Value(std::in_place_type<std::string>, text);
    }
}

Rows rows_of(const PGresult* result) {
    const int count = PQntuples(result);
    const int columns = PQnfields(result);
    Rows rows;
    rows.reserve(static_cast<std::size_t>(count));
    for (int row = 0; row < count; ++row) {
        std::vector<Value> values;
        values.reserve(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column)
            values.push_back(value_of(result, row, column));
        rows.emplace_back(std::move(values));
    }
    return rows;
}

Oid type_of(const Param& param) {
    switch (param.kind == Param::Kind::Null ? param.otherwise : param.kind) {
        case Param::Kind::Integer:
            return kInt8;
        case Param::Kind::Text:
            return kText;
        case Param::Kind::Bytes:
            return kBytea;
        case Param::Kind::Null:
            break;
    }
    return 0;
}

// PostgreSQL itself does not mind a value that no place in the statement asks for.
std::size_t highest_place(std::string_view sql) {
    std::size_t highest = 0;
    for (std::size_t at = sql.find('$'); at != sql.npos; at = sql.find('$', at + 1)) {
        std::size_t place = 0;
        std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), place);
        highest = std::max(highest, place);
    }
    return highest;
}

// The parameters in PostgreSQL's binary form, in the arrays that libpq asks for.
struct Arguments {
    explicit Arguments(std::span<const Param> params)
        : values(params.size()),
          lengths(params.size()),
          integers(params.size()),
          formats(params.size(), kBinary) {
        for (std::size_t i = 0; i < params.size(); ++i) {
            const Param& param = params[i];
            if (param.kind == Param::Kind::Integer) {
                for (std::size_t byte = 0; byte < 8; ++byte)
                    integers[i].big_endian[byte] =
                        static_cast<char>(param.integer >> (56 - 8 * byte) & 0xFF);
                values[i] = integers[i].big_endian;
                lengths[i] = 8;
            } else if (param.kind != Param::Kind::Null) {
                values[i] = param.text.data() ? param.text.data() : "";
                lengths[i] = static_cast<int>(param.text.size());
            }
        }
    }
    struct Integer {
        char big_endian[8] = {};
    };
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<Integer> integers;
    std::vector<int> formats;
};

}  // namespace

PostgresConnection::PostgresConnection(const std::string& url) : handle_(PQconnectdb(url.c_str())) {
    if (!alive()) {
        const std::string why(first_line(handle_ ? PQerrorMessage(handle_) : "out of memory"));
        PQfinish(handle_);
        throw Broken("PostgreSQL: " + why);
    }
    PQsetNoticeProcessor(handle_, [](void*, const char*) {}, nullptr);
    try {
        // A server may be set up otherwise; durability and our reading of bytes depend on these.
        script(
            "set client_encoding = 'UTF8'; set bytea_output = 'hex'; "
            "set standard_conforming_strings = on; set lock_timeout = '10s'; "
            "set application_name = 'longstone'");
        script(
            "select set_config('synchronous_commit', 'on', false) "
            "where current_setting('synchronous_commit') in ('off', 'local')");
    } catch (...) {
        PQfinish(handle_);
        throw;
    }
}

PostgresConnection::~PostgresConnection() {
    PQfinish(handle_);
}

bool PostgresConnection::alive() const {
    return handle_ && PQstatus(handle_) == CONNECTION_OK;
}

// A statement is prepared with the types of the parameters it is first given. A plain null has
// none: when a value comes in its place later, the statement is prepared again.
const PostgresConnection::Statement& PostgresConnection::prepared(Sql sql,
                                                                  std::span<const Param> params) {
    Statement& statement = statements_[sql.text];
    bool fits = !statement.name.empty() && statement.types.size() == params.size();
    for (std::size_t i = 0; fits && i < params.size(); ++i)
        fits = type_of(params[i]) == 0 || statement.types[i] == type_of(params[i]);
    if (fits) return statement;
    std::vector<Oid> types;
    for (std::size_t i = 0; i < params.size(); ++i) {
        const Oid before = i < statement.types.size() ? statement.types[i] : 0;
        const Oid now = type_of(params[i]);
        types.push_back(now ? now : before);
    }
    if (highest_place(sql.text) != params.size())
        throw Broken(cat({"PostgreSQL: a parameter is missing or not used (", sql.text, ")"}));
    if (!statement.name.empty())
        checked(handle_, PQexec(handle_, ("deallocate " + statement.name).c_str()), sql.text);
    statement.name.clear();
    const std::string name = "s" + std::to_string(++named_);
    checked(
        handle_,
        PQprepare(handle_, name.c_str(), sql.text, static_cast<int>(types.size()), types.data()),
        sql.text);
    statement.name = name;
    statement.types = std::move(types);
    return statement;
}

Rows PostgresConnection::rows(Sql sql, std::span<const Param> params) {
    check_params(sql, params);
    const Statement& statement = prepared(sql, params);
    const Arguments arguments(params);
    const Answer answer = checked(handle_,
                                  PQexecPrepared(handle_,
                                                 statement.name.c_str(),
                                                 static_cast<int>(params.size()),
                                                 arguments.values.data(),
                                                 arguments.lengths.data(),
                                                 arguments.formats.data(),
                                                 kAsText),
                                  sql.text);
    return rows_of(answer.get());
}

Rows PostgresConnection::script(const std::string& statements) {
    return rows_of(checked(handle_, PQexec(handle_, statements.c_str()), statements).get());
}

void PostgresConnection::commit() {
    const Answer answer = checked(handle_, PQexec(handle_, "commit"), "commit");
    if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT")
        throw Broken("PostgreSQL: an earlier statement of this change failed");
}

}  // namespace longstone::store
