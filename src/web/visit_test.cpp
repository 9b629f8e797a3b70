#include "web/visit.h"

#include <doctest/doctest.h>

#include "store/store.h"
#include "web/test_house.h"

namespace longstone::web {
namespace {

void add_echo(TestHouse& house) {
    add_page(house.router(), house.app(), {.pattern = "/echo", .name = "echo"}, [](Visit& visit) {
        return visit.page({.title = "Echo", .main = html::text("hello")});
    });
    add_page(house.router(),
             house.app(),
             {.method = "POST", .pattern = "/echo", .name = "echo: send"},
             [](Visit& visit) {
                 return act(visit, [&](work::Context&) -> Result<http::Reply> {
                     if (visit.form().text("fail") == "conflict") {
                         return refuse(Fault::Conflict, "Changed by somebody else.");
                     }
                     if (visit.form().text("fail") == "disk") throw store::Broken("disk full");
                     return http::Reply::see_other("/echo");
                 });
             });
}

}  // namespace

TEST_CASE("whoever is not signed in is sent to sign in and comes back") {
    TestHouse house;
    add_echo(house);
    auto guest = house.guest();
    const auto answer = guest.get("/echo");
    CHECK(answer.status == 303);
    CHECK(answer.location == "/sign-in?next=%2Fecho");
}

TEST_CASE("a session that has ended takes nobody's words with it") {
    TestHouse house;
    add_echo(house);
    auto officer = house.as("police", "researcher");
    CHECK(officer.get("/echo").shows("hello"));
    house.turn(13 * kHour);
    const auto answer = officer.post("/echo", {{"worry", "He was seen at the gate"}});
    CHECK(answer.status == 401);
    CHECK(answer.shows("He was seen at the gate"));
    CHECK(answer.shows("You have been signed out"));
}

TEST_CASE("a write without the token of our own page is refused, and gives the words back") {
    TestHouse house;
    add_echo(house);
    auto officer = house.as("police", "researcher");
    officer.token = "0123";
    const auto answer = officer.post("/echo", {{"worry", "He was seen at the gate"}});
    CHECK(answer.status == 403);
    CHECK(answer.shows("He was seen at the gate"));
}

TEST_CASE("a broken machine says that nothing was saved and keeps what was typed") {
    TestHouse house;
    add_echo(house);
    auto officer = house.as("police", "researcher");
    officer.get("/echo");
    const auto answer = officer.post(
        "/echo", {{"fail", "disk"}, {"worry", "He was <seen>"}, {"password", "secret!"}});
    CHECK(answer.status == 503);
    CHECK(answer.shows("nothing was saved"));
    CHECK(answer.shows("He was &lt;seen&gt;"));
    CHECK(answer.hides("secret!"));
    CHECK(answer.hides("disk full"));
}

TEST_CASE("a conflict is said as one") {
    TestHouse house;
    add_echo(house);
    auto officer = house.as("police", "researcher");
    officer.get("/echo");
    const auto answer = officer.post("/echo", {{"fail", "conflict"}, {"worry", "My own words"}});
    CHECK(answer.status == 409);
    CHECK(answer.shows("<title>Error: "));
    CHECK(answer.shows("My own words"));
    CHECK(officer.post("/echo", {{"fail", ""}}).status == 303);
}

TEST_CASE("an address that is not there says so in the partnership's frame") {
    TestHouse house;
    const auto answer = house.guest().get("/nowhere/at/all");
    CHECK(answer.status == 404);
    CHECK(answer.shows("Page not found"));
    CHECK(answer.shows("govuk-template"));
}

}  // namespace longstone::web
