#include <doctest/doctest.h>

#include "access/accounts.h"
#include "base/text.h"
#include "web/test_house.h"
#include "work/acts/open_record.h"
#include "work/acts/request_links.h"

// A link to one request in a browser: given by who works on it, answered by a school that has no
// account.
namespace longstone::web {
namespace {

const std::string kCouncil = "la-education";
const std::string kOfficer = "schools-safeguarding";

work::Given said(std::string words) {
    return {.values = {std::move(words)}};
}

// An audit that is with its school.
std::string audit(TestHouse& house) {
    const auto name = house.user(kCouncil, kOfficer);
    const auto write = house.house().store->write();
    auto context = house.house().context(*write);
    const auto viewer = access::load_viewer(*write, house.definitions(), name);
    REQUIRE(viewer);
    const auto opened = work::open_record(context,
                                          *viewer,
                                          {.pathway = "section-175-157-audit",
                                           .source = "partner",
                                           .answers = {{"sa-school", said("hartlaw-high")},
                                                       {"sa-year", said("2026-27")},
                                                       {"sa-phase", said("high")},
                                                       {"sa-line", said("Audit, Hartlaw High")}}});
    if (!opened) MESSAGE(opened.error().message);
    REQUIRE(opened.has_value());
    write->commit();
    return opened->record.ref;
}

// What stands after these words, up to what ends it.
std::string after(const std::string& body, const std::string& words, std::string_view ends) {
    const auto at = body.find(words);
    INFO(words, " in ", body);
    REQUIRE(at != std::string::npos);
    const auto start = at + words.size();
    return body.substr(start, body.find_first_of(ends, start) - start);
}

// The address of a new link, without its host.
std::string given(Browser& officer, const std::string& ref, const std::string& to = {}) {
    const auto checks = cat({"/records/", ref, "/checks"});
    const auto page = officer.get(checks);
    const auto ends = page.body.find("/link\"");
    INFO(page.body);
    REQUIRE(ends != std::string::npos);
    const auto starts = page.body.rfind('"', ends - 1) + 1;
    const auto path = page.body.substr(starts, ends - starts) + "/link";
    const auto form = officer.get(path);
    CHECK(form.status == 200);
    const auto made = officer.post(path, {{"label", "Mrs Ord, head teacher"}, {"to", to}});
    INFO(made.body);
    REQUIRE(made.status == 303);
    return cat({"/q/", after(officer.follow(made).body, "/q/", "<\"")});
}

void put_date(http::Pairs& fields, const std::string& field) {
    fields.emplace_back(cat({field, ".day"}), "3");
    fields.emplace_back(cat({field, ".month"}), "2");
    fields.emplace_back(cat({field, ".year"}), "2026");
}

http::Pairs answered() {
    http::Pairs fields = {{"sr-lead", "The head of year"},
                          {"sr-deputies", "2"},
                          {"sr-governor", "yes"},
                          {"sr-record", "yes"},
                          {"sr-filtering", "yes"},
                          {"sr-relationships", "yes"},
                          {"sr-encompass", "no"},
                          {"sr-hsb", "3"},
                          {"sr-lado", "1"},
                          {"sr-absence", "9.1"},
                          {"sr-hsb-audit", "no"},
                          {"sr-children-say", "I would tell my form tutor."},
                          {"sr-rag", "amber"},
                          {"sr-signed", "Head teacher and chair of governors"},
                          {"sr-share", "yes"}};
    for (const auto* field : {"sr-lead-trained", "sr-staff-trained", "sr-policy-on"})
        put_date(fields, field);
    return fields;
}

TEST_CASE("a school without an account answers what it is asked, once, by a link") {
    TestHouse house;
    auto officer = house.as(kCouncil, kOfficer);
    const auto ref = audit(house);
    const auto address = given(officer, ref, "head@example.org");
    CHECK(house.count("select count(*) from outbox where to_address = 'head@example.org'") == 1);

    auto school = house.guest();
    const auto page = school.get(address);
    CHECK(page.status == 200);
    CHECK(school.cookies.empty());
    CHECK(page.hides("csrf_token"));
    CHECK(page.shows("Your school&#39;s safeguarding this year"));
    CHECK(page.shows("Who are you?"));
    CHECK(page.hides(ref));
    CHECK(page.headers.get("Cache-Control") == "no-store");

    // Kept, and there again; nobody reads it yet.
    const auto kept = school.post(
        address, {{"sr-lead", "The head of year"}, {"answered-as", "Ann Ord"}, {"step", "draft"}});
    CHECK(kept.status == 200);
    CHECK(kept.shows("Nobody has read it"));
    CHECK(house.guest().get(address).shows("Ann Ord"));
    CHECK(house.count("select count(*) from request where answered_at is not null") == 0);
    // What is missing is said, and what was typed is still there.
    const auto missing = school.post(address, {{"answered-as", "Ann Ord"}, {"step", "send"}});
    CHECK(missing.status == 422);
    CHECK(missing.shows("Ann Ord"));

    // Whole: it has arrived, says by whom, and the link shows nothing any more.
    auto whole = answered();
    whole.emplace_back("answered-as", "Ann Ord, head teacher");
    whole.emplace_back("step", "send");
    const auto sent = school.post(address, whole);
    INFO(sent.body);
    REQUIRE(sent.status == 303);
    CHECK(school.follow(sent).shows("Your answer has arrived."));
    CHECK(school.get(address).status == 410);
    CHECK(school.post(address, whole).status == 410);
    CHECK(
        officer.get(cat({"/records/", ref, "/checks"})).shows("Answered by Ann Ord, head teacher"));
    CHECK(house.count("select count(*) from draft where owner like 'request-link/%'") == 0);
    CHECK(house.count("select count(*) from event where kind = 'record.replied' and actor = "
                      "'public'") == 1);
}

TEST_CASE("a link that is revoked shows nothing, and addresses are not to be guessed") {
    TestHouse house;
    auto officer = house.as(kCouncil, kOfficer);
    const auto ref = audit(house);
    const auto address = given(officer, ref);
    auto school = house.guest();
    CHECK(school.get(address).status == 200);
    // Revoked: its page says so, and shows nothing any more.
    const auto checks = cat({"/records/", ref, "/checks"});
    const auto list = officer.get(checks);
    const auto link = after(list.body, "/checks/links/", "/");
    const auto revoked = officer.post(cat({checks, "/links/", link, "/revoke"}),
                                      {{"reason", "To the wrong school."}});
    REQUIRE(revoked.status == 303);
    CHECK(officer.follow(revoked).shows("Revoked: To the wrong school."));
    const auto gone = school.get(address);
    CHECK(gone.status == 410);
    CHECK(gone.shows("This link was withdrawn"));
    CHECK(gone.hides("Your school"));
    CHECK(school.post(address, {{"step", "send"}}).status == 410);
    // An address that is none of ours, and after thirty of them nothing for an hour.
    CHECK(school.get("/q/0000-0000-0000-0000-0000-0000").status == 404);
    for (int n = 0; n < 40; ++n)
        school.get("/q/0000-0000-0000-0000-0000-0000");
    CHECK(school.get("/q/0000-0000-0000-0000-0000-0000").status == 429);
    // Others of the partnership do not find the page where links are given.
    auto other = house.as("stannerburn-middle", "safeguarding-lead");
    CHECK(other.get(checks).status == 404);
}

}  // namespace
}  // namespace longstone::web
