#include "web/test_house.h"

#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>

#include "access/accounts.h"
#include "access/sessions.h"
#include "base/text.h"
#include "http/csrf.h"
#include "http/urlencoded.h"
#include "measure/counted.h"
#include "report/acts.h"
#include "web/routes.h"

namespace longstone::web {
namespace {

// Thursday 5 November 2026, 10:00 in London.
constexpr std::string_view kStart = "2026-11-05T10:00:00Z";

std::shared_ptr<const define::Definitions> shipped() {
    static const auto definitions = [] {
        auto loaded = define::load(LONGSTONE_ROOT "/definitions", "northumberland");
        if (!loaded) {
            for (const auto& error : loaded.error()) {
                MESSAGE(error.say());
            }
            FAIL("the shipped definitions have errors");
        }
        return *loaded;
    }();
    return definitions;
}

std::string token_in(const std::string& body) {
    const auto start = body.find(cat({"name=\"", http::kCsrfField, "\""}));
    if (start == std::string::npos) return {};
    const auto value = body.find("value=\"", start);
    if (value == std::string::npos) return {};
    const auto from = value + 7;
    return body.substr(from, body.find('"', from) - from);
}

}  // namespace

Answer Browser::send(http::Request request) {
    std::vector<std::string> jar;
    jar.reserve(cookies.size());
    for (const auto& [name, value] : cookies) {
        jar.push_back(cat({name, "=", value}));
    }
    if (!jar.empty()) request.headers.set("Cookie", join(jar, "; "));
    request.headers.set("Host", "localhost");
    request.headers.set("Sec-Fetch-Site", "same-origin");
    request.peer = peer;
    auto reply = house_->router().handle(std::move(request));
    for (const auto& [name, value] : reply.headers) {
        if (name != "Set-Cookie") continue;
        const auto pair = value.substr(0, value.find(';'));
        const auto equals = pair.find('=');
        cookies[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    if (auto found = token_in(reply.body); !found.empty()) token = std::move(found);
    return {.status = reply.status,
            .location = std::string(reply.headers.get("Location")),
            .body = std::move(reply.body),
            .headers = std::move(reply.headers)};
}

Answer Browser::get(const std::string& target) {
    auto request = http::Request::to("GET", target);
    REQUIRE(request.has_value());
    return send(std::move(*request));
}

Answer Browser::post(const std::string& target, http::Pairs fields) {
    fields.emplace_back(std::string(http::kCsrfField), token);
    return post_raw(target, "application/x-www-form-urlencoded", http::write_query(fields));
}

Answer Browser::post_raw(const std::string& target,
                         const std::string& type,
                         const std::string& body) {
    auto request = http::Request::to("POST", target);
    REQUIRE(request.has_value());
    request->headers.set("Content-Type", type);
    request->body = body;
    return send(std::move(*request));
}

Answer Browser::follow(const Answer& answer) {
    INFO(answer.body);
    REQUIRE(answer.status == 303);
    return get(answer.location);
}

TestHouse::TestHouse()
    : now_(parse_instant(kStart).value_or(Instant{})), hasher_({.passes = 1, .memory = 8192}) {
    work::HouseOptions options;
    options.data_dir = ":memory:";
    options.now = [this] { return now_; };
    house_ = work::open_house(options, shipped());
    measure::prepare(*house_);
    report::prepare(*house_);
    // The database looks after itself in memory; documents need a folder.
    std::string folder = std::filesystem::temp_directory_path() / "longstone-web-XXXXXX";
    REQUIRE(::mkdtemp(folder.data()) != nullptr);
    house_->options.data_dir = folder;
    sign_in_ = std::make_unique<access::SignIn>(*house_->store, hasher_);
    app_ = std::unique_ptr<App>(new App{.house = *house_, .hasher = hasher_, .sign_in = *sign_in_});
    add_account_routes(router_, *app_);
    add_work_routes(router_, *app_);
    add_referral_routes(router_, *app_);
    add_failure_page(router_, *app_);
}

TestHouse::~TestHouse() {
    std::error_code ignored;
    std::filesystem::remove_all(house_->options.data_dir, ignored);
}

std::string TestHouse::user(const std::string& agency, const std::string& post) {
    const auto name = cat({post, ".", agency});
    const auto write = house_->store->write();
    if (access::find_account(*write, name)) return name;
    const auto system = access::system_viewer();
    const auto grant = access::allow(system, access::Action::ManageUsers);
    REQUIRE(grant.has_value());
    const access::Change change{.db = *write, .projections = house_->projections, .now = now_};
    const auto added = access::add_user(change,
                                        *house_->definitions,
                                        *grant,
                                        {.name = name,
                                         .shown = cat({"Test ", post, " of ", agency}),
                                         .email = cat({name, "@example.org"}),
                                         .posts = {{.agency = agency, .post = post}}});
    INFO(name);
    REQUIRE(added.has_value());
    write->commit();
    return name;
}

Browser TestHouse::as(const std::string& agency, const std::string& post) {
    const auto name = user(agency, post);
    const auto write = house_->store->write();
    Browser browser(*this);
    browser.cookies["session"] =
        access::begin_session(*write, {.user = name, .device = "Test", .source = "test"}, now_);
    const auto session =
        access::find_session(*write, browser.cookies["session"], app_->settings.sessions, now_);
    REQUIRE(session.has_value());
    browser.token = http::csrf_token(session.value_or(access::OpenSession{}).csrf_secret);
    write->commit();
    return browser;
}

Browser TestHouse::guest() {
    return Browser(*this);
}

std::int64_t TestHouse::count(store::Sql sql, std::initializer_list<store::Param> params) {
    return house_->store->read()->integer(sql, params);
}

}  // namespace longstone::web
