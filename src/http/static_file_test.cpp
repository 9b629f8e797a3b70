#include "http/static_file.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include "http/message.h"

using namespace longstone::http;

namespace {

std::string gunzip(std::string_view bytes) {
    z_stream stream = {};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    std::string out(100'000, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

Request asking(std::string encoding, std::string tag = "") {
    Request request;
    request.headers.set("Accept-Encoding", std::move(encoding));
    if (!tag.empty()) request.headers.set("If-None-Match", std::move(tag));
    return request;
}

}  // namespace

TEST_CASE("a file that shrinks is sent small to those who can read it") {
    const std::string css(5'000, 'a');
    const std::string small = gzip(css);
    CHECK(small.size() < 100);
    const StaticFile file{
        .content = css, .gzipped = small, .content_type = "text/css", .version = "v1"};
    for (const char* encoding : {"gzip", "br, GZIP;q=0.5", "deflate,gzip"}) {
        CAPTURE(encoding);
        const Reply reply = static_reply(asking(encoding), file);
        CHECK(reply.headers.get("Content-Encoding") == "gzip");
        CHECK(reply.headers.get("Vary") == "Accept-Encoding");
        CHECK(gunzip(reply.body) == css);
    }
    for (const char* encoding : {"", "br", "gzip;q=0", "gzip; q=0.0", "xgzip"}) {
        CAPTURE(encoding);
        const Reply reply = static_reply(asking(encoding), file);
        CHECK(!reply.headers.has("Content-Encoding"));
        CHECK(reply.body == css);
    }
}

TEST_CASE("what would not shrink is left as it is") {
    CHECK(gzip("a").empty());
    const Reply reply =
        static_reply(asking("gzip"), {.content = "a", .content_type = "x", .version = "v"});
    CHECK(reply.body == "a");
    CHECK(!reply.headers.has("Vary"));
}

TEST_CASE("a browser that has this version is told so") {
    const std::string small = gzip(std::string(500, 'a'));
    const StaticFile file{.content = "a", .gzipped = small, .version = "v1"};
    CHECK(static_reply(asking("br", "\"v1\""), file).status == 304);
    CHECK(static_reply(asking("br", "\"v0\", W/\"v1\""), file).status == 304);
    CHECK(static_reply(asking("gzip", "\"v1-gzip\""), file).status == 304);
    CHECK(static_reply(asking("gzip", "\"v1-gzip\""), file).body.empty());
    CHECK(static_reply(asking("gzip", "\"v1\""), file).status == 200);
    CHECK(static_reply(asking("br", "\"v0\""), file).status == 200);
}

TEST_CASE("only what has a version in its address is kept for ever") {
    StaticFile file{.content = "a", .version = "v1", .keep = Keep::ForEver};
    CHECK(static_reply({}, file).headers.get("Cache-Control").ends_with("immutable"));
    file.keep = Keep::AskEach;
    CHECK(static_reply({}, file).headers.get("Cache-Control") == "public, no-cache");
}
