#include <doctest/doctest.h>

#include "access/accounts.h"
#include "base/text.h"
#include "web/test_house.h"
#include "work/acts/answer_links.h"
#include "work/acts/move.h"
#include "work/acts/open_record.h"

namespace longstone::web {
namespace {

const std::string kOffice = "partnership-office";
const std::string kWorker = "participation-worker";

work::Given said(std::string words) {
    return {.values = {std::move(words)}};
}

access::Viewer worker_of(TestHouse& house) {
    const auto name = house.user(kOffice, kWorker);
    const auto session = house.house().store->read();
    return access::load_viewer(*session, house.definitions(), name).value_or(access::Viewer{});
}

// An asking that has begun.
std::string asking(TestHouse& house, const std::string& anonymous) {
    const auto worker = worker_of(house);
    const auto write = house.house().store->write();
    auto context = house.house().context(*write);
    const work::Answers answers = {{"voice-title", said("Hub day")},
                                   {"voice-service", said("Family hubs")},
                                   {"voice-ask-well", said("What did you like at the hub?")},
                                   {"voice-anonymous", said(anonymous)},
                                   {"voice-kind", said("consultation")},
                                   {"voice-of", said("child")},
                                   {"voice-from", said("2026-11-01")},
                                   {"voice-to", said("2026-12-01")},
                                   {"voice-questions", said("Five questions")},
                                   {"voice-reach", said("Drawings")},
                                   {"voice-shaped", said("no")}};
    auto opened = work::open_record(
        context, worker, {.pathway = "voice-feedback", .source = "partner", .answers = answers});
    if (!opened) MESSAGE(opened.error().message);
    REQUIRE(opened.has_value());
    const auto moved = work::move_record(context, worker, opened->record.ref, {}, {.to = "asking"});
    if (!moved) MESSAGE(moved.error().message);
    REQUIRE(moved.has_value());
    write->commit();
    return opened->record.ref;
}

std::string links_of(const std::string& ref) {
    return cat({"/records/", ref, "/links"});
}

// What stands after these words, up to a quote.
std::string after(const Answer& page, const std::string& words) {
    const auto at = page.body.find(words);
    INFO(words, " in ", page.body);
    REQUIRE(at != std::string::npos);
    const auto start = at + words.size();
    return page.body.substr(start, page.body.find('"', start) - start);
}

// The address of a new link, without its host.
std::string new_link(Browser& worker, const std::string& ref, http::Pairs fields = {}) {
    const auto at = links_of(ref);
    worker.get(at + "/answers/new");
    fields.emplace_back("label", "Poster in the hub");
    const auto made = worker.post(at + "/answers/new", fields);
    INFO(made.body);
    REQUIRE(made.status == 303);
    return cat({"/a/", after(worker.follow(made), "/a/")});
}

http::Pairs five(const std::string& once) {
    return {{"page", once},
            {"fb-rating", "5"},
            {"fb-well", "The swings & the <b>tea</b>"},
            {"fb-who", "child"},
            {"fb-consent", "yes"}};
}

std::string once_on(const Answer& page) {
    return after(page, "name=\"page\" value=\"");
}

}  // namespace

TEST_CASE("somebody answers by a link: no account, no cookie, no token, and nothing but the day") {
    TestHouse house;
    auto worker = house.as(kOffice, kWorker);
    const auto ref = asking(house, "yes");
    const auto address = new_link(worker, ref);

    auto guest = house.guest();
    const auto page = guest.get(address);
    CHECK(page.status == 200);
    CHECK(guest.cookies.empty());
    CHECK(page.hides("csrf_token"));
    CHECK(page.shows("We do not know who you are."));
    CHECK(page.shows("call 999"));
    CHECK(page.shows("What did you like at the hub?"));
    CHECK(page.shows("We ask people about Family hubs: Hub day"));
    CHECK(page.shows("ls-face"));
    CHECK(page.hides("how to reach you"));
    CHECK(page.headers.get("Cache-Control") == "private, no-cache");

    // Nothing at all is no answer; what was typed is still there.
    const auto empty =
        guest.post(address, {{"page", once_on(page)}, {"fb-who", "child"}, {"fb-consent", "no"}});
    CHECK(empty.status == 422);
    CHECK(empty.shows("Choose a face, or write something."));
    CHECK(once_on(empty) == once_on(page));

    const auto sent = guest.post(address, five(once_on(page)));
    REQUIRE(sent.location == address + "/thanks");
    CHECK(guest.follow(sent).shows("What happens next"));
    CHECK(guest.cookies.empty());
    // The connection was lost, and it was sent again.
    CHECK(guest.post(address, five(once_on(page))).location == address + "/thanks");
    CHECK(house.count("select count(*) from record where pathway = 'voice-response'") == 1);

    const auto midnight = from_london(london(house.now()).date, 0).micros;
    CHECK(house.count("select count(*) from event where actor = 'public' and (happened_at <> $1 "
                      "or recorded_at <> $1)",
                      {midnight}) == 0);
    CHECK(house.count("select count(*) from record r where r.pathway = 'voice-response' and "
                      "r.opened_at = $1 and r.recorded_at = $1 and r.changed_at = $1",
                      {midnight}) == 1);
    CHECK(house.count("select count(*) from idempotency where at <> $1", {midnight}) == 0);
    CHECK(house.count("select count(*) from notice n join record r on r.ref = n.record where "
                      "r.pathway = 'voice-response' and n.at <> $1",
                      {midnight}) == 0);
    CHECK(house.count("select count(*) from answer where field = 'fb-contact'") == 0);
    CHECK(worker.get("/records/VRE-2026-0001/answers").shows("The swings &amp; the &lt;b&gt;tea"));
}

TEST_CASE("who has a session stays unknown on the page, and who gives a way to reach them may") {
    TestHouse house;
    auto worker = house.as(kOffice, kWorker);
    const auto ref = asking(house, "no");
    const auto address = new_link(worker, ref);
    const auto page = worker.get(address);
    CHECK(page.hides("Sign out"));
    CHECK(page.shows("You need not say who you are."));
    auto fields = five(once_on(page));
    fields.emplace_back("fb-contact", "07700 900123");
    // The asking says what it is about, whatever a form claims.
    fields.emplace_back("fb-service", "Another");
    CHECK(worker.post(address, fields).status == 303);
    CHECK(house.count("select count(*) from answer where field = 'fb-contact'") == 1);
    CHECK(house.count("select count(*) from answer where field = 'fb-service' and value = "
                      "'Family hubs' and record like 'VRE%' and carried_from = $1",
                      {ref}) == 1);
    CHECK(house.count("select count(*) from event where stream like 'record/VRE%' and actor <> "
                      "'public'") == 0);
}

TEST_CASE("a link that is closed, run out, full, over or unknown says so and what to do") {
    TestHouse house;
    auto worker = house.as(kOffice, kWorker);
    const auto ref = asking(house, "yes");
    auto guest = house.guest();

    const auto unknown = guest.get("/a/k7qf-29mx-ab3d");
    CHECK(unknown.status == 404);
    CHECK(unknown.shows("We cannot find this page"));
    CHECK(unknown.shows("call 999"));

    const auto full = new_link(worker, ref, {{"most", "1"}});
    CHECK(guest.post(full, five("one")).status == 303);
    const auto second = guest.post(full, five("two"));
    CHECK(second.status == 410);
    CHECK(second.shows("We have enough answers"));

    house.turn(kMinute);
    const auto address = new_link(worker, ref);
    const auto id = after(worker.get(links_of(ref)), cat({"/records/", ref, "/links/"}));
    const auto link = id.substr(0, id.find('/'));
    // Typed from a poster: capitals, spaces, and an O for a nought.
    CHECK(guest.get(cat({"/a/", address.substr(3, 4), address.substr(8, 4), address.substr(13)}))
              .status == 200);
    CHECK(worker.get(cat({links_of(ref), "/", link, "/poster"})).shows("Scan the code"));
    const auto code = worker.get(cat({links_of(ref), "/", link, "/code.svg"}));
    CHECK(code.headers.get("Content-Type") == "image/svg+xml");
    worker.get(cat({links_of(ref), "/", link, "/again"}));
    CHECK(
        worker.post(cat({links_of(ref), "/", link, "/again"}), {{"reason", "Torn down"}}).status ==
        303);
    CHECK(guest.get(address).shows("This link is closed"));

    const auto anew = new_link(worker, ref);
    house.turn(91 * kDay);
    CHECK(guest.get(anew).shows("This link has run out"));
    CHECK(guest.post(anew, five("three")).status == 410);
    CHECK(house.count("select count(*) from record where pathway = 'voice-response'") == 1);
}

TEST_CASE("the store holds no address, only its hash") {
    TestHouse house;
    auto worker = house.as(kOffice, kWorker);
    const auto ref = asking(house, "yes");
    const auto address = new_link(worker, ref);
    const auto token = address.substr(3);
    for (const auto& table : {"answer_link", "event_body"}) {
        for (const auto& row : house.house().store->read()->whole_table(table)) {
            for (std::size_t n = 0; n < row.values().size(); ++n) {
                const auto* text = std::get_if<std::string>(&row.values()[n]);
                if (text != nullptr) CHECK(text->find(token) == std::string::npos);
            }
        }
    }
    CHECK(house.count("select count(*) from answer_link where hash = $1",
                      {work::link_hash(token)}) == 1);
}

TEST_CASE("addresses are guessed a few times and no more; an invitation goes out by mail") {
    TestHouse house;
    auto worker = house.as(kOffice, kWorker);
    const auto ref = asking(house, "yes");
    const auto address = new_link(worker, ref);
    auto guest = house.guest();
    int refused = 0;
    for (int n = 0; n < 32; ++n)
        refused += guest.get(cat({"/a/k7qf-29mx-ab", number(10 + n)})).status == 429 ? 1 : 0;
    CHECK(refused == 2);
    CHECK(guest.get(address).status == 200);

    const auto id = after(worker.get(links_of(ref)), cat({"/records/", ref, "/links/"}));
    const auto at = cat({links_of(ref), "/", id.substr(0, id.find('/')), "/invite"});
    worker.get(at);
    CHECK(worker.post(at, {{"to", "no address"}}).status == 422);
    CHECK(worker.post(at, {{"to", "family@example.org"}}).status == 303);
    CHECK(house.count("select count(*) from outbox where to_address = 'family@example.org' and "
                      "body like '%' || $1 || '%'",
                      {address}) == 1);
    CHECK(house.count("select count(*) from event_body where body like '%family@example.org%'") ==
          0);
}

TEST_CASE("comments get their themes once they were read; the story tells no small figure") {
    TestHouse house;
    auto worker = house.as(kOffice, kWorker);
    const auto ref = asking(house, "yes");
    const auto address = new_link(worker, ref);
    auto guest = house.guest();
    for (int n = 0; n < 4; ++n)
        CHECK(guest.post(address, five(cat({"page", number(n)}))).status == 303);
    const auto themes = links_of(ref) + "/answers/themes";
    CHECK(worker.get(themes).shows("Read these for harm first"));
    const auto story = cat({"/records/", ref, "/story"});
    CHECK(worker.get(story).shows("fewer than 5"));

    const auto worker_viewer = worker_of(house);
    for (int n = 1; n <= 4; ++n) {
        const auto write = house.house().store->write();
        auto context = house.house().context(*write);
        const auto moved = work::move_record(
            context,
            worker_viewer,
            cat({"VRE-2026-000", number(n)}),
            {},
            {.to = "reply",
             .answers = {{"fb-screen", said("clear")},
                         {"fb-screened-on", said(iso(london(house.now()).date))}}});
        if (!moved) MESSAGE(moved.error().message);
        REQUIRE(moved.has_value());
        write->commit();
    }
    worker.get(themes);
    const auto saved = worker.post(themes,
                                   {{"answer", "VRE-2026-0001"},
                                    {"themes.VRE-2026-0001", "listened"},
                                    {"themes.VRE-2026-0001", "respect"},
                                    {"answer", "VRE-2026-0002"}});
    INFO(saved.body);
    CHECK(worker.follow(saved).shows("Themes so far"));
    CHECK(house.count("select count(*) from answer where field = 'fb-themes'") == 2);
    CHECK(worker.post(themes, {{"answer", "VOI-2026-0001"}}).status == 404);

    worker.get(story + "/words");
    CHECK(worker.post(story + "/words", {{"words", "VRE-2026-0001/fb-well"}}).status == 303);
    CHECK(worker.post(story + "/words", {{"words", "VRE-2026-0001/fb-contact"}}).status == 422);
    const auto told = worker.get(story);
    CHECK(told.shows("The swings &amp; the"));
    CHECK(told.hides("4 people"));
    // Nothing was done yet, so there is nothing to publish.
    worker.get(story + "/publish");
    CHECK(worker.post(story + "/publish", {}).status == 422);
    CHECK(house.as("la-csc", "auditor").get(story).status == 404);
    CHECK(house.guest().get("/you-said").shows("Nothing has been published yet."));
    CHECK(house.guest().get("/you-said/abc").status == 404);
}

}  // namespace longstone::web
