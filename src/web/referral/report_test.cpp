#include <doctest/doctest.h>

#include "base/text.h"
#include "web/referral/test_answers.h"
#include "web/test_house.h"

namespace longstone::web {
namespace {

struct Report {
    std::string base = {};
    std::string reference = {};
    std::string passcode = {};
};

std::string strong_after(const std::string& body, const std::string& label) {
    const auto at = body.find(label);
    REQUIRE(at != std::string::npos);
    const auto from = body.find("<strong", at);
    const auto start = body.find('>', from) + 1;
    return body.substr(start, body.find('<', start) - start);
}

Report begin_report(Browser& guest, const std::string& pathway = kPathway) {
    guest.get("/report");
    const auto begun = guest.post("/report/start", {{"pathway", pathway}});
    INFO(begun.body);
    REQUIRE(begun.status == 200);
    Report report{.reference = strong_after(begun.body, "Your reference: "),
                  .passcode = strong_after(begun.body, "Your passcode: ")};
    const auto at = begun.body.find("href=\"/report/") + 6;
    report.base = begun.body.substr(at, begun.body.find('"', at) - at);
    return report;
}

void send_report(TestHouse& house, Browser& guest, const Report& report) {
    REQUIRE(guest.post(report.base + "/who", {{"name-not-known", "yes"}}).status == 303);
    answer_all(house, guest, report.base, {"public-child-worry"});
    const auto sent = guest.post(report.base + "/check", {});
    INFO(sent.body);
    REQUIRE(sent.status == 303);
    REQUIRE(sent.location == report.base + "/sent");
}

}  // namespace

TEST_CASE("a neighbour reports a worry, and comes back for news with the passcode alone") {
    TestHouse house;
    auto guest = house.guest();
    const auto start = guest.get("/report");
    CHECK(start.shows("call 999"));
    CHECK(start.shows("/privacy"));
    CHECK(start.shows("govuk-exit-this-page"));
    const auto report = begin_report(guest);
    CHECK(guest.follow(guest.get(report.base)).shows("Is anybody in danger now?"));
    send_report(house, guest, report);
    const auto sent = guest.get(report.base + "/sent");
    CHECK(sent.shows("CR-2026-0001"));
    CHECK(sent.shows("Nothing yet"));
    CHECK(house.count("select count(*) from record where source = 'public'") == 1);
    CHECK(house.count("select count(*) from person where kind = 'unknown'") == 1);
    CHECK(guest.get(report.base + "/public-child-worry.worries").location == report.base + "/sent");

    tell_referrer(house, "CR-2026-0001", "We have spoken with the family.");
    auto later = house.guest();
    CHECK(later.get(report.base + "/sent").location == "/report/return");
    later.get("/report/return");
    const auto back = later.post("/report/return",
                                 {{"reference", "cr-2026-0001"}, {"passcode", report.passcode}});
    REQUIRE(back.status == 303);
    const auto news = later.follow(later.follow(back));
    CHECK(news.shows("We have spoken with the family."));
    CHECK(news.hides("Words for "));
}

TEST_CASE("every pathway that the public may open is offered and can be sent") {
    TestHouse house;
    int n = 0;
    for (const auto& [id, pathway] : house.definitions().pathways) {
        if (!pathway.access.open_to_public || pathway.public_opening.empty()) continue;
        auto guest = house.guest();
        const auto report = begin_report(guest, id);
        const auto named = guest.post(
            report.base + "/who",
            {{"name-not-known", "no"}, {"given-name", "Edith"}, {"family-name", "Harle"}});
        INFO(id, named.body);
        REQUIRE(named.status == 303);
        answer_all(house, guest, report.base, pathway.public_opening);
        CHECK(guest.get(report.base + "/check").shows("Edith Harle"));
        CHECK(guest.post(report.base + "/check", {}).location == report.base + "/sent");
        CHECK(house.count("select count(*) from record where pathway = $1", {id}) == 1);
        ++n;
    }
    CHECK(n > 1);
}

TEST_CASE("whoever says that they know a name is asked for it, and may say that they do not") {
    TestHouse house;
    auto guest = house.guest();
    const auto report = begin_report(guest);
    const auto asked = guest.post(report.base + "/who", {{"name-not-known", "no"}});
    CHECK(asked.status == 422);
    CHECK(asked.shows("Give the part of the name you know"));
    CHECK(guest.post(report.base + "/who", {{"name-not-known", "yes"}}).status == 303);
    const auto unborn = guest.post(report.base + "/who",
                                   {{"name-not-known", "yes"},
                                    {"expected-date.day", "2"},
                                    {"expected-date.month", "2"},
                                    {"expected-date.year", "2027"}});
    CHECK(unborn.status == 303);
    CHECK(guest.get(report.base + "/check").shows("Unborn baby"));
}

TEST_CASE("a report can be left and gone on with; its reference alone opens nothing") {
    TestHouse house;
    auto guest = house.guest();
    const auto report = begin_report(guest);
    const auto worries = report.base + "/public-child-worry.worries";
    const auto left = guest.post(worries, {{"worry", "Shouting at night"}, {"go", "later"}});
    CHECK(left.location == report.base + "/later");
    CHECK(guest.follow(left).shows(report.reference));

    auto stranger = house.guest();
    CHECK(stranger.get(worries).location == "/report/return");
    stranger.get("/report/return");
    CHECK(stranger.post(worries, {{"worry", "Mine"}}).location == "/report/return");
    stranger.cookies["report"] = guest.cookies["report"];
    CHECK(stranger.get(worries).location == "/report/return");

    auto phone = house.guest();
    phone.get("/report/return");
    const auto back = phone.post("/report/return",
                                 {{"reference", report.reference}, {"passcode", report.passcode}});
    REQUIRE(back.status == 303);
    CHECK(phone.get(worries).shows("Shouting at night"));
    house.turn(5 * kHour);
    CHECK(phone.get(worries).location == "/report/return");
}

TEST_CASE("wrong passcodes lock a report, and an unknown reference answers alike") {
    TestHouse house;
    auto guest = house.guest();
    const auto report = begin_report(guest);
    auto thief = house.guest();
    const auto attempt = [&](const std::string& reference, const std::string& passcode, int n) {
        thief.peer = cat({"198.51.100.", number(n)});
        thief.get("/report/return");
        return thief.post("/report/return", {{"reference", reference}, {"passcode", passcode}});
    };
    const auto wrong = attempt(report.reference, "aaaa-bbbb-cccc", 1);
    const auto unknown = attempt("ZZZZZ-ZZZZZ", "aaaa-bbbb-cccc", 2);
    CHECK(wrong.status == 422);
    CHECK(unknown.status == 422);
    constexpr const char* kSame = "Check the reference and the passcode";
    CHECK(wrong.shows(kSame));
    CHECK(unknown.shows(kSame));
    for (int n = 3; n < 12; ++n) {
        CHECK(attempt(report.reference, "aaaa-bbbb-cccc", n).status == 422);
    }
    CHECK(attempt(report.reference, report.passcode, 12).status == 422);
    house.turn(61 * kMinute);
    CHECK(attempt(report.reference, report.passcode, 13).status == 303);
}

TEST_CASE("tries and new reports are counted by where they come from") {
    TestHouse house;
    auto guest = house.guest();
    guest.get("/report/return");
    int refused = 0;
    for (int n = 0; n < 12; ++n) {
        const auto answer = guest.post("/report/return", {{"reference", "x"}, {"passcode", "y"}});
        refused += answer.status == 429 ? 1 : 0;
    }
    CHECK(refused == 2);
    refused = 0;
    for (int n = 0; n < 22; ++n) {
        refused += guest.post("/report/start", {{"pathway", kPathway}}).status == 429 ? 1 : 0;
    }
    CHECK(refused == 2);
}

}  // namespace longstone::web
