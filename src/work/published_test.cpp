#include "work/published.h"

#include <doctest/doctest.h>

#include "define/define_test_tools.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::work;
using define::test::kSeen;
using define::test::kVisit;

namespace {

// Visits that are done publish their worry, from the day they name; those rated green to everybody.
std::shared_ptr<const define::Definitions> publishing() {
    return invented({{.path = kSeen,
                      .old = "worry: {",
                      .anew = "since: {type: date, label: Since?}\n      worry: {"},
                     {.path = kVisit,
                      .old = "tells:\n",
                      .anew = "publishes: {page: advice, name: Advice, stages: [done], public: "
                              "{rating: green}, series: [rating], from: since, shows: [worry], "
                              "receipts: yes}\ntells:\n"}});
}

std::string finished(TestWork& work, const char* since, const char* words) {
    const auto ref = work.open("amber");
    work.answer(ref, {{"since", said(since)}, {"worry", said(words)}});
    REQUIRE(work.move(ref, "done", {{"rating", said("green")}}));
    return ref;
}

std::vector<PublishedDocument> read(TestWork& work, const access::Viewer& viewer) {
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    return published(context, viewer, *context.definitions.pathway("visit"));
}

}  // namespace

TEST_CASE("of a record that is published only what its pathway publishes is read") {
    TestWork work;
    work.house().definitions = publishing();
    CHECK(read(work, work.nurse()).empty());
    const auto open = work.open("green");
    work.answer(open, {{"since", said("2026-11-01")}});
    CHECK(read(work, work.nurse()).empty());  // not at that stage

    const auto first = finished(work, "2026-10-01", "Ring before you visit.");
    const auto second = finished(work, "2026-11-01", "Visit at once.");
    const auto later = finished(work, "2026-12-01", "Visit twice.");
    const auto publics = access::public_viewer();
    for (const auto* viewer : {&work.nurse(), &publics}) {
        const auto documents = read(work, *viewer);
        REQUIRE(documents.size() == 1);
        REQUIRE(documents[0].versions.size() == 2);
        CHECK(documents[0].shown().ref == second);
        CHECK(documents[0].versions[1].ref == first);
        REQUIRE(documents[0].to_come.size() == 1);
        CHECK(documents[0].to_come[0].ref == later);
        CHECK(documents[0].shown().first("worry") == "Visit at once.");
        CHECK(documents[0].shown().first("words").empty());
        CHECK(has_words(documents[0].shown(), "visit ONCE"));
        CHECK_FALSE(has_words(documents[0].shown(), "isit"));
    }
}

TEST_CASE("what has been read is kept once for each person, and a rebuild keeps it") {
    TestWork work;
    work.house().definitions = publishing();
    const auto ref = finished(work, "2026-11-01", "Visit at once.");
    const auto say = [&](const access::Viewer& viewer) {
        return work.in([&](Context& context) {
            return note_receipt(context, viewer, *context.definitions.pathway("visit"), ref);
        });
    };
    CHECK(say(work.nurse()));
    CHECK(say(work.nurse()));
    CHECK(say(work.officer()));
    CHECK_FALSE(say(access::public_viewer()));
    const auto count = [&] {
        const auto session = work.house().store->read();
        auto context = work.house().context(*session);
        return receipts_of(context, work.nurse(), ref);
    };
    CHECK(count().people == 2);
    CHECK(count().by_agency.at("clinic") == 1);
    CHECK(count().ours == work.now());
    {
        const auto session = work.house().store->write();
        journal::rebuild(*session, work.house().projections);
        session->commit();
    }
    CHECK(count().people == 2);
}

TEST_CASE("a use is counted by day") {
    TestWork work;
    for (int i = 0; i < 3; ++i)
        CHECK(work.in([](Context& context) -> Result<void> {
            count_use(context, "VI-2026-0001");
            return {};
        }));
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    CHECK(uses_of(context, "VI-2026-0001") == 3);
    CHECK(uses_of(context, "VI-2026-0002") == 0);
}
