#include <doctest/doctest.h>

#include "base/json.h"
#include "base/text.h"
#include "report/acts.h"
#include "web/test_house.h"
#include "work/acts/open_record.h"

namespace longstone::web {
namespace {

constexpr const char* kOffice = "partnership-office";

std::string open_report(TestHouse& house) {
    const auto& definitions = house.definitions();
    const auto viewer =
        access::viewer_of(definitions,
                          house.user(kOffice, "business-manager-children"),
                          "Manager",
                          {{.agency = kOffice, .post = "business-manager-children"}});
    const auto session = house.house().store->write();
    auto context = house.house().context(*session);
    const auto opened = work::open_record(context,
                                          viewer,
                                          {.pathway = "annual-report",
                                           .source = "partner",
                                           .answers = {{"ar-title", {.values = {"The year"}}},
                                                       {"ar-scope", {.values = {"both"}}},
                                                       {"ar-from", {.values = {"2024-09-01"}}},
                                                       {"ar-to", {.values = {"2025-08-31"}}},
                                                       {"ar-target-on", {.values = {"2027-01-31"}}},
                                                       {"ar-frozen-on", {.values = {"2025-10-01"}}},
                                                       {"ar-frozen-by", {.values = {"Analyst"}}}}});
    if (!opened) {
        for (const auto& field : opened.error().fields)
            MESSAGE(field.field, ": ", field.message);
        FAIL(opened.error().message);
    }
    session->commit();
    return opened->record.ref;
}

std::string rev_on_page(const std::string& body) {
    const auto at = body.find("name=\"rev\"");
    REQUIRE(at != std::string::npos);
    const auto from = body.find("value=\"", at) + 7;
    return body.substr(from, body.find('"', from) - from);
}

TEST_CASE("the page of a report says what is missing, and refuses to publish it") {
    TestHouse house;
    const auto ref = open_report(house);
    auto manager = house.as(kOffice, "business-manager-children");
    const auto path = "/reports/make/" + ref;
    CHECK(manager.get("/reports").shows(path));
    CHECK(manager.get("/records/" + ref).shows(path));
    const auto page = manager.get(path);
    CHECK(page.status == 200);
    CHECK(page.shows("What was done under the arrangements"));
    CHECK(page.shows("No partner has been asked"));
    CHECK(page.shows("Freeze the figures"));
    CHECK(page.shows("It cannot be published yet"));
    CHECK(page.shows("not frozen"));
    // What is asked at a later stage cannot be written yet: no link leads to where nothing is.
    CHECK(page.shows("It is written at “Draft”."));
    CHECK_FALSE(page.shows(cat({"/records/", ref, "/answers/annual-report.draft"})));

    const auto refused = manager.post(path + "/publish", {{"rev", rev_on_page(page.body)}});
    CHECK(refused.status == 422);
    CHECK(refused.shows("Freeze its figures first"));
    CHECK(refused.shows("What was done under the arrangements (The year in one page)"));

    const auto frozen = manager.post(path + "/freeze", {{"rev", rev_on_page(refused.body)}});
    const auto after = manager.follow(frozen);
    CHECK(after.shows("The figures are frozen."));
    CHECK(after.shows("The figures were frozen on"));
    // Somebody who saw the page before that is told.
    CHECK(manager.post(path + "/freeze", {{"rev", rev_on_page(page.body)}}).status == 409);
}

TEST_CASE("a preview stands by itself and runs nothing") {
    TestHouse house;
    const auto ref = open_report(house);
    auto manager = house.as(kOffice, "business-manager-adults");
    const auto path = "/reports/make/" + ref + "/preview";
    const auto page = manager.get(path);
    CHECK(page.status == 200);
    CHECK(page.shows("<html lang=\"en\">"));
    CHECK(page.shows("A preview: this report is not published"));
    CHECK(page.shows("<h2 id=\"glance\">At a glance</h2>"));
    CHECK(page.hides("<script"));
    CHECK(std::string(page.headers.get("Content-Security-Policy")).find("script-src") ==
          std::string::npos);
    const auto sheet = manager.get(path + ".xlsx");
    CHECK(sheet.status == 200);
    CHECK(sheet.body.starts_with("PK"));
    CHECK(manager.get(path + ".xlsx").body == sheet.body);
    const auto data = manager.get(path + ".json");
    CHECK(data.shows("\"slug\": \"2024-25\""));
}

TEST_CASE("a report that is made is for those who see its record whole; nothing is out before") {
    TestHouse house;
    const auto ref = open_report(house);
    auto guest = house.guest();
    CHECK(guest.get("/reports/annual/2024-25").status == 404);
    CHECK(guest.get("/reports/annual/2024-25.pdf").status == 404);
    CHECK(guest.get("/reports/make/" + ref).status != 200);
    auto school = house.as("hartlaw-high", "pastoral-lead");
    CHECK(school.get("/reports").status == 404);
    CHECK(school.get("/reports/make/" + ref).status == 404);
    CHECK(school.get("/reports/make/" + ref + "/preview").status == 404);
    // Who reads it and does not lead on it makes nothing.
    auto observer = house.as(kOffice, "partnership-chair");
    const auto seen = observer.get("/reports/make/" + ref);
    CHECK(seen.status == 200);
    CHECK(seen.hides("Freeze the figures"));
    CHECK(observer.post("/reports/make/" + ref + "/freeze", {{"rev", "1"}}).status == 404);
}

TEST_CASE("what is published everybody reads, the same each time") {
    TestHouse house;
    const auto ref = open_report(house);
    auto manager = house.as(kOffice, "business-manager-children");
    const auto path = "/reports/make/" + ref;
    const auto page = manager.get(path);
    CHECK(manager.post(path + "/freeze", {{"rev", rev_on_page(page.body)}}).status == 303);
    const auto draft = manager.get(path + "/preview");
    house.turn(3 * kDay);
    auto later = house.as(kOffice, "business-manager-children");
    CHECK((later.get(path + "/preview").body == draft.body));
    CHECK(draft.shows("Missing: "));

    // As the act leaves it, which a report that lacks nothing comes to.
    auto document = Json::parse(later.get(path + "/preview.json").body);
    REQUIRE(document.has_value());
    document->set("published", iso(house.now()));
    {
        const auto session = house.house().store->write();
        const auto stream = "record/" + ref;
        REQUIRE(journal::append(*session,
                                house.house().projections,
                                {.stream = stream,
                                 .after_rev = journal::current_rev(*session, stream),
                                 .happened_at = house.now(),
                                 .recorded_at = house.now(),
                                 .actor = "system",
                                 .kind = "record.report-published",
                                 .body = Json::object({{"document", *document}})}));
        session->commit();
    }
    auto guest = house.guest();
    const auto out = guest.get("/reports/annual/2024-25");
    CHECK(out.status == 200);
    CHECK(out.shows("Published on"));
    CHECK(out.hides("A preview"));
    house.turn(400 * kDay);
    CHECK((guest.get("/reports/annual/2024-25").body == out.body));
    const auto pdf = guest.get("/reports/annual/2024-25.pdf");
    CHECK(pdf.status == 200);
    CHECK(pdf.body.starts_with("%PDF-"));
    CHECK(pdf.body.find("/StructTreeRoot") != std::string::npos);
    CHECK(guest.get("/reports/annual/2024-25.xlsx").body.starts_with("PK"));
    CHECK(guest.get("/reports/annual/2024-25.json").shows("\"published\""));
    CHECK(guest.get("/reports/annual/2024-25.exe").status == 404);
    CHECK(guest.get("/reports/annual/2023-24").status == 404);
    auto again = house.as(kOffice, "business-manager-children");
    const auto kept = again.get(path);
    CHECK(kept.shows("Everybody can read it, and it is kept as it is."));
    CHECK(kept.hides("Freeze the figures"));
}

}  // namespace
}  // namespace longstone::web
