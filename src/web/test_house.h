#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/password.h"
#include "access/sign_in.h"
#include "base/time.h"
#include "http/form.h"
#include "http/message.h"
#include "http/router.h"
#include "web/app.h"
#include "work/house.h"

// For tests: a whole house in memory with the shipped definitions and a clock that the test turns,
// and people at their browsers. No socket.
namespace longstone::web {

struct Answer {
    int status = 0;
    std::string location = {};
    std::string body = {};
    http::Headers headers = {};

    [[nodiscard]] bool shows(std::string_view text) const {
        return body.find(text) != std::string::npos;
    }
    [[nodiscard]] bool hides(std::string_view text) const { return !shows(text); }
};

class TestHouse;

// One browser: keeps its cookies and sends the token of the page it last saw.
class Browser {
public:
    Answer get(const std::string& target);
    // The fields of a form; the token is added.
    Answer post(const std::string& target, http::Pairs fields);
    Answer post_raw(const std::string& target, const std::string& type, const std::string& body);
    // Follows a redirect, or fails the test when there is none.
    Answer follow(const Answer& answer);
    std::map<std::string, std::string> cookies = {};
    std::string token = {};
    std::string peer = "192.0.2.7";

private:
    friend class TestHouse;
    explicit Browser(TestHouse& house) : house_(&house) {}
    Answer send(http::Request request);
    TestHouse* house_;
};

class TestHouse {
public:
    TestHouse();
    ~TestHouse();
    TestHouse(const TestHouse&) = delete;
    TestHouse& operator=(const TestHouse&) = delete;

    // Signed in; the account "post.agency" is made when it is first asked for.
    Browser as(const std::string& agency, const std::string& post);
    // The account's name for that post, made when it is first asked for.
    std::string user(const std::string& agency, const std::string& post);
    Browser guest();

    void turn(std::int64_t micros) { now_ = now_ + micros; }
    [[nodiscard]] Instant now() const { return now_; }
    work::House& house() { return *house_; }
    App& app() { return *app_; }
    http::Router& router() { return router_; }
    const define::Definitions& definitions() const { return *house_->definitions; }
    // One number out of the database.
    std::int64_t count(store::Sql sql, std::initializer_list<store::Param> params = {});

private:
    Instant now_ = {};
    std::unique_ptr<work::House> house_ = {};
    access::PasswordHasher hasher_;
    std::unique_ptr<access::SignIn> sign_in_ = {};
    std::unique_ptr<App> app_ = {};
    http::Router router_ = {};
};

}  // namespace longstone::web
