// One long file: a record on its way, page by page, by the same few people.
#include <doctest/doctest.h>

#include "base/text.h"
#include "web/pages/test_record.h"

namespace longstone::web {
namespace {

Browser manager(TestHouse& house) {
    return house.as("la-csc", "hub-manager");
}

// Rated, and moved to where agencies are asked.
void rate(TestHouse& house, Browser& browser, const std::string& ref) {
    const auto path = cat({"/records/", ref, "/answers/mash-rating.rating"});
    const auto page = browser.get(path);
    REQUIRE(page.status == 200);
    auto fields = filled(house, "mash-rating", "rating");
    fields.emplace_back("rev", rev_on(page));
    const auto saved = browser.post(path, fields);
    INFO(saved.body);
    REQUIRE(saved.status == 303);
}

void answer(TestHouse& house,
            Browser& browser,
            const std::string& ref,
            const std::string& form,
            const std::string& section) {
    const auto path = cat({"/records/", ref, "/answers/", form, ".", section});
    auto fields = filled(house, form, section);
    fields.emplace_back("rev", rev_on(browser.get(path)));
    const auto saved = browser.post(path, fields);
    INFO(path);
    REQUIRE(saved.status == 303);
}

Answer move(Browser& browser, const std::string& ref, const std::string& to, http::Pairs fields) {
    const auto path = cat({"/records/", ref, "/move/", to});
    fields.emplace_back("rev", rev_on(browser.get(path)));
    return browser.post(path, fields);
}

std::string id_after(const std::string& body, const std::string& mark) {
    const auto at = body.find(mark);
    REQUIRE(at != std::string::npos);
    const auto from = at + mark.size();
    return body.substr(from, body.find_first_of("\"/?#", from) - from);
}

}  // namespace

TEST_CASE("the record's page says who, what is missing, and leads to where it is given") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = manager(house);
    const auto page = hub.get(cat({"/records/", ref}));
    CHECK(page.status == 200);
    CHECK(page.shows("Maisie Thorburn"));
    CHECK(page.shows("7 years"));
    CHECK(page.shows(ref));
    CHECK(page.shows("3 questions to answer"));
    CHECK(page.shows(cat({"/records/", ref, "/answers/mash-rating.rating#rag"})));
    CHECK(page.shows("these are still needed"));
    // The look is in the log by the time the page is out.
    CHECK(house.count("select count(*) from access_log where subject = $1",
                      {cat({"record/", ref})}) == 1);
}

TEST_CASE("whom a record is not open to finds the same page as for one that is not there") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto school = house.as("hartlaw-high", "pastoral-lead");
    const auto closed = school.get(cat({"/records/", ref}));
    const auto absent = school.get("/records/MC-2026-9999");
    CHECK(closed.status == 404);
    CHECK(absent.status == 404);
    CHECK(closed.hides("Maisie"));
    CHECK(closed.hides(ref));
    for (const auto* tab : {"/answers",
                            "/people",
                            "/checks",
                            "/history",
                            "/meetings",
                            "/actions",
                            "/documents",
                            "/outcome",
                            "/sharing",
                            "/journal",
                            "/clocks",
                            "/dissent",
                            "/answers/mash-rating.rating",
                            "/move/family",
                            "/people/add/father",
                            "/lead",
                            "/share",
                            "/restrict",
                            "/break-glass"}) {
        INFO(tab);
        CHECK(school.get(cat({"/records/", ref, tab})).status == 404);
    }
}

TEST_CASE("an answer that is wrong comes back with what was typed, and nothing is saved") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = manager(house);
    const auto path = cat({"/records/", ref, "/answers/mash-rating.rating"});
    const auto page = hub.get(path);
    const auto wrong =
        hub.post(path, {{"rag", "purple"}, {"rag-reason", "He said <so>"}, {"rev", rev_on(page)}});
    CHECK(wrong.status == 422);
    CHECK(wrong.shows("<title>Error: "));
    CHECK(wrong.shows("He said &lt;so&gt;"));
    CHECK(wrong.shows("href=\"#rag\""));
    CHECK(house.count("select count(*) from answer where record = $1", {ref}) == 0);
}

TEST_CASE("two people at one section: the second sees both versions and may still save") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto first = manager(house);
    auto second = house.as("la-csc", "practice-supervisor");
    const auto path = cat({"/records/", ref, "/answers/mash-rating.rating"});
    const auto seen = rev_on(second.get(path));
    rate(house, first, ref);

    auto fields = with(filled(house, "mash-rating", "rating"), "rag-reason", "Mine, not theirs");
    fields.emplace_back("rev", seen);
    const auto clash = second.post(path, fields);
    CHECK(clash.status == 409);
    CHECK(clash.shows("Both versions"));
    CHECK(clash.shows("Words for rag-reason"));
    CHECK(clash.shows("Mine, not theirs"));

    fields = with(fields, "rev", rev_on(clash));
    CHECK(second.post(path, fields).status == 303);
    CHECK(second.get(cat({"/records/", ref, "/answers"})).shows("Mine, not theirs"));
    CHECK(second.get(cat({"/records/", ref, "/journal"})).shows("Words for rag-reason"));
}

TEST_CASE("a half-typed form waits on the server for its author alone") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = manager(house);
    const auto path = cat({"/records/", ref, "/answers/mash-rating.rating"});
    hub.get(path);
    CHECK(hub.post(cat({"/drafts", path}), {{"rag-reason", "Half a thought"}}).status == 204);
    CHECK(hub.get(path).shows("Half a thought"));
    CHECK(hub.get(path).shows("This is your draft"));
    CHECK(house.as("la-csc", "practice-supervisor").get(path).hides("Half a thought"));
    rate(house, hub, ref);
    CHECK(hub.get(path).hides("Half a thought"));
    CHECK(hub.post("/drafts/people/x", {{"a", "b"}}).status == 404);
}

TEST_CASE("a move that lacks something says what, and a refused one moves nothing") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = manager(house);
    const auto page = hub.get(cat({"/records/", ref, "/move/family"}));
    CHECK(page.status == 200);
    CHECK(page.shows("still needed"));
    CHECK(page.hides("name=\"rev\""));
    CHECK(move(hub, ref, "family", {}).status == 404);
    rate(house, hub, ref);
    CHECK(hub.follow(move(hub, ref, "family", {})).shows("The record has moved on."));
    CHECK(hub.get(cat({"/records/", ref})).shows("Family and history"));
}

TEST_CASE("fathers are asked for by name; somebody typed becomes somebody on the record") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = manager(house);
    CHECK(hub.get(cat({"/records/", ref})).shows("not named."));
    const auto path = cat({"/records/", ref, "/people/add/father"});
    CHECK(hub.get(path).shows("Who is the father"));
    CHECK(hub.post(path, {}).status == 422);
    const auto added =
        hub.post(path, {{"given-name", "Ross"}, {"family-name", "Thorburn"}, {"sex", "M"}});
    CHECK(added.status == 303);
    CHECK(hub.follow(added).shows("Ross Thorburn"));

    // Named again, he is offered before a second one is made.
    const auto other = cat({"/records/", ref, "/people/add/man-in-household"});
    hub.get(other);
    const auto offered =
        hub.post(other, {{"given-name", "Ross"}, {"family-name", "Thorburn"}, {"sex", "M"}});
    CHECK(offered.status == 200);
    CHECK(offered.shows("Is it one of these people?"));
    CHECK(offered.shows("Given name agrees. Family name agrees"));
    CHECK(offered.shows("Look at their page"));
    CHECK(offered.hides("There is a problem"));
    CHECK(house.count("select count(*) from person") == 2);
    const auto again = hub.post(other,
                                {{"given-name", "Ross"},
                                 {"family-name", "Thorburn"},
                                 {"sex", "M"},
                                 {"same-person-asked", "yes"}});
    CHECK(again.status == 422);
    CHECK(again.shows("Choose one of them, or none of these"));
}

TEST_CASE("agencies are asked, answer blind, and are compared once they have") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = manager(house);
    rate(house, hub, ref);
    REQUIRE(move(hub, ref, "family", {}).status == 303);
    for (const auto* section : {"relationships", "protected", "history"}) {
        answer(house, hub, ref, "mash-family", section);
    }
    answer(house, hub, ref, "marf", "father");
    hub.get(cat({"/records/", ref, "/people/add/father"}));
    hub.post(cat({"/records/", ref, "/people/add/father"}),
             {{"given-name", "Ross"}, {"family-name", "Thorburn"}});
    hub.post(cat({"/records/", ref, "/people/add/man-in-household"}),
             {{"given-name", "Kieran"}, {"family-name", "Vance"}});
    const auto moved = move(hub, ref, "checks", {});
    INFO(hub.get(cat({"/records/", ref, "/move/checks"})).body);
    REQUIRE(moved.status == 303);

    const auto ask = cat({"/records/", ref, "/checks/ask/partner-check"});
    const auto page = hub.get(ask);
    CHECK(page.shows("Northumbria Police"));
    const auto asked = hub.post(ask,
                                {{"agencies", "police"},
                                 {"agencies", "nhcft"},
                                 {"words", "Was he ever arrested?"},
                                 {"rev", rev_on(page)}});
    REQUIRE(asked.status == 303);

    auto police = house.as("police", "researcher");
    const auto work = police.get("/");
    CHECK(work.shows("Partner check"));
    CHECK(work.shows("Maisie Thorburn"));
    const auto id = id_after(work.body, "/requests/");
    const auto request = police.get(cat({"/requests/", id}));
    CHECK(request.status == 200);
    CHECK(request.shows("Was he ever arrested?"));
    CHECK(request.shows("Show the questions that follow from this"));
    CHECK(request.hides("Incidents and calls to the address"));
    const auto shown =
        police.post(cat({"/requests/", id}), {{"service", "police"}, {"redraw", "yes"}});
    CHECK(shown.status == 200);
    CHECK(shown.shows("Incidents and calls to the address"));

    const auto draft =
        police.post(cat({"/requests/", id}), {{"service", "police"}, {"step", "draft"}});
    CHECK(draft.status == 303);
    CHECK(police.follow(draft).shows("Incidents and calls to the address"));
    const auto half =
        police.post(cat({"/requests/", id}), {{"service", "police"}, {"step", "send"}});
    CHECK(half.status == 422);
    CHECK(half.shows("Choose red, amber or green."));

    http::Pairs reply = {{"step", "send"}};
    for (const auto& section : house.definitions().form("partner-check")->sections) {
        if (!section.when.always() && section.id != "police") continue;
        for (auto& pair : filled(house, "partner-check", section.id)) {
            reply.push_back(std::move(pair));
        }
    }
    reply = with(reply, "service", "police");
    reply = with(reply, "rag-view", "red");
    const auto sent = police.post(cat({"/requests/", id}), reply);
    INFO(sent.body);
    REQUIRE(sent.status == 303);
    CHECK(police.follow(sent).shows("Your answer has been sent."));

    const auto record = hub.get(cat({"/records/", ref}));
    CHECK(record.shows("1 of 2 answered"));
    CHECK(record.shows("before seeing others"));
    CHECK(record.shows("Ratings differ: this record amber and Police red"));
    // The other agency, asked too, sees neither rating nor words before it has answered.
    auto hospital = house.as("nhcft", "researcher");
    const auto part = hospital.get(cat({"/records/", ref}));
    CHECK(part.status == 200);
    CHECK(part.shows("What your agency was asked"));
    CHECK(part.hides("RED"));
    CHECK(part.hides("Words for police-incidents"));
    CHECK(hospital.get(cat({"/requests/", id})).status == 404);
    CHECK(hub.get("/boards/hub").shows("1 of 2"));
}

TEST_CASE("the board lists what is open by time left, and its filters are addresses") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = manager(house);
    CHECK(hub.get("/boards/hub").shows("Not rated"));
    rate(house, hub, ref);
    const auto board = hub.get("/boards/hub");
    CHECK(board.status == 200);
    CHECK(board.shows("AMBER"));
    CHECK(board.shows("Maisie Thorburn"));
    CHECK(board.shows("data-refresh"));
    CHECK(hub.get("/boards/hub?rating=amber").shows(ref));
    CHECK(hub.get("/boards/hub?rating=red").hides(ref));
    CHECK(hub.get("/boards/hub?about=adult").hides(ref));
    CHECK(hub.get("/boards/hub?agency=police").hides(ref));
    CHECK(hub.get("/boards/hub?worker=me").hides(ref));
    house.turn(3 * kDay);
    CHECK(hub.get("/boards/hub?due=late").status == 303);  // the session is over by then
    auto again = manager(house);
    CHECK(again.get("/boards/hub").shows("1 late"));
    CHECK(again.get("/boards/hub?due=late").shows(ref));
    CHECK(house.as("hartlaw-high", "pastoral-lead").get("/boards/hub").status == 404);
}

TEST_CASE("a meeting is called, put in a calendar, held without its quorum, and minuted") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = manager(house);
    const auto call = cat({"/records/", ref, "/meetings/call/hub-discussion"});
    auto page = hub.get(call);
    REQUIRE(page.status == 200);
    CHECK(hub.post(call, {{"seats", "police"}, {"rev", rev_on(page)}}).status == 422);
    page = hub.get(call);
    const auto called = hub.post(call,
                                 {{"at.day", "6"},
                                  {"at.month", "11"},
                                  {"at.year", "2026"},
                                  {"at.time", "14:15"},
                                  {"place", "Room 2"},
                                  {"seats", "police"},
                                  {"seats", "la-csc"},
                                  {"rev", rev_on(page)}});
    REQUIRE(called.status == 303);
    const auto list = hub.follow(called);
    const auto id = id_after(list.body, cat({"href=\"/records/", ref, "/meetings/"}));
    const auto base = cat({"/records/", ref, "/meetings/", id});

    auto police = house.as("police", "researcher");
    CHECK(police.get("/meetings").shows("Hub discussion"));
    CHECK(police.get(base).shows("Room 2"));
    const auto file = police.get(base + "/calendar.ics");
    CHECK(file.status == 200);
    CHECK(file.shows("DTSTART;TZID=Europe/London:20261106T141500"));
    CHECK(file.hides("Maisie"));
    CHECK(police.get(base + "/hold").status == 404);

    page = hub.get(base + "/hold");
    CHECK(page.status == 200);
    http::Pairs held = {{"rev", rev_on(page)},
                        {"seats.count", "2"},
                        {"seats.1.agency", "police"},
                        {"seats.1.name", "DC Reed"},
                        {"seats.1.came", "attended"},
                        {"seats.2.agency", "la-csc"},
                        {"seats.2.name", "A. Manager"},
                        {"seats.2.came", "attended"},
                        {"strategy-why-not", "Not needed"},
                        {"dissent", "Police would go further"}};
    for (const auto& section : house.definitions().form("hub-discussion")->sections) {
        for (auto& pair : filled(house, "hub-discussion", section.id)) {
            held.push_back(std::move(pair));
        }
    }
    const auto done = hub.post(base + "/hold", held);
    INFO(done.body);
    REQUIRE(done.status == 303);
    CHECK(hub.follow(done).shows("Held without its quorum"));
    CHECK(hub.get(base).shows("Nobody came for: health"));
    CHECK(police.get(base).hides("Words for discussion-summary"));

    page = hub.get(base + "/minutes");
    CHECK(hub.post(base + "/minutes", {{"rev", rev_on(page)}}).status == 303);
    CHECK(police.get(base).shows("Words for discussion-summary"));
    police.get(base + "/received");
    CHECK(police.post(base + "/received", {}).status == 303);
    CHECK(hub.get(base).shows("Acknowledged"));
}

TEST_CASE("actions, dissent, lead, sharing, restriction and clocks each have their form") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = manager(house);
    const auto at = [&](std::string_view rest) { return cat({"/records/", ref, rest}); };

    hub.get(at("/actions/add"));
    CHECK(hub.post(at("/actions/add"), {{"what", "Visit today"}}).status == 422);
    CHECK(hub.post(at("/actions/add"), {{"what", "Visit today"}, {"owner", "A. Social, worker"}})
              .status == 303);
    const auto actions = hub.get(at("/actions"));
    CHECK(actions.shows("Visit today"));
    const auto action = id_after(actions.body, cat({"href=\"", at("/actions/")}));
    hub.get(at(cat({"/actions/", action})));
    CHECK(hub.post(at(cat({"/actions/", action})), {{"status", "done"}, {"evidence", "Seen"}})
              .status == 303);
    CHECK(hub.get(at("/actions")).shows("Done. Seen"));

    hub.get(at("/dissent"));
    CHECK(hub.post(at("/dissent"), {{"about", "The rating"}, {"words", "Too low"}}).status == 303);
    CHECK(hub.get(at("/actions")).shows("Too low"));

    const auto worker = house.user("la-csc", "hub-social-worker");
    const auto lead = hub.get(at("/lead"));
    CHECK(lead.shows("Test hub-social-worker"));
    CHECK(hub.post(at("/lead"), {{"lead", "nobody"}, {"rev", rev_on(lead)}}).status == 422);
    CHECK(hub.post(at("/lead"), {{"lead", worker}, {"rev", rev_on(lead)}}).status == 303);
    CHECK(hub.get(at("")).shows("led by Test hub-social-worker"));

    hub.get(at("/share"));
    CHECK(hub.post(at("/share"),
                   {{"agency", "probation"}, {"purpose", "Their order"}, {"gateway", "The Act"}})
              .status == 303);
    CHECK(house.as("probation", "researcher").get(at("")).status == 200);

    hub.get(at("/restrict"));
    CHECK(hub.post(at("/restrict"), {{"reason", "A colleague's family"}}).status == 303);
    CHECK(house.as("la-csc", "hub-support").get(at("")).status == 404);
    CHECK(house.as("probation", "researcher").get(at("")).status == 404);
    CHECK(house.as("la-csc", "hub-social-worker").get(at("")).shows("Restricted"));
}

TEST_CASE("everybody is told, or it says why not") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = manager(house);
    const auto path = cat({"/records/", ref, "/outcome/family"});
    auto page = hub.get(path);
    CHECK(page.status == 200);
    CHECK(hub.post(path, {{"how", "not-told"}, {"rev", rev_on(page)}}).status == 422);
    page = hub.get(path);
    CHECK(hub.post(path,
                   {{"how", "not-told"},
                    {"not-told-reason", "It would put her in danger"},
                    {"rev", rev_on(page)}})
              .status == 303);
    CHECK(hub.get(cat({"/records/", ref, "/outcome"})).shows("It would put her in danger"));
    page = hub.get(path);
    CHECK(
        hub.post(path,
                 {{"how", "telephone"}, {"words", "We will visit tomorrow"}, {"rev", rev_on(page)}})
            .status == 303);
    CHECK(hub.get(cat({"/records/", ref, "/outcome"})).shows("We will visit tomorrow"));
}

TEST_CASE("a document is attached, looked at where that is safe, and logged as read") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = manager(house);
    const auto path = cat({"/records/", ref, "/documents"});
    CHECK(hub.get(path).shows("Attach a document"));
    const std::string type = "multipart/form-data; boundary=xx";
    const auto body = [&](const std::string& name, const std::string& bytes) {
        return cat({"--xx\r\nContent-Disposition: form-data; name=\"csrf_token\"\r\n\r\n",
                    hub.token,
                    "\r\n--xx\r\nContent-Disposition: form-data; name=\"document\"; filename=\"",
                    name,
                    "\"\r\nContent-Type: text/plain\r\n\r\n",
                    bytes,
                    "\r\n--xx--\r\n"});
    };
    CHECK(hub.post_raw(path, type, body("empty.txt", "")).status == 422);
    const auto attached = hub.post_raw(path, type, body("letter.txt", "Dear colleague"));
    INFO(attached.body);
    REQUIRE(attached.status == 303);
    const auto list = hub.follow(attached);
    CHECK(list.shows("letter.txt"));
    const auto id = id_after(list.body, "/documents/");
    const auto shown = hub.get(cat({"/documents/", id, "/show"}));
    CHECK(shown.body == "Dear colleague");
    CHECK(std::string(shown.headers.get("Content-Disposition")).starts_with("inline"));
    const auto kept = hub.get(cat({"/documents/", id}));
    CHECK(std::string(kept.headers.get("Content-Disposition")).starts_with("attachment"));
    CHECK(house.as("hartlaw-high", "pastoral-lead").get(cat({"/documents/", id})).status == 404);
}

TEST_CASE("breaking the glass takes a reason, opens the record for an hour, and is logged") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto officer = house.as("la-asc", "triage-worker");
    const auto page = officer.get(cat({"/records/", ref}));
    REQUIRE(page.status == 303);
    CHECK(page.location == cat({"/records/", ref, "/break-glass"}));
    CHECK(officer.follow(page).hides("Maisie"));
    CHECK(officer.post(page.location, {{"reason", "x"}}).status == 422);
    CHECK(officer.post(page.location, {{"reason", ""}}).shows("Why do you need to see it now?"));
    const auto opened =
        officer.post(page.location, {{"reason", "Her mother is here with us, hurt, and asks"}});
    CHECK(opened.status == 303);
    CHECK(officer.follow(opened).shows("Maisie Thorburn"));
    house.turn(61 * kMinute);
    auto later = house.as("la-asc", "triage-worker");
    CHECK(later.get(cat({"/records/", ref})).hides("Maisie"));
}

}  // namespace longstone::web
