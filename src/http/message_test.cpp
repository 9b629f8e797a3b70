#include "http/message.h"

#include <stdexcept>

#include <doctest/doctest.h>

#include "base/json.h"
#include "http/cookie.h"
#include "http/csrf.h"
#include "http/forwarded.h"
#include "http/log.h"
#include "http/urlencoded.h"

using namespace longstone;
using namespace longstone::http;

namespace {

Request get(std::string target) {
    auto request = Request::to("GET", std::move(target));
    if (!request) FAIL(request.error().message);
    return std::move(request).value();
}

Request posted(std::string content_type, std::string body) {
    Request request{.method = "POST", .body = std::move(body)};
    if (!content_type.empty()) request.headers.set("Content-Type", std::move(content_type));
    return request;
}

Request with(std::string name, std::string value) {
    Request request{.method = "POST"};
    request.headers.set("Host", "hub.example:8080");
    request.headers.set(std::move(name), std::move(value));
    return request;
}

}  // namespace

TEST_CASE("headers are found without regard to case and cannot break out of their line") {
    Headers headers;
    headers.add("Content-Type", "text/plain");
    headers.add("Set-Cookie", "a=1");
    headers.add("set-cookie", "b=2");
    CHECK(headers.get("content-TYPE") == "text/plain");
    CHECK(headers.get("Set-Cookie") == "a=1");
    CHECK(headers.get("Host").empty());
    headers.set("SET-COOKIE", "c=3");
    CHECK(std::distance(headers.begin(), headers.end()) == 2);

    CHECK_THROWS_AS(headers.set("X", "a\r\nSet-Cookie: b=1"), std::logic_error);
    CHECK_THROWS_AS(headers.set("X: a\nY", "b"), std::logic_error);
    CHECK_THROWS_AS(headers.add("X", std::string("a\0b", 3)), std::logic_error);
    CHECK_THROWS_AS(headers.add("", "b"), std::logic_error);
}

TEST_CASE("a target is split and its query decoded") {
    const Request request = get("/people?name=Zo%C3%AB+Bell&tag=a&tag=b&empty=&bare&x=1%2B1");
    CHECK(request.path == "/people");
    CHECK(request.query_text("name") == "Zoë Bell");
    CHECK(request.query_all("tag") == std::vector<std::string>{"a", "b"});
    CHECK(request.query_text("empty").empty());
    CHECK(request.query.size() == 6);
    CHECK(request.query_text("x") == "1+1");
    CHECK(request.query_text("absent").empty());
}

TEST_CASE("a target that cannot be read is malformed") {
    for (const char* target : {"people",
                               "/%",
                               "/%4",
                               "/%zz",
                               "/a%00b",
                               "/%FF",
                               "/?a=%",
                               "/?a=%00",
                               "/?%FF=1",
                               "/?a=\xC0\x80"}) {
        CAPTURE(target);
        const auto request = Request::to("GET", target);
        REQUIRE(!request);
        CHECK(request.error().fault == Fault::Malformed);
    }
}

TEST_CASE("a form keeps order, repeated names, and plain line ends") {
    const auto form = posted("application/x-www-form-urlencoded; charset=UTF-8",
                             "why=one%0D%0Atwo%0Dthree%0A&who=a&who=b&none=")
                          .form();
    REQUIRE(form);
    CHECK(form->text("why") == "one\ntwo\nthree\n");
    CHECK(form->all("who") == std::vector<std::string>{"a", "b"});
    CHECK(form->has("none"));
    CHECK(!form->has("some"));
    CHECK(form->fields().front().first == "why");
}

TEST_CASE("a body that is no form is malformed, and no body is an empty form") {
    CHECK(posted("text/plain", "a=1").form().error().fault == Fault::Malformed);
    CHECK(posted("application/x-www-form-urlencoded", "a=%").form().error().fault ==
          Fault::Malformed);
    CHECK(posted("multipart/form-data", "--x--").form().error().fault == Fault::Malformed);
    const auto nothing = posted("", "").form();
    REQUIRE(nothing);
    CHECK(nothing->fields().empty());
}

TEST_CASE("too many fields are too large") {
    std::string body;
    for (std::size_t i = 0; i <= kFormFields; ++i) {
        body += "a=1&";
    }
    CHECK(parse_urlencoded(body).error().fault == Fault::TooLarge);
    CHECK(parse_urlencoded(std::string_view(body).substr(4)).has_value());
}

TEST_CASE("what is written as a query is read back") {
    const Pairs pairs = {{"a b", "c&d=e"}, {"ü", "100% +1"}, {"", ""}};
    const auto back = parse_urlencoded(write_query(pairs));
    REQUIRE(back);
    CHECK(*back == pairs);
}

TEST_CASE("JSON is read only where the content type says so") {
    CHECK(posted("application/json", R"({"a":1})").json().value()["a"].integer() == 1);
    CHECK(posted("application/merge-patch+json; charset=utf-8", "[]").json()->is_array());
    CHECK(posted("text/plain", "{}").json().error().fault == Fault::Malformed);
    CHECK(posted("application/json", "{").json().error().fault == Fault::Malformed);
}

TEST_CASE("every fault has its status") {
    CHECK(status_of(Fault::Malformed) == 400);
    CHECK(status_of(Fault::Unauthenticated) == 401);
    CHECK(status_of(Fault::NeedsReason) == 403);
    CHECK(status_of(Fault::NotFound) == 404);
    CHECK(status_of(Fault::Conflict) == 409);
    CHECK(status_of(Fault::TooLarge) == 413);
    CHECK(status_of(Fault::Invalid) == 422);
    CHECK(status_of(Fault::TooMany) == 429);
}

TEST_CASE("a problem is told as RFC 9457 has it, without what is for the log") {
    const Reply reply = Reply::problem_json(Problem{
        .fault = Fault::Invalid,
        .message = "Two answers are missing.",
        .fields = {{.field = "basis", .message = "Say why."}},
        .detail = "secret",
    });
    CHECK(reply.status == 422);
    CHECK(reply.headers.get("Content-Type") == "application/problem+json");
    const auto json = Json::parse(reply.body);
    REQUIRE(json);
    CHECK(json->text("type") == "urn:longstone:problem:invalid");
    CHECK((*json)["status"].integer() == 422);
    CHECK(json->text("detail") == "Two answers are missing.");
    CHECK((*json)["errors"].items().at(0).text("field") == "basis");
    CHECK((*json)["errors"].items().at(0).text("detail") == "Say why.");
    CHECK(reply.body.find("secret") == std::string::npos);
}

TEST_CASE("nobody is sent to another site") {
    CHECK(Reply::see_other("/records/7?tab=people").headers.get("Location") ==
          "/records/7?tab=people");
    for (const char* url : {"//evil.example",
                            "/\\evil.example",
                            "https://evil.example",
                            "",
                            "x",
                            "/\t/evil.example",
                            "/a\r\nb"}) {
        CAPTURE(url);
        CHECK(Reply::see_other(url).headers.get("Location") == "/");
    }
}

TEST_CASE("a file is given to keep, under its name, and runs nothing") {
    const Reply reply = Reply::file({.filename = "Zoë's \"plan\"/../x.html",
                                     .content_type = "text/html",
                                     .bytes = "<script>",
                                     .show = true});
    CHECK(reply.headers.get("Content-Disposition") ==
          "attachment; filename=\"Zo__'s _plan_..x.html\"; "
          "filename*=UTF-8''Zo%C3%AB%27s%20%22plan%22..x.html");
    CHECK(reply.headers.get("Content-Security-Policy").ends_with("; sandbox"));

    const Reply picture =
        Reply::file({.filename = "a.png", .content_type = "image/png", .bytes = "x", .show = true});
    CHECK(picture.headers.get("Content-Disposition").starts_with("inline;"));
}

TEST_CASE("the session cookie is bound to the host when it can be") {
    CHECK(set_cookie_text(session_cookie("abc", true)) ==
          "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
    CHECK(set_cookie_text(session_cookie("abc", false)) ==
          "session=abc; Path=/; HttpOnly; SameSite=Lax");
    CHECK(set_cookie_text(forget_session(true)).find("Max-Age=0") != std::string::npos);
    CHECK_THROWS_AS(set_cookie_text({.name = "a", .value = "b; Domain=x"}), std::logic_error);
}

TEST_CASE("cookies are read one by one") {
    const std::string_view header = "session=abc; other=\"d e\"; sessionx=no;empty=; session=late";
    CHECK(read_cookie(header, "session") == "abc");
    CHECK(read_cookie(header, "other") == "d e");
    CHECK(read_cookie(header, "empty").empty());
    CHECK(read_cookie(header, "esson").empty());
    CHECK(with("Cookie", "a=1").cookie("a") == "1");
}

TEST_CASE("a form token belongs to one session") {
    const std::string secret(32, 's');
    const std::string other(32, 't');
    CHECK(csrf_token_holds(secret, csrf_token(secret)));
    CHECK(!csrf_token_holds(other, csrf_token(secret)));
    CHECK(!csrf_token_holds(secret, ""));
    CHECK(!csrf_token_holds("", ""));
}

TEST_CASE("a write comes from our own page when the browser says so") {
    CHECK(came_from_own_page(with("Sec-Fetch-Site", "same-origin")));
    CHECK(came_from_own_page(with("Sec-Fetch-Site", "none")));
    CHECK(!came_from_own_page(with("Sec-Fetch-Site", "same-site")));
    CHECK(!came_from_own_page(with("Sec-Fetch-Site", "cross-site")));
    CHECK(came_from_own_page(with("Origin", "http://hub.example:8080")));
    CHECK(!came_from_own_page(with("Origin", "http://hub.example")));
    CHECK(!came_from_own_page(with("Origin", "http://hub.example:8080.evil.example")));
    CHECK(!came_from_own_page(with("Origin", "null")));
    CHECK(!came_from_own_page(with("Origin", "")));
    CHECK(came_from_own_page(with("X-Nothing", "sent")));

    Request secure = with("Origin", "http://hub.example:8080");
    secure.secure = true;
    CHECK(!came_from_own_page(secure));
    secure.headers.set("Origin", "https://hub.example:8080");
    CHECK(came_from_own_page(secure));
}

TEST_CASE("only what the nearest proxy wrote is believed") {
    Request request{.peer = "10.0.0.1"};
    request.headers.add("X-Forwarded-For", "127.0.0.1, 203.0.113.9");
    request.headers.add("X-Forwarded-Proto", "http");
    request.headers.add("X-Forwarded-Proto", "https");
    believe_proxy(request);
    CHECK(request.peer == "203.0.113.9");
    CHECK(request.secure);

    Request odd{.peer = "10.0.0.1"};
    odd.headers.add("X-Forwarded-For", "<script>");
    believe_proxy(odd);
    CHECK(odd.peer == "10.0.0.1");
    CHECK(!odd.secure);
}

TEST_CASE("what is logged of an exception names nobody") {
    CHECK(without_personal_data("no column \"given_name\"\nDETAIL: (email)=(sam@example.org)") ==
          "no column \"given_name\"");
    CHECK(without_personal_data("bad value 'Sam Okafor' for date") == "bad value '…' for date");
    CHECK(without_personal_data("bad value \"sam") == "bad value \"…\"");
    CHECK(without_personal_data("disk full") == "disk full");
}
