#pragma once

#include <cstdlib>
#include <functional>
#include <string>

#include <doctest/doctest.h>

#include "base/secret.h"
#include "store/store.h"

// For tests: runs `test` on an empty SQLite database, and on an empty schema of PostgreSQL as well
// when LONGSTONE_TEST_POSTGRES holds the postgresql:// address of a server (tests/postgres.sh
// starts one). Nothing of either is left behind.
namespace longstone::store {

// A schema of its own in a PostgreSQL database.
class TestSchema {
public:
    explicit TestSchema(const std::string& server)
        : server_(open("", server)), name_("test_" + random_code(16)) {
        // Names cannot be parameters, so the server puts this one together.
        make("do $$ begin execute 'create schema ' || current_setting('test.schema'); end $$");
        const bool has_options = server.find('?') != std::string::npos;
        url_ = server + (has_options ? "&" : "?") + "options=-csearch_path%3D" + name_;
    }
    ~TestSchema() {
        make(
            "do $$ begin execute 'drop schema ' || current_setting('test.schema') || ' cascade';"
            " end $$");
    }
    TestSchema(const TestSchema&) = delete;
    TestSchema& operator=(const TestSchema&) = delete;
    [[nodiscard]] const std::string& url() const { return url_; }

private:
    void make(Sql block) {
        const auto db = server_->write();
        db->run("select set_config('test.schema', $1, true)", {name_});
        db->run("set local client_min_messages = warning");
        db->run(block);
        db->commit();
    }

    std::unique_ptr<Store> server_;
    std::string name_;
    std::string url_ = {};
};

inline void for_each_store(const std::function<void(Store&)>& test) {
    {
        INFO("on SQLite");
        const auto store = open(":memory:", "");
        test(*store);
    }
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing changes the environment.
    if (const char* server = std::getenv("LONGSTONE_TEST_POSTGRES"); server && *server) {
        INFO("on PostgreSQL");
        const TestSchema schema(server);
        const auto store = open("", schema.url());
        test(*store);
    }
}

}  // namespace longstone::store
