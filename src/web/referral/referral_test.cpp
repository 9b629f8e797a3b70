#include <doctest/doctest.h>

#include "base/text.h"
#include "web/pages/parts.h"
#include "web/test_house.h"
#include "work/acts/tell.h"

namespace longstone::web {
namespace {

const http::Pairs kChild = {{"given-name", "Maisie"},
                            {"family-name", "Thorburn"},
                            {"birth-date.day", "3"},
                            {"birth-date.month", "3"},
                            {"birth-date.year", "2019"}};

// Begins a referral and answers with the address of its list of tasks.
std::string begin(Browser& browser, const std::string& pathway = "child-contact-referral") {
    browser.get("/referrals/new");
    const auto begun = browser.post("/referrals/new", {{"pathway", pathway}});
    REQUIRE(begun.status == 303);
    return begun.location;
}

}  // namespace

TEST_CASE("a referral begins with what it is about and keeps its draft") {
    TestHouse house;
    auto lead = house.as("croft-lea-first", "safeguarding-lead");
    const auto start = lead.get("/referrals/new");
    CHECK(start.shows("call 999"));
    CHECK(start.shows("value=\"child-contact-referral\""));
    CHECK(lead.post("/referrals/new", {}).status == 422);
    const auto base = begin(lead);
    const auto tasks = lead.get(base);
    CHECK(tasks.shows("Not started"));
    CHECK(tasks.shows("/marf.worries"));
    CHECK(tasks.hides("/marf.baby"));
}

}  // namespace longstone::web
