#include "api/test_api.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "access/accounts.h"
#include "access/tokens.h"
#include "api/routes.h"
#include "base/text.h"
#include "measure/counted.h"
#include "report/acts.h"

namespace longstone::api {
namespace {

std::shared_ptr<const define::Definitions> shipped() {
    static const auto definitions = [] {
        auto loaded = define::load(LONGSTONE_ROOT "/definitions", "northumberland");
        REQUIRE(loaded.has_value());
        return *loaded;
    }();
    return definitions;
}

}  // namespace

TestApi::TestApi() : now_(*parse_instant("2026-11-05T10:00:00Z")) {
    house_ = work::open_house(
        work::HouseOptions{.data_dir = ":memory:", .now = [this] { return now_; }}, shipped());
    measure::prepare(*house_);
    report::prepare(*house_);
    api_ = std::make_unique<Api>(Api{.house = *house_});
    add_api_routes(router_, *api_);
}

bool TestApi::Reply::names(std::string_view field) const {
    const auto& errors = body["errors"].items();
    return std::any_of(errors.begin(), errors.end(), [&](const Json& error) {
        return error.text("field") == field && !error.text("detail").empty();
    });
}

const std::string& TestApi::token_of(const std::string& post) {
    auto& token = tokens_[post];
    if (!token.empty()) return token;
    const auto slash = post.find('/');
    const auto user = cat({post.substr(slash + 1), ".", post.substr(0, slash)});
    const auto session = house_->store->write();
    const auto viewer = access::system_viewer();
    const auto grant = access::allow(viewer, access::Action::ManageUsers, user);
    REQUIRE(grant.has_value());
    const access::Change change{
        .db = *session, .projections = house_->projections, .now = house_->now()};
    REQUIRE(access::add_user(
        change,
        *house_->definitions,
        *grant,
        {.name = user,
         .shown = user,
         .email = cat({user, "@example.org"}),
         .posts = {{.agency = post.substr(0, slash), .post = post.substr(slash + 1)}}}));
    const auto made = access::make_token(change, *grant, user, "test", 30);
    REQUIRE(made.has_value());
    session->commit();
    token = made->secret;
    return token;
}

TestApi::Reply TestApi::call(const std::string& post,
                             const std::string& method,
                             const std::string& target,
                             const std::string& body,
                             const Headers& headers) {
    auto request = http::Request::to(method, target);
    REQUIRE(request.has_value());
    if (!post.empty()) request->headers.set("Authorization", cat({"Bearer ", token_of(post)}));
    if (!body.empty()) request->headers.set("Content-Type", "application/json");
    for (const auto& [name, value] : headers) {
        request->headers.set(name, value);
    }
    request->body = body;
    request->peer = "192.0.2.7";
    auto reply = router_.handle(std::move(*request));
    auto json = Json::parse(reply.body);
    return {.status = reply.status,
            .body = json ? std::move(*json) : Json(),
            .text = std::move(reply.body),
            .location = std::string(reply.headers.get("Location"))};
}

TestApi::Reply TestApi::get(const std::string& post, const std::string& target) {
    return call(post, "GET", target);
}

TestApi::Reply TestApi::post(const std::string& post, const std::string& target, const Json& body) {
    return call(post, "POST", target, body.dump());
}

Json TestApi::opening() {
    return Json::object(
        {{"pathway", "early-help-assessment"},
         {"people",
          Json(Json::Array{Json::object({{"role", "subject"},
                                         {"new",
                                          Json::object({{"given_name", "Nan"},
                                                        {"family_name", "Example"},
                                                        {"birth_date", "2015-03-03"}})}})})},
         {"answers",
          Json::object(
              {{"worry", "Missing school"}, {"worried-about", "Late four days a week"}})}});
}

std::string TestApi::open_record() {
    const auto reply = post(kWorker, "/api/v1/records", opening());
    INFO(reply.text);
    REQUIRE(reply.status == 201);
    return reply.body.text("ref");
}

}  // namespace longstone::api
