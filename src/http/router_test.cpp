#include "http/router.h"

#include <new>
#include <stdexcept>

#include <doctest/doctest.h>

using namespace longstone;
using namespace longstone::http;

namespace {

Request ask(std::string method, std::string target) {
    auto request = Request::to(std::move(method), std::move(target));
    if (!request) FAIL(request.error().message);
    request->peer = "203.0.113.9";
    return std::move(request).value();
}

Handler says(std::string text) {
    return [text](const Request&) { return Reply::text(200, text); };
}

Handler shows(std::string name) {
    return [name](const Request& request) { return Reply::text(200, request.param(name)); };
}

constexpr RouteInfo kPublic = {.access = AccessKind::Public};

std::string body_of(const Router& router, std::string target) {
    return router.handle(ask("GET", std::move(target))).body;
}

}  // namespace

TEST_CASE("the nearest route answers, whatever the order they came in") {
    Router router;
    router.add("GET", "/records/{ref}", shows("ref"), {});
    router.add("GET", "/records/{ref}/moves", says("moves"), {});
    router.add("GET", "/records/new", says("new"), {});
    router.add("GET", "/pages/{n:number}", shows("n"), {});
    router.add("GET", "/pages/{id:key}", says("key"), {});
    router.add("GET", "/files/{path:rest}", shows("path"), {});
    router.add("GET", "/", says("home"), {});

    CHECK(body_of(router, "/") == "home");
    CHECK(body_of(router, "/records/new") == "new");
    CHECK(body_of(router, "/records/NP%2D26%2F7?x=1") == "NP-26/7");
    CHECK(body_of(router, "/records/new/moves") == "moves");
    CHECK(body_of(router, "/pages/12") == "12");
    CHECK(body_of(router, "/pages/a-1") == "key");
    CHECK(body_of(router, "/files/a/b.css") == "a/b.css");
    for (const char* target : {"/records",
                               "/records/",
                               "/records/7/",
                               "/pages/A",
                               "/files",
                               "//",
                               "/Records/new",
                               "/records/7/moves/1"}) {
        CAPTURE(target);
        CHECK(router.handle(ask("GET", target)).status == 404);
    }
}

TEST_CASE("another method gets 405 with what is allowed, and HEAD the head alone") {
    Router router;
    router.add("GET", "/a", says("hello"), {});
    router.add("POST", "/a", says("posted"), {});
    router.add("POST", "/b", says("posted"), {});

    const Reply refused = router.handle(ask("DELETE", "/a"));
    CHECK(refused.status == 405);
    CHECK(refused.headers.get("Allow") == "GET, HEAD, POST, OPTIONS");
    CHECK(router.handle(ask("HEAD", "/b")).status == 405);

    const Reply head = router.handle(ask("HEAD", "/a"));
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(head.headers.get("Content-Length") == "5");

    const Reply options = router.handle(ask("OPTIONS", "/b"));
    CHECK(options.status == 204);
    CHECK(options.headers.get("Allow") == "POST, OPTIONS");
}

TEST_CASE("a route that cannot be told from another is a bug") {
    Router router;
    router.add("GET", "/a/{x}", says(""), {});
    CHECK_THROWS_AS(router.add("GET", "/a/{x}", says(""), {}), std::logic_error);
    CHECK_THROWS_AS(router.add("POST", "/a/{y}", says(""), {}), std::logic_error);
    CHECK_THROWS_AS(router.add("GET", "a", says(""), {}), std::logic_error);
    CHECK_THROWS_AS(router.add("GET", "/{x", says(""), {}), std::logic_error);
    CHECK_THROWS_AS(router.add("GET", "/{}", says(""), {}), std::logic_error);
    CHECK_THROWS_AS(router.add("GET", "/{x:date}", says(""), {}), std::logic_error);
    CHECK_THROWS_AS(router.add("GET", "/{x:rest}/b", says(""), {}), std::logic_error);
}

TEST_CASE("the routes can be walked") {
    Router router;
    router.add("GET", "/b", says(""), {.name = "b", .access = AccessKind::Public});
    router.add("POST", "/a/{x}", says(""), {.name = "a"});
    REQUIRE(router.routes().size() == 2);
    CHECK(router.routes()[0].pattern == "/b");
    CHECK(router.routes()[0].info.access == AccessKind::Public);
    CHECK(router.routes()[1].method == "POST");
    CHECK(name_of(router.routes()[1].info.access) == "signed in");
}

TEST_CASE("what a handler throws becomes a page that can give back what was typed") {
    Router router;
    router.add("POST", "/disk", [](const Request&) -> Reply { throw std::bad_alloc(); }, {});
    router.add("POST", "/bug", [](const Request&) -> Reply { throw std::out_of_range("x"); }, {});
    router.add("POST", "/odd", [](const Request&) -> Reply { throw 7; }, {});
    router.error_page([](const Request& request, const Failure& failure) {
        return Reply::page(failure.status, "typed: " + request.body);
    });
    Request request = ask("POST", "/disk");
    request.body = "note=hello";
    const Reply reply = router.handle(std::move(request));
    CHECK(reply.status == 503);
    CHECK(reply.body == "typed: note=hello");
    CHECK(reply.headers.has("Retry-After"));
    CHECK(router.handle(ask("POST", "/bug")).status == 500);
    CHECK(router.handle(ask("POST", "/odd")).status == 503);
}

TEST_CASE("an error page that fails itself still leaves an answer") {
    Router router;
    router.error_page([](const Request&, const Failure&) -> Reply { throw std::bad_alloc(); });
    const Reply reply = router.handle(ask("GET", "/nothing"));
    CHECK(reply.status == 404);
    CHECK(!reply.body.empty());
    const Reply api = router.handle(ask("GET", "/api/v1/nothing"));
    CHECK(api.status == 404);
    CHECK(api.headers.get("Content-Type") == "application/problem+json");
}

TEST_CASE("a guard may end the matter before the handler") {
    Router router;
    int calls = 0;
    router.guard([](const Request&, const RouteInfo& info) -> std::optional<Reply> {
        if (info.access == AccessKind::Public) return {};
        return Reply::see_other("/sign-in");
    });
    router.add("GET", "/inside", [&](const Request&) { return ++calls, Reply::empty(); }, {});
    router.add("GET", "/sign-in", says("sign in"), kPublic);
    CHECK(router.handle(ask("GET", "/inside")).status == 303);
    CHECK(calls == 0);
    CHECK(body_of(router, "/sign-in") == "sign in");
}

TEST_CASE("a write from another site's page is refused, except to the API") {
    Router router;
    int writes = 0;
    const Handler write = [&](const Request&) { return ++writes, Reply::empty(); };
    router.add("POST", "/page", write, {});
    router.add("POST", "/public", write, kPublic);
    router.add("POST", "/api/v1/records", write, {.access = AccessKind::Api});
    for (const char* target : {"/page", "/public"}) {
        Request request = ask("POST", target);
        request.headers.set("Host", "hub.example");
        request.headers.set("Origin", "https://evil.example");
        CHECK(router.handle(std::move(request)).status == 403);
    }
    CHECK(writes == 0);
    Request api = ask("POST", "/api/v1/records");
    api.headers.set("Origin", "https://other.example");
    CHECK(router.handle(std::move(api)).status == 204);
    CHECK(router.handle(ask("POST", "/page")).status == 204);
    CHECK(writes == 2);
}

TEST_CASE("a loopback route does not exist for anybody else") {
    Router router;
    router.add("GET", "/metrics", says("figures"), {.access = AccessKind::Loopback});
    CHECK(router.handle(ask("GET", "/metrics")).status == 404);
    CHECK(router.handle(ask("GET", "/metrics")).body == router.handle(ask("GET", "/no")).body);
    Request here = ask("GET", "/metrics");
    here.peer = "127.0.0.1";
    CHECK(router.handle(here).status == 200);
    here.headers.set("X-Forwarded-For", "203.0.113.9");
    CHECK(router.handle(here).status == 404);
}

TEST_CASE("every reply carries the security headers, and a file keeps its own policy") {
    Router router;
    router.add("GET", "/a", says("a"), {});
    router.add("GET", "/f", [](const Request&) { return Reply::file({.bytes = "x"}); }, {});
    for (const char* target : {"/a", "/nothing"}) {
        const Reply reply = router.handle(ask("GET", target));
        const auto policy = reply.headers.get("Content-Security-Policy");
        CHECK(policy.find("default-src 'none'") != std::string::npos);
        CHECK(policy.find("unsafe") == std::string::npos);
        CHECK(reply.headers.get("X-Content-Type-Options") == "nosniff");
        CHECK(reply.headers.get("Referrer-Policy") == "same-origin");
        CHECK(reply.headers.get("Cache-Control") == "no-store");
        CHECK(reply.headers.get("X-Request-Id").size() == 26);
        CHECK(!reply.headers.has("Strict-Transport-Security"));
    }
    Request secure = ask("GET", "/f");
    secure.secure = true;
    const Reply file = router.handle(std::move(secure));
    CHECK(file.headers.has("Strict-Transport-Security"));
    CHECK(file.headers.get("Content-Security-Policy").ends_with("sandbox"));
    CHECK(file.headers.get("X-Content-Type-Options") == "nosniff");
}

TEST_CASE("the limit of a body is known before it is read") {
    Router router;
    router.add("POST", "/upload/{ref}", says(""), {.body_limit = 5'000'000});
    router.add("POST", "/greedy", says(""), {.body_limit = std::size_t{1} << 40U});
    router.add("POST", "/form", says(""), {});
    CHECK(router.body_limit("POST", "/upload/7") == 5'000'000);
    CHECK(router.body_limit("GET", "/upload/7") == kBodyLimit);
    CHECK(router.body_limit("POST", "/greedy") == kUploadLimit);
    CHECK(router.body_limit("POST", "/form") == kBodyLimit);
    CHECK(router.body_limit("POST", "/none") == kBodyLimit);
}
