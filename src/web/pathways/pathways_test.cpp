#include <doctest/doctest.h>

#include "base/text.h"
#include "define/trial.h"
#include "ui/html.h"
#include "web/pages/test_record.h"
#include "work/versions.h"

namespace longstone::web {
namespace {

constexpr const char* kFolder = LONGSTONE_ROOT "/definitions";

// Whoever may see definitions and works no records.
Browser keeper(TestHouse& house) {
    for (const auto& agency : house.definitions().partnership.agencies) {
        for (const auto& post : agency.posts) {
            const auto viewer = access::viewer_of(
                house.definitions(), "keeper", "Keeper", {{.agency = agency.id, .post = post.id}});
            if (viewer.may("see-definitions") && viewer.may("manage-users"))
                return house.as(agency.id, post.id);
        }
    }
    FAIL("nobody may see definitions");
    return house.guest();
}

// A pathway with a board, whose file may be written anew.
const define::Pathway& enquiry(TestHouse& house) {
    const auto ref = open_enquiry(house);
    const auto session = house.house().store->read();
    const auto id = session->one("select pathway from record where ref = $1", {ref})->text(0);
    return *house.definitions().pathway(id);
}

define::PathwayFile england(const define::Pathway& pathway) {
    return define::files_of_pathway(kFolder, "northumberland", pathway.id).front();
}

std::string with(std::string text, std::string_view old, std::string_view anew) {
    const auto at = text.find(old);
    INFO(std::string(old));
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), anew);
}

Answer try_file(Browser& browser,
                const define::Pathway& pathway,
                const std::string& file,
                const std::string& text) {
    const auto path = cat({"/pathways/", pathway.id, "/try"});
    browser.get(path);
    return browser.post(path, {{"file", file}, {"text", text}});
}

}  // namespace

TEST_CASE("a pathway is drawn with its stages, moves, clocks, roles and where records stand") {
    TestHouse house;
    const auto& pathway = enquiry(house);
    auto browser = keeper(house);
    const auto list = browser.get("/pathways");
    CHECK(list.status == 200);
    CHECK(list.shows(cat({"href=\"/pathways/", pathway.id, "\""})));
    const auto page = browser.get(cat({"/pathways/", pathway.id}));
    REQUIRE(page.status == 200);
    CHECK(page.shows("<svg class=\"ls-drawing\""));
    for (const auto& stage : pathway.stages) {
        CHECK(page.shows(html::text(stage.name).str()));
        CHECK(page.shows(cat({"href=\"#stage-", stage.id, "\""})));
        CHECK(page.shows(cat({"id=\"stage-", stage.id, "\""})));
    }
    for (const auto& clock : pathway.clocks) {
        CHECK(page.shows(html::text(clock.name).str()));
        CHECK(page.shows(html::text(clock.source).str()));
    }
    // A number and nobody.
    CHECK(page.shows("1 record<"));
    CHECK(page.hides("Thorburn"));
}

TEST_CASE("who may not see definitions finds none of the pages") {
    TestHouse house;
    const auto& pathway = enquiry(house);
    auto school = house.as("hartlaw-high", "pastoral-lead");
    CHECK(school.get("/pathways").status == 404);
    for (const auto* rest : {"", "/versions", "/try"})
        CHECK(school.get(cat({"/pathways/", pathway.id, rest})).status == 404);
    school.get("/");
    CHECK(try_file(school, pathway, england(pathway).path, "x: y").status == 404);
    auto browser = keeper(house);
    CHECK(browser.get("/pathways/no-such/versions").status == 404);
    CHECK(browser.get("/pathways/no-such/try").status == 404);
}

TEST_CASE("two versions of a pathway are compared") {
    TestHouse house;
    const auto& pathway = enquiry(house);
    auto browser = keeper(house);
    const auto path = cat({"/pathways/", pathway.id, "/versions"});
    CHECK(browser.get(path).shows("nothing to compare it with yet"));
    house.turn(kMinute);
    auto changed = std::make_shared<define::Definitions>(house.definitions());
    changed->pathways[pathway.id].stages.front().name = "Weighed";
    {
        const auto session = house.house().store->write();
        auto context = house.house().context(*session);
        work::Context later{.db = context.db,
                            .projections = context.projections,
                            .definitions = *changed,
                            .now = context.now,
                            .log_key = context.log_key};
        REQUIRE(work::publish_versions(later).value() == 1);
        session->commit();
    }
    const auto page = browser.get(path);
    CHECK(page.shows("From version 1 to version 2"));
    CHECK(page.shows("is now “Weighed”"));
    CHECK(browser.get(cat({path, "?from=2&to=1"})).status == 200);
    CHECK(browser.get(cat({path, "?from=2&to=2"})).shows("The two are the same"));
    CHECK(browser.get(cat({path, "?from=x&to=99"})).shows("From version 1 to version 2"));
}

TEST_CASE("a change is checked and weighed, and nothing is published from the page") {
    TestHouse house;
    house.house().options.definitions = kFolder;
    const auto& pathway = enquiry(house);
    auto browser = keeper(house);
    const auto file = england(pathway);
    const auto before = house.count("select count(*) from pathway_version");
    const auto form = browser.get(cat({"/pathways/", pathway.id, "/try"}));
    REQUIRE(form.status == 200);
    CHECK(form.shows(file.path));

    const auto same = try_file(browser, pathway, file.path, file.text);
    CHECK(same.status == 200);
    CHECK(same.shows("nothing would change"));

    const auto& first = pathway.stages.front();
    const auto renamed =
        try_file(browser,
                 pathway,
                 file.path,
                 with(file.text, cat({"name: ", first.name, "\n"}), "name: Weighed\n"));
    CHECK(renamed.status == 200);
    CHECK(renamed.shows("is now “Weighed”"));
    CHECK(renamed.shows("Nothing would change for the records that are open"));
    CHECK(house.count("select count(*) from pathway_version") == before);
    CHECK(house.definitions().pathway(pathway.id)->stages.front().name == first.name);
}

TEST_CASE(
    "what a change would do to open records names those that the viewer may see, and counts") {
    TestHouse house;
    house.house().options.definitions = kFolder;
    const auto ref = open_enquiry(house);
    const auto id = house.house()
                        .store->read()
                        ->one("select pathway from record where ref = $1", {ref})
                        ->text(0);
    const auto& pathway = *house.definitions().pathway(id);
    auto browser = keeper(house);
    const auto file = england(pathway);
    // The first stage under another id: who stands there would stand nowhere.
    auto text = file.text;
    const auto& first = pathway.stages.front();
    text = with(text, cat({"stages:\n  ", first.id, ":"}), "stages:\n  weighing:");
    const auto tried = try_file(browser, pathway, file.path, text);
    INFO(tried.body);
    REQUIRE(tried.status == 200);
    CHECK(tried.shows("would go: no move would lead on"));
    CHECK(tried.shows("1 open record"));
    CHECK(tried.hides(ref));
}

TEST_CASE("a change with a mistake is answered with its file, line and cure, and kept in the box") {
    TestHouse house;
    house.house().options.definitions = kFolder;
    const auto& pathway = enquiry(house);
    auto browser = keeper(house);
    const auto file = england(pathway);
    const auto wrong =
        try_file(browser, pathway, file.path, with(file.text, "stages:\n", "stagez: x\nstages:\n"));
    CHECK(wrong.status == 422);
    CHECK(wrong.shows(cat({file.path, ", line "})));
    CHECK(wrong.shows("stagez"));
    CHECK(wrong.shows("class=\"ls-excerpt\""));
    CHECK(wrong.hides(kFolder));
    CHECK(try_file(browser, pathway, "../elsewhere.yaml", file.text).status == 422);
    CHECK(try_file(browser, pathway, "", file.text).status == 422);
    CHECK(try_file(browser, pathway, file.path, "stages: [").status == 422);
}

TEST_CASE("a file may be uploaded in place of what stands in the box") {
    TestHouse house;
    house.house().options.definitions = kFolder;
    const auto& pathway = enquiry(house);
    auto browser = keeper(house);
    const auto file = england(pathway);
    browser.get(cat({"/pathways/", pathway.id, "/try"}));
    const auto part = [](const std::string& head, const std::string& body) {
        return cat({"--x\r\nContent-Disposition: form-data; ", head, "\r\n\r\n", body, "\r\n"});
    };
    const auto body = cat({part("name=\"csrf_token\"", browser.token),
                           part("name=\"file\"", file.path),
                           part("name=\"text\"", "not read"),
                           part("name=\"upload\"; filename=\"x.yaml\"", file.text),
                           "--x--\r\n"});
    const auto tried = browser.post_raw(
        cat({"/pathways/", pathway.id, "/try"}), "multipart/form-data; boundary=x", body);
    CHECK(tried.status == 200);
    CHECK(tried.shows("nothing would change"));
}

}  // namespace longstone::web
