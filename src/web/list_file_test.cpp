#include "web/list_file.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/json.h"
#include "web/test_house.h"

namespace longstone::web {
namespace {

TEST_CASE("a table becomes a sheet: figures where columns are numeric, nothing that only acts") {
    const auto sheet =
        sheet_of({.caption = "Open work",
                  .columns = {{.text = "Who", .row_header = true},
                              {.text = "Time left", .numeric = true, .in_file = "Due"},
                              {.text = "Counted", .numeric = true},
                              {.text = "Delete", .unseen = true}},
                  .rows = {{.cells = {html::text("=Maisie"),
                                      html::time("2026-07-01T08:30:00Z", "2 h"),
                                      html::text("1,204"),
                                      html::text("Delete")}}}});
    CHECK(sheet.name == "Open work");
    CHECK(report::csv(sheet) == "Who,Due,Counted\r\n'=Maisie,2026-07-01 09:30,1204\r\n");
}

TEST_CASE("a list is taken as a file at its own address, and the access log says so") {
    TestHouse house;
    auto manager = house.as("partnership-office", "business-manager-children");
    CHECK(manager.get("/meetings?format=csv").body == "When,What,Reference,Where\r\n");
    const auto page = manager.get("/figures?theme=Front%20door");
    CHECK(page.shows("href=\"/figures?theme=Front%20door&amp;format=xlsx\""));
    const auto csv = manager.get("/figures?theme=Front%20door&format=csv");
    CHECK(csv.headers.get("Content-Type") == "text/csv; charset=utf-8");
    CHECK(csv.headers.get("Content-Disposition").find("figures-") != std::string_view::npos);
    CHECK(csv.body.find("Measure,") == 0);
    CHECK(manager.get("/figures?theme=Front%20door&format=xlsx").body.starts_with("PK"));
    CHECK(house.count("select count(*) from access_log where action = 'export'") == 3);
    CHECK(house.count("select count(*) from access_log where action = 'export' and subject = "
                      "'figures' and reason = 'xlsx'") == 1);
    const auto json = Json::parse(manager.get("/figures?theme=Front%20door&format=json").body);
    REQUIRE(json);
    CHECK(json->text("title") == "Figures: Front door");
    const auto& list = (*json)["lists"].items().at(0);
    CHECK(list["columns"].items().at(0).text() == "Measure");
    CHECK(list["rows"].items().size() ==
          static_cast<std::size_t>(std::ranges::count(csv.body, '\n')) - 1);
    CHECK(list["rows"].items().at(0).items().size() == list["columns"].items().size());
    // Who may not see the page gets no file, and a format that does not exist gives the page.
    auto school = house.as("hartlaw-high", "pastoral-lead");
    CHECK(school.get("/figures?format=csv").status == 404);
    CHECK(manager.get("/figures?format=pdf").shows("<h1"));
}

TEST_CASE("what was found is taken away by POST, so that no name stands in an address") {
    TestHouse house;
    auto worker = house.as("la-csc", "hub-social-worker");
    worker.get("/search");
    const auto page = worker.post("/search", {{"words", "Nobody Atall"}});
    REQUIRE(page.status == 200);
    CHECK(page.hides("format=csv"));
    const auto csv = worker.post("/search", {{"words", "Nobody Atall"}, {"format", "csv"}});
    CHECK(csv.body == "Name,About them,Why they fit\r\n");
}

TEST_CASE("my meetings come as one calendar") {
    TestHouse house;
    auto worker = house.as("la-csc", "hub-social-worker");
    const auto file = worker.get("/meetings/calendar.ics");
    CHECK(file.status == 200);
    CHECK(file.body.starts_with("BEGIN:VCALENDAR\r\n"));
    CHECK(file.body.ends_with("END:VCALENDAR\r\n"));
}

}  // namespace
}  // namespace longstone::web
