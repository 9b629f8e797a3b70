#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/store.h"

struct pg_conn;

// One connection to PostgreSQL and the statements it has prepared. For one thread at a time.
// Throws Broken; the messages hold statements and PostgreSQL's own words, but never its details,
// which quote values.
namespace longstone::store {

class PostgresConnection {
public:
    explicit PostgresConnection(const std::string& url);
    ~PostgresConnection();
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;

    Rows rows(Sql sql, std::span<const Param> params);
    Rows script(const std::string& statements);
    // Throws also when PostgreSQL answers a commit by rolling back.
    void commit();
    [[nodiscard]] bool alive() const;

private:
    using Type = unsigned int;  // PostgreSQL's number of a type; 0 leaves it to the server
    struct Statement {
        std::string name = {};
        std::vector<Type> types = {};
    };
    const Statement& prepared(Sql sql, std::span<const Param> params);

    pg_conn* handle_ = nullptr;
    std::unordered_map<const char*, Statement> statements_ = {};
    int named_ = 0;
};

}  // namespace longstone::store
