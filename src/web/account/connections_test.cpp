#include <doctest/doctest.h>

#include "access/policy.h"
#include "base/text.h"
#include "people/agency_events.h"
#include "web/pages/test_record.h"

// The pages of what agencies told and of who is connected to whom.
namespace longstone::web {
namespace {

std::string subject_of(TestHouse& house, const std::string& ref) {
    const auto row = house.house().store->read()->one(
        "select person from record_person where record = $1 and role = 'subject'", {ref});
    REQUIRE(row.has_value());
    return row->text(0);
}

void tell(TestHouse& house, const std::string& person, bool is_protected) {
    const auto session = house.house().store->write();
    auto context = house.house().context(*session);
    auto viewer = access::system_viewer();
    viewer.agency = "police";
    const auto grant = access::allow(viewer, access::Action::EditPerson, person);
    REQUIRE(grant.has_value());
    // What was told in confidence was told to the day.
    const auto at = is_protected ? from_london(london(context.now).date, 0) : context.now;
    REQUIRE(people::tell_event(context,
                               *grant,
                               {.feed = "police-incidents",
                                .key = cat({"R", is_protected ? "2" : "1"}),
                                .occurrence = "I1",
                                .kinds = "police-event",
                                .kind = is_protected ? "sexual-offence" : "missing",
                                .words = is_protected ? "Told in confidence" : "Away overnight",
                                .significance = "serious",
                                .happened_at = at,
                                .day_only = is_protected,
                                .known_at = at,
                                .is_protected = is_protected}));
    session->commit();
}

}  // namespace

TEST_CASE("what agencies told stands on the page of the person for those who work with them") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    const auto maisie = subject_of(house, ref);
    tell(house, maisie, false);
    tell(house, maisie, true);
    const auto path = cat({"/people/", maisie});
    auto manager = house.as("la-csc", "hub-manager");
    const auto page = manager.get(path);
    REQUIRE(page.status == 200);
    CHECK(page.shows("What agencies told"));
    CHECK(page.shows("Away overnight"));
    CHECK(page.shows("Police, Police incidents"));
    CHECK(page.shows("Told in confidence"));
    CHECK(page.shows("Sensitive"));
    CHECK(page.hides(" 00:00"));
    CHECK(page.shows(cat({path, "/connections"})));
    auto protection = house.as("partnership-office", "data-protection-officer");
    CHECK(protection.get(path).hides("Away overnight"));
    CHECK(house.as("police", "response-officer").get(path).hides("Away overnight"));
}

TEST_CASE("who is connected to whom is told to those who see the person, and nobody else") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    const auto path = cat({"/people/", subject_of(house, ref), "/connections"});
    auto manager = house.as("la-csc", "hub-manager");
    const auto page = manager.get(path);
    REQUIRE(page.status == 200);
    CHECK(page.shows("Who Maisie Thorburn is connected to"));
    CHECK(page.shows("Same address at another time"));
    const auto looks = house.count("select count(*) from access_log where reason = 'connections'");
    CHECK(looks == 1);
    CHECK(manager.get(cat({path, "?kind=record"})).status == 200);
    CHECK(house.as("partnership-office", "data-protection-officer").get(path).status == 404);
    CHECK(house.guest().get(path).status != 200);
    CHECK(manager.get("/households").shows("No adult stands in households"));
    CHECK(house.as("hartlaw-high", "data-manager").get("/households").status == 404);
}

TEST_CASE("whoever is not found is said beside the input, and nobody is one person by default") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    const auto path = cat({"/people/", subject_of(house, ref)});
    auto manager = house.as("la-csc", "hub-manager");
    const auto page = manager.get(cat({path, "/same"}));
    REQUIRE(page.status == 200);
    CHECK(page.hides(" checked"));
    const auto me = subject_of(house, ref);
    const auto unsaid =
        manager.post(cat({path, "/same"}), {{"other-chosen", me}, {"reason", "Twins"}});
    CHECK(unsaid.status == 422);
    CHECK(unsaid.shows("Choose whether they are the same person"));
    const auto nobody =
        manager.post(cat({path, "/same"}),
                     {{"other", "https://x/people/x"}, {"same", "yes"}, {"reason", "One girl"}});
    CHECK(nobody.status == 422);
    CHECK(nobody.shows("Nobody whom you may see stands at this address"));
    const auto unrelated = manager.post(cat({path, "/relate"}), {{"type", "mother"}});
    CHECK(unrelated.status == 422);
    CHECK(unrelated.shows("Enter their name, or paste the address of their page"));
}

TEST_CASE("the other person of a relation is found by name and chosen") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    const auto other = subject_of(house, open_enquiry(house));
    const auto path = cat({"/people/", subject_of(house, ref), "/same"});
    auto manager = house.as("la-csc", "hub-manager");
    const auto nobody = manager.post(path, {{"other", "Zebedee Quill"}, {"same", "yes"}});
    CHECK(nobody.status == 422);
    CHECK(nobody.shows("Nobody else whom you may see is found by this"));
    const auto searches = house.count("select count(*) from access_log where action = 'search'");
    const auto found = manager.post(path, {{"other", "Maisie Thorburn"}, {"same", "yes"}});
    CHECK(found.status == 422);
    CHECK(found.shows("Choose which of these you mean"));
    CHECK(found.shows(other));
    CHECK(house.count("select count(*) from access_log where action = 'search'") == searches + 1);
    const auto unsaid = manager.post(
        path, {{"other", "Maisie Thorburn"}, {"other-chosen", other}, {"same", "yes"}});
    CHECK(unsaid.status == 422);
    CHECK(unsaid.shows("Say why you think so"));
    CHECK(unsaid.shows(cat({"value=\"", other, "\" checked"})));
    const auto none = manager.post(path,
                                   {{"other", "Maisie Thorburn"},
                                    {"other-chosen", "none"},
                                    {"same", "yes"},
                                    {"reason", "One girl"}});
    CHECK(none.shows("Choose which of these you mean"));
    const auto said = manager.post(
        path, {{"other-chosen", other}, {"same", "yes"}, {"reason", "One girl, told twice"}});
    CHECK(said.status == 303);
    CHECK(manager.get(cat({"/people/", other})).shows("One girl, told twice"));
}

}  // namespace longstone::web
