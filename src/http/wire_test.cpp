#include "http/wire.h"

#include <doctest/doctest.h>

#include "http/head_check.h"

using namespace longstone;
using namespace longstone::http;
using State = RequestReader::State;

namespace {

RequestReader reader(std::size_t body_limit = 1'000) {
    return {1'024, [body_limit](std::string_view, std::string_view) { return body_limit; }};
}

// The status with which `text` is refused, or 0 when it is read, or -1 when more is awaited.
int refusal(const std::string& text, std::size_t body_limit = 1'000) {
    RequestReader wire = reader(body_limit);
    wire.feed(text);
    if (wire.state() == State::Refused) return wire.failure().status;
    return wire.state() == State::Whole ? 0 : -1;
}

std::string get(std::string_view fields) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}

std::string post(std::string_view fields, std::string_view body) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

}  // namespace

TEST_CASE("a request is the same however its bytes arrive") {
    const std::string text =
        "POST /a%20b?c=d HTTP/1.1\r\nHost: hub.example:8080\r\nContent-Length: 5\r\n"
        "X-One: \t a b \r\n\r\nhello";
    for (std::size_t step = 1; step <= text.size(); ++step) {
        RequestReader wire = reader();
        CHECK(wire.is_idle());
        for (std::size_t at = 0; at < text.size(); at += step) {
            REQUIRE(wire.state() != State::Whole);
            wire.feed(std::string_view(text).substr(at, step));
        }
        REQUIRE(wire.state() == State::Whole);
        const auto [request, keep_alive] = wire.take();
        CHECK(request.method == "POST");
        CHECK(request.path == "/a%20b");
        CHECK(request.query_text("c") == "d");
        CHECK(request.header("x-one") == "a b");
        CHECK(request.body == "hello");
        CHECK(keep_alive);
        CHECK(wire.is_idle());
    }
}

TEST_CASE("requests sent together are read one after the other") {
    RequestReader wire = reader();
    wire.feed(post("Content-Length: 3\r\n", "one") + "\r\n" + get("Connection: close\r\n") +
              "GET /three");
    REQUIRE(wire.state() == State::Whole);
    CHECK(wire.take().request.body == "one");
    REQUIRE(wire.state() == State::Whole);
    CHECK(!wire.take().keep_alive);
    CHECK(wire.state() == State::Head);
    CHECK(!wire.is_idle());
}

TEST_CASE("a blank line before a request is passed over, even when it comes in two halves") {
    RequestReader wire = reader();
    wire.feed("\r");
    wire.feed("\n\r\n\r");
    wire.feed("\n" + get(""));
    CHECK(wire.state() == State::Whole);
}

TEST_CASE("chunks are put together, and nothing may follow them") {
    const std::string chunks = "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n";
    RequestReader wire = reader();
    for (const char c : post("Transfer-Encoding: chunked\r\n", chunks + "\r\n")) {
        wire.feed({&c, 1});
    }
    REQUIRE(wire.state() == State::Whole);
    CHECK(wire.take().request.body == "abc0123456789");
    CHECK(refusal(post("Transfer-Encoding: chunked\r\n",
                       chunks + "X-Forwarded-For: 10.0.0.1\r\n\r\n")) == 400);
}

TEST_CASE("what two programs could read in two ways is refused") {
    CHECK(refusal(get("")) == 0);
    // the end of the request
    CHECK(refusal(post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")) == 400);
    CHECK(refusal(post("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n", "0\r\n\r\n")) == 400);
    CHECK(refusal(post("Content-Length: 1\r\nContent-Length: 2\r\n", "ab")) == 400);
    CHECK(refusal(post("Content-Length: 1\r\nContent-Length: 1\r\n", "a")) == 400);
    CHECK(refusal(post("Content-Length: 1, 1\r\n", "a")) == 400);
    for (const char* length : {"", "+1", "-1", "0x1", "1 1", "99999999999999999999"}) {
        CAPTURE(length);
        CHECK(refusal(post("Content-Length: " + std::string(length) + "\r\n", "a")) == 400);
    }
    CHECK(refusal(post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n")) == 400);
    CHECK(refusal(post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n")) == 400);
    CHECK(refusal(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                       "0\r\n\r\n")) == 400);
    CHECK(refusal(post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n")) == 400);
    CHECK(refusal("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == 400);
    // lines
    CHECK(refusal(get("A: b\r\n c\r\n")) == 400);
    CHECK(refusal(get(" A: b\r\n")) == 400);
    CHECK(refusal(get("A: b\nC: d\r\n")) == 400);
    CHECK(refusal(get("A: b\rC: d\r\n")) == 400);
    CHECK(refusal(get(std::string_view("A: b\0c\r\n", 8))) == 400);
    CHECK(refusal(get(std::string_view("A\0: b\r\n", 7))) == 400);
    CHECK(refusal(get(": b\r\n")) == 400);
    CHECK(refusal(get("no colon\r\n")) == 400);
    CHECK(refusal(get("Content-Type: a\r\ncontent-type: b\r\n")) == 400);
}

TEST_CASE("a request is for a host, and for one") {
    CHECK(refusal("GET / HTTP/1.1\r\n\r\n") == 400);
    CHECK(refusal("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n") == 400);
    CHECK(refusal("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n") == 400);
    CHECK(refusal("GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n") == 0);
    CHECK(refusal("GET http://a@b/ HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
    for (const char* host : {"hub.example", "hub.example:8080", "127.0.0.1:1", "[::1]:8080"}) {
        CHECK(is_host(host));
    }
    for (const char* host : {"", ":80", "a:", "a:b", "a b", "a@b", "[::1", "[]", "a:123456"}) {
        CAPTURE(host);
        CHECK(!is_host(host));
    }
    RequestReader wire = reader();
    wire.feed("GET http://b:1?x=1 HTTP/1.1\r\nHost: a\r\n\r\n");
    REQUIRE(wire.state() == State::Whole);
    const Request request = wire.take().request;
    CHECK(request.header("Host") == "b:1");
    CHECK(request.target == "/?x=1");
}

TEST_CASE("what is not spoken here is named") {
    CHECK(refusal("BREW / HTTP/1.1\r\nHost: a\r\n\r\n") == 501);
    CHECK(refusal("GET / HTTP/2.0\r\nHost: a\r\n\r\n") == 505);
    CHECK(refusal("GET /\r\nHost: a\r\n\r\n") == 400);
    CHECK(refusal("\x16\x03\x01\r\n\r\n") == 400);
    CHECK(refusal("GET * HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
    CHECK(refusal("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
    CHECK(refusal("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
    CHECK(refusal("GET /\xC3\xBC HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
    CHECK(refusal(get("Expect: tea\r\n")) == 417);
}

TEST_CASE("an address that cannot be read still says whether a program asked") {
    for (const auto* target : {"/api/v1/people?text=a%00b", "/api/v1/people?text=%FF"}) {
        RequestReader wire = reader();
        wire.feed("GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        REQUIRE(wire.state() == State::Refused);
        CHECK(wire.failure().status == 400);
        CHECK(wire.so_far().path == "/api/");
    }
    RequestReader page = reader();
    page.feed("GET /people?text=%FF HTTP/1.1\r\nHost: a\r\n\r\n");
    REQUIRE(page.state() == State::Refused);
    CHECK(page.so_far().path != "/api/");
}

TEST_CASE("limits are held before the bytes arrive") {
    CHECK(refusal(get("A: " + std::string(2'000, 'a'))) == 431);
    CHECK(refusal("GET /" + std::string(2'000, 'a')) == 431);
    std::string many;
    for (int i = 0; i < 120; ++i) {
        many += "A:b\r\n";
    }
    CHECK(refusal(get(many)) == 431);
    CHECK(refusal(post("Content-Length: 1001\r\n", "")) == 413);
    CHECK(refusal(post("Content-Length: 1000\r\n", "")) == -1);
    CHECK(refusal(post("Transfer-Encoding: chunked\r\n", "3E9\r\n")) == 413);
    CHECK(refusal(post("Transfer-Encoding: chunked\r\n", "3E8\r\n")) == -1);
    CHECK(refusal(post("Transfer-Encoding: chunked\r\n", "4\r\nabcd\r\n4\r\n"), 7) == 413);
}

TEST_CASE("chunks that are not as they should be are refused") {
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    CHECK(refusal(post(chunked, "x\r\n")) == 400);
    CHECK(refusal(post(chunked, "3\r\nabcd\r\n0\r\n\r\n")) == 400);
    CHECK(refusal(post(chunked, "1;ext=1\r\na\r\n0\r\n\r\n")) == 400);
    CHECK(refusal(post(chunked, "FFFFFFFFFFFFFFFFF\r\n")) == 400);
    CHECK(refusal(post(chunked, "0\r\nA: " + std::string(9'000, 'a'))) == 400);
    CHECK(refusal(post(chunked, "1\na\n0\n\n")) == 400);
}

TEST_CASE("chunks may be cut anywhere, and a line cut short is waited for") {
    const std::string body = "03\r\nabc\r\n0\r\n\r\n";
    for (std::size_t cut = 0; cut <= body.size(); ++cut) {
        RequestReader wire = reader();
        wire.feed(post("Transfer-Encoding: chunked\r\n", body.substr(0, cut)));
        CHECK((wire.state() == State::Whole) == (cut == body.size()));
        wire.feed(body.substr(cut));
        REQUIRE(wire.state() == State::Whole);
        CHECK(wire.take().request.body == "abc");
        CHECK(wire.is_idle());
    }
}

TEST_CASE("a client that waits to be told is told once") {
    RequestReader wire = reader();
    wire.feed(post("Content-Length: 3\r\nExpect: 100-continue\r\n", ""));
    CHECK(wire.state() == State::Body);
    CHECK(wire.body_bytes_expected() == 3);
    CHECK(wire.take_expectation());
    CHECK(!wire.take_expectation());
    wire.feed("abc");
    CHECK(wire.take().request.body == "abc");
}

TEST_CASE("a reply's head says its length, its date and what becomes of the connection") {
    Reply reply = Reply::text(404, "gone");
    CHECK(write_head(reply, After::Close, "now") ==
          "HTTP/1.1 404 Not Found\r\nDate: now\r\nContent-Type: text/plain; charset=utf-8\r\n"
          "Content-Length: 4\r\nConnection: close\r\n\r\n");
    CHECK(write_head(Reply::empty(), After::KeepAlive, "now") ==
          "HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n");
    CHECK(http_date({784'111'777 * kSecond}) == "Sun, 06 Nov 1994 08:49:37 GMT");
}
