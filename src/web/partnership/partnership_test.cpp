#include <doctest/doctest.h>

#include "access/accounts.h"
#include "base/json.h"
#include "base/text.h"
#include "web/test_house.h"
#include "work/acts/answer_record.h"
#include "work/acts/move.h"
#include "work/acts/open_record.h"

namespace longstone::web {
namespace {

work::Answers said(const std::string& json) {
    auto read = Json::parse(json);
    REQUIRE(read);
    auto answers = work::answers_from_json(*read);
    REQUIRE(answers);
    return *answers;
}

// One act by whoever holds this post, kept.
template <typename Act>
void as(TestHouse& house, const std::string& agency, const std::string& post, const Act& act) {
    const auto name = house.user(agency, post);
    const auto write = house.house().store->write();
    auto context = house.house().context(*write);
    const auto viewer = access::load_viewer(*write, house.definitions(), name);
    REQUIRE(viewer.has_value());
    const auto done = act(context, viewer.value_or(access::Viewer{}));
    if (!done) MESSAGE(done.error().message);
    REQUIRE(done.has_value());
    write->commit();
}

std::string open(TestHouse& house, const char* post, const char* pathway, const std::string& json) {
    std::string ref;
    as(house, "partnership-office", post, [&](work::Context& context, const access::Viewer& who) {
        auto opened = work::open_record(
            context, who, {.pathway = pathway, .source = "system", .answers = said(json)});
        if (opened) ref = opened->record.ref;
        return opened;
    });
    return ref;
}

void answer(TestHouse& house, const char* post, const std::string& ref, const std::string& json) {
    as(house, "partnership-office", post, [&](work::Context& context, const access::Viewer& who) {
        return work::answer_record(context, who, ref, {}, {.answers = said(json)});
    });
}

TEST_CASE("the partnership's own pages are for those who may open them") {
    TestHouse house;
    auto manager = house.as("partnership-office", "business-manager-children");
    const auto landing = manager.get("/partnership");
    CHECK(landing.status == 200);
    CHECK(landing.shows("href=\"/groups\""));
    CHECK(manager.get("/").shows("href=\"/partnership\""));
    CHECK(manager.get("/groups").shows("Executive"));

    // What is published is for all staff, so nobody is without the page.
    auto school = house.as("hartlaw-high", "pastoral-lead");
    const auto theirs = school.get("/partnership");
    CHECK(theirs.shows("href=\"/library\""));
    CHECK(theirs.hides("href=\"/groups\""));
    CHECK(theirs.hides("href=\"/plan\""));
    for (const auto* path : {"/groups",
                             "/groups/executive",
                             "/groups/attendance",
                             "/groups/actions",
                             "/plan",
                             "/scrutiny",
                             "/registers/peer-and-inspection-register"}) {
        CAPTURE(path);
        CHECK(school.get(path).status == 404);
        CHECK(manager.get(path).status == 200);
    }
    CHECK(manager.get("/groups/not-there").status == 404);
}

TEST_CASE("whoever sits on a group, stands in or observes sees that group and no other") {
    TestHouse house;
    for (const auto& [agency, post] : {std::pair{"la-asc", "partnership-lead"},
                                       std::pair{"la-asc", "safeguarding-manager"},
                                       std::pair{"la-asc", "lead-member"}}) {
        CAPTURE(post);
        auto member = house.as(agency, post);
        CHECK(member.get("/groups/business-group-adults").status == 200);
        CHECK(member.get("/groups/business-support-unit").status == 404);
        CHECK(member.get("/groups").shows("href=\"/groups/business-group-adults\""));
        CHECK(member.get("/groups").hides("href=\"/groups/business-support-unit\""));
    }
    const auto page = house.as("la-asc", "lead-member").get("/groups/business-group-adults");
    CHECK(page.shows("Independent scrutineer, Partnership office"));
    CHECK(page.shows("adult social care, health and police"));
    CHECK(page.shows("Observing, without a vote: Lead member for children"));
    CHECK(page.shows("Engagement lead"));
}

TEST_CASE("what is published is read without signing in, where its definition says so") {
    TestHouse house;
    auto guest = house.guest();
    for (const auto* path : {"/arrangements", "/procedures", "/library"}) {
        CAPTURE(path);
        const auto page = guest.get(path);
        CHECK(page.status == 200);
        CHECK(page.shows("Nothing has been published yet."));
    }
    CHECK(guest.get("/library/RES-2026-0001").status == 404);
    CHECK(guest.get("/plan").status == 303);
}

TEST_CASE("the plan is taken as files: its priorities, every action and the measures") {
    TestHouse house;
    constexpr const char* kPost = "business-manager-children";
    const auto ref = open(house, kPost, "delivery-priority", R"({
        "priority-title": "Neglect", "priority-year": "2026-27", "priority-scope": "children",
        "priority-drivers": ["leadership"], "priority-change": "Neglect is seen sooner.",
        "priority-owner": "la-csc", "priority-measures": "C-MASH-RAG, no-such",
        "priority-direction": "Down", "priority-board": "none"})");
    answer(house, kPost, ref, R"({"priority-actions": [
        {"pa-what": "=A toolkit", "pa-agency": "la-csc", "pa-who": "Head of service",
         "pa-due": "2026-01-31", "pa-evidence": "In use", "pa-rag": "red"},
        {"pa-what": "A course", "pa-agency": "police", "pa-who": "Trainer",
         "pa-due": "2026-02-28", "pa-evidence": "Held", "pa-rag": "green"}]})");
    auto manager = house.as("partnership-office", kPost);
    const auto page = manager.get("/plan");
    CHECK(page.shows("Actions of the plan as CSV"));
    CHECK(page.shows("/plan?format=json"));
    const auto first = manager.get("/plan?format=csv&list=1").body;
    CHECK(first.find(cat({ref, ",Neglect,2026-27,Neglect is seen sooner.,"})) != std::string::npos);
    const auto actions = manager.get("/plan?format=csv&list=2").body;
    CHECK(actions == cat({"Reference,Priority,What,Who,Agency,By when,What shows it,Now,Late\r\n",
                          ref,
                          ",Neglect,'=A toolkit,Head of service,",
                          house.definitions().partnership.agency("la-csc")->short_name,
                          ",2026-01-31,In use,RED,yes\r\n",
                          ref,
                          ",Neglect,A course,Trainer,",
                          house.definitions().partnership.agency("police")->short_name,
                          ",2026-02-28,Held,GREEN,no\r\n"}));
    const auto json = Json::parse(manager.get("/plan?format=json").body);
    REQUIRE(json);
    REQUIRE((*json)["lists"].items().size() == 3);
    const auto& moved = (*json)["lists"].items().at(2);
    CHECK(moved.text("name") == "Measures that should move");
    REQUIRE(moved["rows"].items().size() == 1);
    CHECK(moved["rows"].items().at(0).items().at(2).text() == "C-MASH-RAG");
    CHECK(manager.get("/plan?format=xlsx").body.starts_with("PK"));
    CHECK(house.as("hartlaw-high", "pastoral-lead").get("/plan?format=csv").status == 404);
}

TEST_CASE("the scrutiny is taken as files, its evidence with the standard beside each") {
    TestHouse house;
    const auto ref = open(house, "scrutineer", "independent-scrutiny", R"({
        "scrutiny-title": "The year", "scrutiny-kind": "yearly", "scrutiny-scope": "both",
        "scrutiny-from": "2026-04-01", "scrutiny-to": "2027-03-31",
        "scrutiny-methods": ["observation"], "scrutiny-questions": "Do they come?"})");
    as(house,
       "partnership-office",
       "scrutineer",
       [&](work::Context& context, const access::Viewer& who) {
           return work::move_record(context, who, ref, {}, {.to = "evidence"});
       });
    answer(house, "scrutineer", ref, R"({"scrutiny-evidence": [
        {"ev-standard": "wider", "ev-method": "observation", "ev-on": "2026-05-12",
         "ev-what": "Two groups, half empty.", "ev-where": "DPR-2026-0001, C-MASH-RAG"}]})");
    auto scrutineer = house.as("partnership-office", "scrutineer");
    CHECK(scrutineer.get("/scrutiny").shows("Evidence by standard as CSV"));
    CHECK(scrutineer.get("/scrutiny?format=csv&list=1").body.find("Standard,Judgement now,") == 0);
    CHECK(scrutineer.get("/scrutiny?format=csv&list=3").body ==
          cat({"Standard,What it shows,Method,When,Where it is kept,Scrutiny\r\n"
               "Wider partners take an active part,\"Two groups, half empty.\",Observation,"
               "2026-05-12,\"DPR-2026-0001, C-MASH-RAG\",",
               ref,
               "\r\n"}));
    const auto json = Json::parse(scrutineer.get("/scrutiny?format=json").body);
    REQUIRE(json);
    CHECK((*json)["lists"].items().size() == 4);
    CHECK(house.as("hartlaw-high", "pastoral-lead").get("/scrutiny?format=json").status == 404);
}

}  // namespace
}  // namespace longstone::web
