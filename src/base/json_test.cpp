#include "base/json.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>

#include "base/text.h"

using namespace longstone;

namespace {

Json read(std::string_view text) {
    Result<Json> json = Json::parse(text);
    if (!json) FAIL(json.error().message);
    return std::move(json).value();
}

std::string trouble(std::string_view text) {
    Result<Json> json = Json::parse(text);
    if (json) return "";
    CHECK(json.error().fault == Fault::Malformed);
    return json.error().message;
}

bool mentions(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

}  // namespace

TEST_CASE("every kind of value is read") {
    CHECK(read("null").is_null());
    CHECK(read("true").boolean());
    CHECK_FALSE(read(" false ").boolean(true));
    CHECK(read("-12").integer() == -12);
    CHECK(read("0").is_integer());
    CHECK(read("1.5").real() == 1.5);
    CHECK_FALSE(read("1.0").is_integer());
    CHECK(read("1e3").real() == 1000);
    CHECK(read(R"("a\"\\\/\b\f\n\r\tA\u00e9\ud83d\ude00")").text() ==
          "a\"\\/\b\f\n\r\tA\u00e9\U0001F600");
    CHECK(read("[]").is_array());
    CHECK(read("{}").is_object());
    CHECK(read(R"([1,[2,{"a":[3]}]])").items()[1].items()[1]["a"].items()[0].integer() == 3);
}

TEST_CASE("objects keep the order they were given") {
    constexpr std::string_view kText = R"({"z":1,"a":{"y":true,"b":null},"m":[]})";
    CHECK(read(kText).dump() == kText);
}

TEST_CASE("the gentle readers give an empty value for what is not there") {
    Json json = read(R"({"name":"Ada","age":7,"tags":["x"],"none":null})");
    CHECK(json.text("name") == "Ada");
    CHECK(json.text("age") == "");
    CHECK(json.text("nothing") == "");
    CHECK(json["nothing"]["at"]["all"].is_null());
    CHECK(json["age"].integer() == 7);
    CHECK(json["age"].real() == 7.0);
    CHECK(json["name"].integer(-1) == -1);
    CHECK(json["tags"].items().size() == 1);
    CHECK(json["name"].items().empty());
    CHECK(json["name"].members().empty());
    CHECK(json.has("none"));
    CHECK_FALSE(json.has("nothing"));
    CHECK_FALSE(json["tags"].has("x"));
}

TEST_CASE("values are built and written") {
    Json json = Json::object({{"a", 1}, {"b", Json::strings({"x", "y"})}, {"c", nullptr}});
    json.set("a", true).set("d", 2.5);
    CHECK(json.dump() == R"({"a":true,"b":["x","y"],"c":null,"d":2.5})");
    Json made;
    made.push("first").push(Json().set("k", "v"));
    CHECK(made.dump() == R"(["first",{"k":"v"}])");
    CHECK(Json::array().dump() == "[]");
    CHECK(Json(std::string("sizes").size()) == Json(5LL));
    CHECK(Json::object({}).dump() == "{}");
    CHECK_THROWS_AS(Json("text").set("a", 1), std::logic_error);
    CHECK_THROWS_AS(Json::object({}).push(1), std::logic_error);
}

TEST_CASE("pretty writing indents by two spaces") {
    CHECK(
        read(R"({"a":[1,{}],"b":[],"c":{"d":"e"}})").dump_pretty() ==
        "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": [],\n  \"c\": {\n    \"d\": \"e\"\n  }\n}");
}

TEST_CASE("text is escaped where it must be and is valid UTF-8 always") {
    CHECK(Json("a\"b\\c\n\r\t\x01\x1f\x7f</é😀").dump() ==
          "\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u001f\x7f</é😀\"");
    CHECK(Json(std::string("nul\0here", 8)).dump() == R"("nul\u0000here")");
    for (std::string_view broken : {"\xFF", "a\xC3", "\xED\xA0\x80z", "\xE2\x82 \xE2\x82\xAC"}) {
        std::string written = Json(broken).dump();
        CHECK(is_valid_utf8(written));
        CHECK(mentions(written, "\uFFFD"));
        CHECK(Json::parse(written));
    }
    CHECK(Json::object({{"k\"\xFF", 1}}).dump() == "{\"k\\\"\uFFFD\":1}");
}

TEST_CASE("numbers keep their kind and value") {
    CHECK(Json(1.0).dump() == "1.0");
    CHECK(Json(0.1).dump() == "0.1");
    CHECK(Json(std::nan("")).dump() == "null");
    CHECK(Json(std::numeric_limits<double>::infinity()).dump() == "null");
    for (std::int64_t value : {std::numeric_limits<std::int64_t>::min(),
                               std::numeric_limits<std::int64_t>::max(),
                               std::int64_t{0},
                               std::int64_t{-1},
                               std::int64_t{9007199254740993}}) {
        CHECK(read(Json(value).dump()) == Json(value));
    }
    for (double value : {1e300, -2.5e-300, 5e-324, 1.0 / 3, 123456789.0, 1e21, -0.5}) {
        CHECK(read(Json(value).dump()) == Json(value));
    }
}

TEST_CASE("numbers out of range are refused") {
    for (std::string_view wrong : {"9223372036854775808",
                                   "-9223372036854775809",
                                   "18446744073709551616",
                                   "123456789012345678901234567890",
                                   "1e400",
                                   "-1e999999",
                                   "[1, 99999999999999999999]"}) {
        CAPTURE(wrong);
        CHECK(mentions(trouble(wrong), "too large"));
    }
    std::string huge(1'000'000, '9');
    CHECK(mentions(trouble(huge), "too large"));
}

TEST_CASE("nesting is allowed to 64 levels") {
    CHECK(Json::parse(nested(64)));
    CHECK(mentions(trouble(nested(65)), "too deeply"));
    CHECK(mentions(trouble(std::string(2'000'000, '[')), "too deeply"));
    std::string objects;
    for (int i = 0; i < 65; ++i)
        objects += R"({"a":)";
    CHECK(mentions(trouble(objects), "line 1, character"));
    CHECK(mentions(trouble(objects), "too deeply"));
}

TEST_CASE("a key given twice is refused, however many there are") {
    CHECK(mentions(trouble(R"({"a":1,"a":2})"), "the key \"a\" is given twice"));
    CHECK(mentions(trouble(R"({"a":1,"\u0061":2})"), "given twice"));
    CHECK(mentions(trouble(R"({"x":[{"b":1,"c":2,"b":3}]})"), "given twice"));
    CHECK(mentions(trouble(R"({"":1,"":2})"), "given twice"));
    std::string vast(100'000, 'v');
    CHECK(trouble(cat({"{\"", vast, "\":1,\"", vast, "\":2}"})).size() < 200);
    CHECK(Json::parse(R"({"a":{"a":1},"b":{"a":1}})"));
    std::string many = "{";
    for (int i = 0; i < 20'000; ++i)
        many += cat({"\"k", number(i), "\":0,"});
    CHECK(read(many + "\"k\":0}").members().size() == 20'001);
    CHECK(mentions(trouble(many + "\"k3\":0}"), "\"k3\" is given twice"));
    CHECK(mentions(trouble(many + "\"k19999\":0}"), "given twice"));
}

TEST_CASE("text that is not UTF-8 is refused") {
    for (std::string_view wrong : {"\"\xFF\"",
                                   "\"\xC0\x80\"",
                                   "\"\xED\xA0\x80\"",
                                   "\"\xF4\x90\x80\x80\"",
                                   "\"\xE2\x82\"",
                                   "{\"\x80\":1}",
                                   R"("\ud800")",
                                   R"("\udc00")",
                                   R"("\ud800A")"}) {
        CAPTURE(wrong);
        CHECK(trouble(wrong) != "");
    }
}

TEST_CASE("what is not JSON is refused") {
    for (std::string_view wrong :
         {"",      " ",         "nul", "True",     "'a'",       "{a:1}",     "[1,]", "{\"a\":1,}",
          "[1 2]", "{\"a\" 1}", "01",  "+1",       "1.",        ".5",        "1e",   "-",
          "NaN",   "Infinity",  "\"a", "\"a\nb\"", "\"\\x\"",   "\"\\u12\"", "[1]x", "{} {}",
          "[",     "{\"a\":",   "]",   "// c\n1",  "/* c */ 1", "0x10"}) {
        CAPTURE(wrong);
        CHECK(trouble(wrong) != "");
    }
    CHECK(trouble(std::string_view("1\0", 2)) != "");
    CHECK(trouble(std::string_view("\"a\0\"", 4)) != "");
}

TEST_CASE("a refusal says where and what to do") {
    CHECK(trouble("{\n  \"a\": 1,\n  \"a\": 2\n}") ==
          "The JSON cannot be read at line 3, character 5: the key \"a\" is given twice. "
          "Correct it and send it again.");
    CHECK(mentions(trouble("[1,\n2,\n oops]"), "line 3, character 2: this is not valid JSON"));
    Result<Json> json = Json::parse("[1,");
    CHECK_FALSE(json.error().detail.empty());
}

TEST_CASE("random values are read back as they were written") {
    std::uint64_t seed = 3;
    auto next = [&seed](std::uint64_t below) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        return (seed >> 33U) % below;
    };
    auto make = [&](auto&& self, int depth) -> Json {
        switch (next(depth > 4 ? 5 : 7)) {
            case 0:
                return nullptr;
            case 1:
                return next(2) == 0;
            case 2:
                return static_cast<std::int64_t>(next(1U << 30U)) * 4'000'000'007;
            case 3:
                return static_cast<double>(next(1U << 30U)) / 977.0;
            case 4: {
                std::string text;
                for (auto n = next(12); n > 0; --n)
                    text += static_cast<char>(next(128));
                return text + "é";
            }
            case 5: {
                Json array = Json::array();
                for (auto n = next(6); n > 0; --n)
                    array.push(self(self, depth + 1));
                return array;
            }
            default: {
                Json object = Json::object({});
                for (auto n = next(25); n > 0; --n) {
                    object.set(number(static_cast<long long>(next(99))), self(self, depth + 1));
                }
                return object;
            }
        }
    };
    for (int i = 0; i < 200; ++i) {
        Json json = make(make, 0);
        REQUIRE(read(json.dump()) == json);
        REQUIRE(read(json.dump_pretty()) == json);
    }
}
