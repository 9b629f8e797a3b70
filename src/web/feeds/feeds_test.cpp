#include <doctest/doctest.h>

#include "base/text.h"
#include "web/test_house.h"

// The page by which an agency sends its feeds.
namespace longstone::web {
namespace {

constexpr const char* kNotices =
    "notice,told on,given name,family name,birth date,about,reason,ten days,hours,tried\n"
    "N1,2026-11-02,Nan,Example,03/03/2015,absence,non-attendance,Y,0,Called twice\n"
    "N2,2026-11-02,,Example,03/03/2015,rumour,non-attendance,Y,0,Called twice\n";

// As a browser sends a form with a file.
template <class Sender>
auto upload(Sender& sender, const std::string& step, const std::string& file) {
    const auto field = [](const std::string& name, const std::string& value) {
        return cat(
            {"--xx\r\nContent-Disposition: form-data; name=\"", name, "\"\r\n\r\n", value, "\r\n"});
    };
    return sender.post_raw(
        "/feeds",
        "multipart/form-data; boundary=xx",
        cat({field("csrf_token", sender.token),
             field("agency", "hartlaw-high"),
             field("do", step),
             "--xx\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"all.csv\"\r\n"
             "Content-Type: text/csv\r\n\r\n",
             file,
             "\r\n--xx--\r\n"}));
}

}  // namespace

TEST_CASE("only who may send feeds finds the page") {
    TestHouse house;
    auto teacher = house.as("hartlaw-high", "safeguarding-lead");
    CHECK(teacher.get("/feeds").status == 404);
    CHECK(teacher.get("/").hides("href=\"/feeds\""));
    auto sender = house.as("hartlaw-high", "data-manager");
    const auto page = sender.get("/feeds");
    REQUIRE(page.status == 200);
    CHECK(page.shows("href=\"/feeds\""));
    CHECK(page.shows("Children missing education"));
    CHECK(page.shows("Nothing has been sent yet."));
}

TEST_CASE("a file is tried before it is taken, and what was sent stays in the box") {
    TestHouse house;
    auto sender = house.as("hartlaw-high", "data-manager");
    sender.get("/feeds");
    http::Pairs fields = {
        {"agency", "hartlaw-high"}, {"feed", ""}, {"text", kNotices}, {"do", "try"}};
    const auto tried = sender.post("/feeds", fields);
    REQUIRE(tried.status == 200);
    CHECK(tried.shows("2 rows would give: 1 record opened and 1 row refused."));
    CHECK(tried.shows("given-name"));
    CHECK(tried.shows("is not one of the answers"));
    CHECK(tried.shows("N2,2026-11-02,,Example"));
    CHECK(house.count("select count(*) from record") == 0);
    CHECK(house.count("select count(*) from person") == 0);
    fields.back().second = "take";
    const auto taken = sender.post("/feeds", fields);
    CHECK(taken.shows("2 rows: 1 record opened and 1 row refused."));
    CHECK(taken.shows("1 row refused<"));
    CHECK(house.count("select count(*) from record") == 1);
    const auto again = sender.post("/feeds", fields);
    CHECK(again.shows("1 row already received"));
    CHECK(house.count("select count(*) from record") == 1);
}

TEST_CASE("a file that is too large for the box is chosen again to be taken") {
    TestHouse house;
    auto sender = house.as("hartlaw-high", "data-manager");
    sender.get("/feeds");
    const auto large = cat({kNotices, std::string(1'100'000, 'x'), "\n"});
    const auto tried = upload(sender, "try", large);
    REQUIRE(tried.status == 200);
    CHECK(tried.shows("3 rows would give: 1 record opened and 2 rows refused."));
    CHECK(tried.shows("too large to be shown here. Choose it again above"));
    CHECK(tried.hides("N2,2026-11-02"));
    CHECK(upload(sender, "take", large).shows("1 record opened"));
    CHECK(house.count("select count(*) from record") == 1);
}

TEST_CASE("a page shows nothing of a file that is no text") {
    TestHouse house;
    auto sender = house.as("hartlaw-high", "data-manager");
    sender.get("/feeds");
    for (const auto& text : {cat({kNotices, "N3,2026-11-02,Ren\xE9,Example,,,,,,\n"}),
                             cat({kNotices, "N3,2026-11-02,Ren", std::string(1, '\0'), "\n"}),
                             std::string("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")}) {
        const auto page = upload(sender, "try", text);
        CHECK(is_valid_utf8(page.body));
        CHECK(page.body.find('\0') == std::string::npos);
        CHECK(page.shows("not all text in UTF-8"));
        CHECK(page.hides("N2,2026-11-02"));
    }
    CHECK(house.count("select count(*) from record") == 0);
}

TEST_CASE("what cannot be read is given back with what to do") {
    TestHouse house;
    auto sender = house.as("hartlaw-high", "data-manager");
    sender.get("/feeds");
    const auto reply = sender.post("/feeds",
                                   {{"agency", "hartlaw-high"},
                                    {"feed", "missing-education"},
                                    {"text", "notice,surname\nN1,Example\n"},
                                    {"do", "take"}});
    CHECK(reply.status == 422);
    CHECK(reply.shows("This feed has no column “surname”"));
    CHECK(reply.shows("N1,Example"));
    const auto other = sender.post(
        "/feeds", {{"agency", "tweedside-college"}, {"text", kNotices}, {"do", "take"}});
    CHECK(other.status == 404);
}

}  // namespace longstone::web
