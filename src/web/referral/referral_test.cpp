#include <doctest/doctest.h>

#include "base/text.h"
#include "store/store.h"
#include "web/referral/test_answers.h"
#include "web/test_house.h"

namespace longstone::web {
namespace {

constexpr const char* kSchool = "croft-lea-first";
constexpr const char* kLead = "safeguarding-lead";

const http::Pairs kMaisie = {{"given-name", "Maisie"},
                             {"family-name", "Thorburn"},
                             {"birth-date.day", "3"},
                             {"birth-date.month", "3"},
                             {"birth-date.year", "2019"},
                             {"sex", "F"},
                             {"postcode", "NE61 1AB"}};

// Begins a referral and answers with the address of its list of tasks.
std::string begin(Browser& browser) {
    browser.get("/referrals/new");
    const auto begun = browser.post("/referrals/new", {{"pathway", kPathway}});
    REQUIRE(begun.status == 303);
    return begun.location;
}

void name_child(Browser& browser, const std::string& base) {
    const auto named = browser.post(cat({base, "/people/add/subject"}), kMaisie);
    INFO(named.body);
    REQUIRE(named.status == 303);
}

// A whole referral by somebody; answers with its reference.
std::string send_whole(TestHouse& house, Browser& browser) {
    const auto base = begin(browser);
    name_child(browser, base);
    answer_all(house, browser, base, {"marf"});
    const auto sent = browser.post(cat({base, "/check"}), {});
    INFO(sent.body);
    REQUIRE(sent.status == 303);
    REQUIRE(sent.location.starts_with("/referrals/CR-2026-"));
    return sent.location.substr(11, 12);
}

// The address that the sent draft had.
std::string sent_draft(TestHouse& house) {
    const auto row =
        house.house().store->read()->one("select form_key from draft where form_key like 'sent/%'");
    REQUIRE(row.has_value());
    return cat({"/referrals/drafts/", row->text(0).substr(5)});
}

}  // namespace

TEST_CASE("a referral begins with what it is about") {
    TestHouse house;
    auto lead = house.as(kSchool, kLead);
    const auto start = lead.get("/referrals/new");
    CHECK(start.shows("call 999"));
    CHECK(start.shows("value=\"child-contact-referral\""));
    CHECK(start.hides("value=\"child-mash\""));
    CHECK(lead.post("/referrals/new", {}).status == 422);
    const auto tasks = lead.get(begin(lead));
    CHECK(tasks.shows("Not started"));
    CHECK(tasks.shows("/marf.worries"));
    CHECK(tasks.hides("/marf.baby"));
}

TEST_CASE("a school sends a referral and is told when to expect an answer") {
    TestHouse house;
    auto lead = house.as(kSchool, kLead);
    const auto ref = send_whole(house, lead);
    const auto sent = lead.get(cat({"/referrals/", ref, "/sent"}));
    CHECK(sent.shows(ref));
    CHECK(sent.shows("You should hear by "));
    CHECK(sent.shows("01632 960100"));
    CHECK(house.count("select count(*) from record where source = 'partner'") == 1);
    CHECK(house.count("select count(*) from person") == 1);
    CHECK(house.count("select count(*) from draft where form_key like 'referral/%'") == 0);
    // Pressed twice, it is sent once.
    const auto drafts = sent_draft(house);
    CHECK(lead.post(drafts + "/check", {}).location == cat({"/referrals/", ref, "/sent"}));
    CHECK(house.count("select count(*) from record") == 1);
    const auto mine = lead.get("/referrals");
    CHECK(mine.shows(ref));
    CHECK(mine.shows("Maisie Thorburn"));
    CHECK(mine.shows("You should hear by "));
}

TEST_CASE("a baby or a name changes what is asked") {
    TestHouse house;
    auto lead = house.as(kSchool, kLead);
    const auto base = begin(lead);
    CHECK(lead.get(base).hides("/marf.baby"));
    const auto due = lead.post(base + "/people/add/subject",
                               {{"family-name", "Vance"},
                                {"expected-date.day", "2"},
                                {"expected-date.month", "2"},
                                {"expected-date.year", "2027"}});
    INFO(due.body);
    REQUIRE(due.status == 303);
    CHECK(lead.get(base).shows("/marf.baby"));
    const auto people = lead.get(base + "/people");
    CHECK(people.shows("expected 2 February 2027"));
    CHECK(people.shows("say why you cannot"));
    CHECK(people.shows("/marf.father#men-not-known"));
}

TEST_CASE("whatever a partner may begin can be sent") {
    TestHouse house;
    auto lead = house.as(kSchool, kLead);
    const auto start = lead.get("/referrals/new");
    int n = 0;
    for (const auto& [id, pathway] : house.definitions().pathways) {
        if (start.hides(cat({"value=\"", id, "\""}))) continue;
        INFO(id);
        const auto begun = lead.post("/referrals/new", {{"pathway", id}});
        REQUIRE(begun.status == 303);
        for (const auto& rule : pathway.people) {
            if (!rule.required && !rule.subject) continue;
            auto who = kMaisie;
            if (!rule.kinds.empty())
                who = {{"kind", rule.kinds.front()}, {"name", id}, {"where", id}};
            const auto named = lead.post(cat({begun.location, "/people/add/", rule.role}), who);
            REQUIRE(named.status == 303);
        }
        answer_all(house, lead, begun.location, pathway.opening);
        const auto sent = lead.post(begun.location + "/check", {});
        INFO(sent.body);
        REQUIRE(sent.status == 303);
        CHECK(lead.follow(sent).status == 200);
        ++n;
    }
    CHECK(n > 1);
}

TEST_CASE("one person may be named in several roles and is one person when it is sent") {
    TestHouse house;
    auto lead = house.as(kSchool, kLead);
    const auto base = begin(lead);
    name_child(lead, base);
    const http::Pairs vance = {{"given-name", "Kieran"}, {"family-name", "Vance"}};
    CHECK(lead.post(base + "/people/add/father", vance).status == 303);
    const auto page = lead.get(base + "/people/add/source-of-harm");
    CHECK(page.shows("It is Kieran Vance"));
    const auto label = page.body.find("It is Kieran Vance");
    const auto at = page.body.rfind("name=\"named-already\" value=\"", label) + 28;
    const auto tag = page.body.substr(at, page.body.find('"', at) - at);
    CHECK(lead.post(base + "/people/add/source-of-harm", {{"named-already", tag}}).status == 303);
    CHECK(lead.get(base + "/people/add/father").hides("It is Kieran Vance"));
    // His second role is the third line; what is changed there counts in both.
    CHECK(
        lead.post(base + "/people/3", {{"given-name", "Kieran"}, {"family-name", "Vane"}}).status ==
        303);
    CHECK(lead.get(base + "/people").hides("Kieran Vance"));
    CHECK(lead.get(base + "/people/3/remove").shows("Remove Kieran Vane"));
    answer_all(house, lead, base, {"marf"});
    CHECK(lead.post(base + "/check", {}).status == 303);
    CHECK(house.count("select count(*) from person") == 2);
    CHECK(house.count("select count(*) from record_person") == 3);
}

TEST_CASE("what is half written is kept, and what is missing is listed with its page") {
    TestHouse house;
    auto lead = house.as(kSchool, kLead);
    const auto base = begin(lead);
    const auto worries = base + "/marf.worries";
    const auto left = lead.post(worries, {{"worry", "Bruise to the ear"}, {"go", "later"}});
    CHECK(left.status == 303);
    CHECK(left.location.starts_with(base));
    auto again = house.as(kSchool, kLead);
    CHECK(again.get(worries).shows("Bruise to the ear"));
    CHECK(again.get(base).shows("In progress"));
    const auto refused = again.post(worries, {{"worry", "Bruise to the left ear"}});
    CHECK(refused.status == 422);
    CHECK(refused.shows("Say what you are worried about."));
    CHECK(again.get(worries).shows("Bruise to the left ear"));
    const auto check = again.get(base + "/check");
    CHECK(check.shows("Say what you are worried about."));
    CHECK(check.shows("href=\"" + worries + "#worried-about\""));
    CHECK(check.shows("Say who this is about: Child"));
    const auto sent = again.post(base + "/check", {});
    CHECK(sent.status == 422);
    CHECK(sent.shows("There is a problem"));
    CHECK(house.count("select count(*) from record") == 0);
    CHECK(again.get("/referrals").shows("Nobody named yet"));
    CHECK(again.get(base + "/delete").shows("Delete this draft?"));
    CHECK(again.post(base + "/delete", {}).status == 303);
    CHECK(again.get(base).status == 404);
}

TEST_CASE("an unticked box is taken back") {
    TestHouse house;
    auto lead = house.as(kSchool, kLead);
    const auto base = begin(lead);
    const auto worries = base + "/marf.worries";
    const auto harm = house.definitions().code_list("child-harm-type")->codes.front().id;
    lead.post(worries, {{"worry", "One"}, {"harm-type", harm}});
    CHECK(lead.get(worries).shows(" checked"));
    lead.post(worries, {{"worry", "One"}});
    CHECK(lead.get(worries).hides(" checked"));
}

TEST_CASE("a draft is its author's alone") {
    TestHouse house;
    auto lead = house.as(kSchool, kLead);
    const auto base = begin(lead);
    lead.post(base + "/marf.worries", {{"worry", "Bruise to the ear"}});
    auto deputy = house.as(kSchool, "deputy-lead");
    const auto section = deputy.get(base + "/marf.worries");
    CHECK(section.status == 404);
    CHECK(section.hides("Bruise"));
    CHECK(deputy.get(base).status == 404);
    deputy.get("/referrals/new");
    CHECK(deputy.post(base + "/marf.worries", {{"worry", "Mine"}}).status == 404);
    CHECK(deputy.post(base + "/delete", {}).status == 404);
    CHECK(deputy.get("/referrals").hides(base));
    CHECK(lead.get(base + "/marf.worries").shows("Bruise to the ear"));
}

TEST_CASE("somebody who is known already is offered before a new person is made") {
    TestHouse house;
    auto lead = house.as(kSchool, kLead);
    send_whole(house, lead);
    auto worker = house.as("la-csc", "first-contact-worker");
    const auto base = begin(worker);
    const auto add = base + "/people/add/subject";
    const auto offered = worker.post(add, kMaisie);
    REQUIRE(offered.status == 200);
    CHECK(offered.shows("Maisie Thorburn"));
    CHECK(offered.shows("None of these"));
    const auto at = offered.body.find("name=\"same-person\"");
    const auto value = offered.body.find("value=\"", at) + 7;
    const auto id = offered.body.substr(value, offered.body.find('"', value) - value);
    auto fields = kMaisie;
    fields.emplace_back("same-person", "p-that-was-never-offered");
    CHECK(worker.post(add, fields).status == 404);
    fields.back().second = id;
    CHECK(worker.post(add, fields).status == 303);
    CHECK(worker.get(base + "/people").shows("Known already"));
    answer_all(house, worker, base, {"marf"});
    CHECK(worker.post(base + "/check", {}).status == 303);
    CHECK(house.count("select count(*) from person") == 1);
    CHECK(house.count("select count(*) from record_person") == 2);
}

TEST_CASE("nobody at another agency sees anything of a referral; the referrer hears and answers") {
    TestHouse house;
    auto lead = house.as(kSchool, kLead);
    const auto ref = send_whole(house, lead);
    auto other = house.as("stannerburn-middle", kLead);
    CHECK(other.get(cat({"/referrals/", ref, "/sent"})).status == 404);
    CHECK(other.get(cat({"/referrals/", ref, "/disagree"})).status == 404);
    CHECK(other.get("/referrals").hides(ref));
    tell_referrer(house, ref, "An assessment begins on Monday.");
    CHECK(lead.get("/referrals").shows("An assessment begins on Monday."));
    const auto page = lead.get(cat({"/referrals/", ref, "/disagree"}));
    CHECK(page.shows("/referrals/new?pathway="));
    CHECK(lead.post(cat({"/referrals/", ref, "/disagree"}), {{"about", "The level"}}).status ==
          422);
    const auto said = lead.post(cat({"/referrals/", ref, "/disagree"}),
                                {{"about", "The level"}, {"words", "He is hurt each weekend."}});
    CHECK(said.status == 303);
    CHECK(house.count("select count(*) from dissent where record = $1", {ref}) == 1);
}

}  // namespace longstone::web
