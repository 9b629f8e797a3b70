#include "demo/callers.h"

#include <stdexcept>

#include "access/accounts.h"
#include "access/tokens.h"
#include "api/api.h"
#include "api/routes.h"
#include "base/text.h"

namespace longstone::demo {
namespace {

// A player's time may stand still while it makes a year of calls.
constexpr http::Rate kWide = {.burst = 100'000'000, .refill = kMinute, .keys = 20'000};
constexpr int kTokenDays = 365;

template <class Value>
Value must(Result<Value> result) {
    if (!result) throw std::logic_error(result.error().message);
    return std::move(*result);
}

access::PostHeld post_held(const std::string& post) {
    const auto slash = post.find('/');
    if (slash == std::string::npos)
        throw std::invalid_argument(cat({"Write a post as agency/post, not ", post}));
    return {.agency = post.substr(0, slash), .post = post.substr(slash + 1)};
}

}  // namespace

struct Callers::Door {
    explicit Door(work::House& house) : api{.house = house, .calls = http::RateLimiter(kWide)} {
        api::add_api_routes(router, api);
    }
    api::Api api;
    http::Router router = {};
};

Callers::Callers(work::House& house) : house_(house), door_(std::make_unique<Door>(house)) {}
Callers::~Callers() = default;

const std::vector<http::Route>& Callers::routes() const {
    return door_->router.routes();
}

void Callers::introduce(const std::string& post,
                        const std::string& user,
                        const std::string& shown,
                        const std::string& email) {
    const auto session = house_.store->write();
    if (!access::find_account(*session, user)) {
        const auto viewer = access::system_viewer();
        const auto grant = must(access::allow(viewer, access::Action::ManageUsers, user));
        must(access::add_user(
            {.db = *session, .projections = house_.projections, .now = house_.now()},
            *house_.definitions,
            grant,
            {.name = user, .shown = shown, .email = email, .posts = {post_held(post)}}));
    }
    session->commit();
    users_[post] = user;
}

const std::string& Callers::user_of(const std::string& post) {
    if (const auto known = users_.find(post); known != users_.end()) return known->second;
    const auto held = post_held(post);
    const auto viewer = access::viewer_of(*house_.definitions, "nobody", "", {held});
    const auto shown = viewer.post_name(*house_.definitions);
    if (shown.empty()) throw std::invalid_argument(cat({"There is no post ", post}));
    const auto user = cat({held.post, ".", held.agency});
    introduce(post, user, shown, cat({user, "@example.org"}));
    return users_[post];
}

const std::string& Callers::token_of(const std::string& post) {
    Token& token = tokens_[post];
    if (!token.secret.empty() && house_.now() + kDay < token.until) return token.secret;
    const auto user = user_of(post);
    const auto session = house_.store->write();
    const auto viewer = access::system_viewer();
    const auto grant = must(access::allow(viewer, access::Action::ManageUsers, user));
    const auto made = must(
        access::make_token({.db = *session, .projections = house_.projections, .now = house_.now()},
                           grant,
                           user,
                           "played",
                           kTokenDays));
    session->commit();
    token = {.secret = made.secret, .until = made.token.until};
    return token.secret;
}

Called Callers::call(const std::string& post,
                     const std::string& method,
                     const std::string& target,
                     const Json& body) {
    auto request = must(http::Request::to(method, target));
    if (!body.is_null()) {
        request.headers.set("Content-Type", "application/json");
        request.body = body.dump();
    }
    return send(std::move(request), token_of(post));
}

Called Callers::send(http::Request request, const std::string& token) {
    if (!token.empty()) request.headers.set("Authorization", cat({"Bearer ", token}));
    if (request.peer.empty()) request.peer = "127.0.0.1";
    auto reply = door_->router.handle(std::move(request));
    auto body = Json::parse(reply.body);
    return {.status = reply.status,
            .body = body ? std::move(*body) : Json(std::move(reply.body)),
            .headers = std::move(reply.headers)};
}

}  // namespace longstone::demo
