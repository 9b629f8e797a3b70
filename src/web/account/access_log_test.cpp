#include <doctest/doctest.h>

#include "base/text.h"
#include "web/account/look_words.h"
#include "web/test_house.h"

namespace longstone::web {

TEST_CASE("the access log is told in words, and what it was asked for goes on to the next page") {
    CHECK(subject_words("record/MC-2026-0412", "read") == "MC-2026-0412");
    CHECK(subject_words("person/0ax0j6rq3an4j6ny3c0dh18yya", "read") == "A person (0ax0j6rq)");
    CHECK(subject_words("81eef6404890db54", "search") == "Words that were typed, kept unreadable");
    CHECK(reason_words("as at 2026-11-23T07:02:44.188167Z") ==
          "As it was at 23 November 2026 at 07:02");
    CHECK(reason_words("The child is in front of me") == "The child is in front of me");

    TestHouse house;
    auto worker = house.as("la-csc", "first-contact-worker");
    for (int n = 0; n < 60; ++n)
        CHECK(worker.post("/search", {{"words", "thorburn"}}).status == 200);
    const auto user = house.user("la-csc", "first-contact-worker");
    auto officer = house.as("partnership-office", "data-protection-officer");
    const auto page = officer.get(cat({"/access-log?action=search&actor=", user}));
    REQUIRE(page.status == 200);
    CHECK(page.shows(">Searched<"));
    const auto more = page.body.find("before=");
    REQUIRE(more != std::string::npos);
    const auto start = page.body.rfind("href=\"", more);
    const auto address = page.body.substr(start, page.body.find('"', start + 6) - start);
    CHECK(address.find(cat({"actor=", user})) != std::string::npos);
    CHECK(address.find("action=search") != std::string::npos);

    const auto nothing = officer.get("/access-log/who-can?record=MC-2026-9999");
    CHECK(nothing.status == 200);
    CHECK(nothing.shows("No record has the reference MC-2026-9999"));
}

}  // namespace longstone::web
