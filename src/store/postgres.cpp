#include <mutex>
#include <stdexcept>

#include "store/leaf.h"
#include "store/postgres_connection.h"

// PostgreSQL by its URL: a pool of connections, one for each open session.
namespace longstone::store {
namespace {

constexpr std::size_t kIdleConnections = 32;

class Pool {
public:
    explicit Pool(std::string url) : url_(std::move(url)) { give_back(open()); }

    // A connection that has begun. One that went stale while it lay idle, as all do when the
    // server is restarted or fails over, is thrown away for the next.
    std::unique_ptr<PostgresConnection> begin(Sql sql) {
        while (auto connection = take()) {
            try {
                connection->rows(sql, {});
                return connection;
            } catch (const Broken&) {
                if (connection->alive()) throw;
            }
        }
        auto connection = open();
        connection->rows(sql, {});
        return connection;
    }

    void give_back(std::unique_ptr<PostgresConnection> connection) {
        const std::lock_guard lock(mutex_);
        if (idle_.size() < kIdleConnections) idle_.push_back(std::move(connection));
    }

private:
    [[nodiscard]] std::unique_ptr<PostgresConnection> open() const {
        return std::make_unique<PostgresConnection>(url_);
    }
    std::unique_ptr<PostgresConnection> take() {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) return nullptr;
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }

    std::string url_;
    std::mutex mutex_ = {};
    std::vector<std::unique_ptr<PostgresConnection>> idle_ = {};
};

class PostgresSession final : public Session {
public:
    PostgresSession(Pool& pool, bool writes)
        : pool_(pool),
          connection_(writes ? pool.begin("begin isolation level read committed")
                             : pool.begin("begin isolation level repeatable read read only")),
          writes_(writes) {}

    ~PostgresSession() override {
        try {
            if (!progress_.over()) connection_->script("rollback");
            if (connection_->alive()) pool_.give_back(std::move(connection_));
        } catch (const std::exception&) {
            connection_.reset();  // the server undoes what a lost connection left open
        }
    }
    Rows rows(Sql sql, std::span<const Param> params) override {
        return progress_.run([&] { return connection_->rows(sql, params); });
    }
    void commit() override {
        if (!writes_) return;
        progress_.require_open();
        progress_.fail();
        connection_->commit();
        progress_.end();
    }
    [[nodiscard]] Dialect dialect() const override { return Dialect::Postgres; }

private:
    Rows script(const std::string& statements) override {
        return progress_.run([&] { return connection_->script(statements); });
    }

    Pool& pool_;
    std::unique_ptr<PostgresConnection> connection_;
    bool writes_;
    Progress progress_ = {};
};

class PostgresStore final : public Store {
public:
    explicit PostgresStore(const std::string& url) : pool_(url) {}

    std::unique_ptr<Session> read() override {
        return std::make_unique<PostgresSession>(pool_, false);
    }
    std::unique_ptr<Session> write() override {
        return std::make_unique<PostgresSession>(pool_, true);
    }
    [[nodiscard]] Dialect dialect() const override { return Dialect::Postgres; }
    void backup_to(const std::string&) override {
        throw Broken(
            "a PostgreSQL database is backed up with its own tools: pg_dump, pg_basebackup");
    }

private:
    Pool pool_;
};

}  // namespace

std::unique_ptr<Store> open_postgres(const std::string& url) {
    return std::make_unique<PostgresStore>(url);
}

}  // namespace longstone::store
