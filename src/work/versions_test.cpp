#include "work/versions.h"

#include <doctest/doctest.h>

#include "define/compare.h"
#include "define/define_test_tools.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::work;

namespace {

const Anew kLonger = {define::test::kVisit, "within: 2 working days,", "within: 3 working days,"};

// As a house does that opens with these definitions; how many events that took.
int publish(TestWork& work, const std::shared_ptr<const define::Definitions>& definitions) {
    work.house().definitions = definitions;
    const auto events = work.in([](Context& context) { return publish_versions(context); });
    REQUIRE(events.has_value());
    return *events;
}

std::vector<PublishedVersion> versions(TestWork& work, const std::string& pathway) {
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    const auto system = access::system_viewer();
    const auto grant = access::allow(system, access::Action::SeeDefinitions);
    REQUIRE(grant.has_value());
    return versions_of(context, *grant, pathway);
}

Json body(TestWork& work, std::int64_t n) {
    return published_pathway(*work.house().store->read(), "visit", n);
}

std::int64_t version_of(TestWork& work, const std::string& ref) {
    return version_of_record(*work.house().store->read(), ref);
}

}  // namespace

TEST_CASE("a house publishes what is new, and the same twice publishes nothing") {
    TestWork work;
    REQUIRE(versions(work, "visit").size() == 1);
    CHECK(versions(work, "visit").front().at == work.now());
    CHECK(publish(work, invented()) == 0);
    work.turn(kDay);
    CHECK(publish(work, invented({kLonger})) == 1);
    CHECK(publish(work, invented({kLonger})) == 0);
    const auto all = versions(work, "visit");
    REQUIRE(all.size() == 2);
    CHECK(all.front().n == 2);
    CHECK(all.front().at == work.now());
    CHECK(all.front().by == "system");
    CHECK(versions(work, "after").size() == 1);
}

TEST_CASE("an older version can be read and compared long after") {
    TestWork work;
    const auto first = body(work, 1);
    publish(work, invented({kLonger}));
    CHECK(body(work, 1) == first);
    CHECK(body(work, 0) == body(work, 2));
    const auto differences = define::compare(body(work, 1), body(work, 2));
    REQUIRE(differences.size() == 1);
    CHECK(differences.front().part == "Clocks");
    CHECK(body(work, 3).is_null());
}

TEST_CASE("a form that changed is a version of every pathway that asks it") {
    TestWork work;
    CHECK(publish(work,
                  invented({{define::test::kSeen, "label: How great is", "label: How big is"}})) ==
          1);
    CHECK(publish(work, invented({{define::test::kReason, "label: Why?", "label: Why now?"}})) ==
          2);
}

TEST_CASE("a record keeps the version that it was opened under") {
    TestWork work;
    const auto before = work.open("amber");
    work.turn(kDay);
    publish(work, invented({kLonger}));
    work.turn(kDay);
    const auto after = work.open("amber");
    CHECK(version_of(work, before) == 1);
    CHECK(version_of(work, after) == 2);
    CHECK(version_of(work, "VI-2026-9999") == 0);
    work.open("red");
    const auto all = versions(work, "visit");
    REQUIRE(all.size() == 2);
    CHECK(all.front().open_records == 2);
    CHECK(all.back().open_records == 1);
    REQUIRE(work.answer(before, {{"rating", said("green")}}).record.rev > 1);
    REQUIRE(work.move(before, "done"));
    CHECK(versions(work, "visit").back().open_records == 0);
}

TEST_CASE("a pathway that goes is withdrawn, and published anew when it comes back") {
    TestWork work;
    auto fewer = std::make_shared<define::Definitions>(*invented());
    fewer->pathways.erase("after");
    work.turn(kDay);
    CHECK(publish(work, fewer) == 1);
    CHECK(versions(work, "after").front().withdrawn == work.now());
    CHECK(publish(work, fewer) == 0);
    CHECK(publish(work, invented()) == 1);
    CHECK(versions(work, "after").size() == 2);
    CHECK_FALSE(versions(work, "after").front().withdrawn.has_value());
}

TEST_CASE("a rebuild gives the same versions") {
    TestWork work;
    publish(work, invented({kLonger}));
    const auto session = work.house().store->write();
    const auto before = session->whole_table("pathway_version");
    REQUIRE(before.size() == 3);
    journal::rebuild(*session, work.house().projections);
    const auto after = session->whole_table("pathway_version");
    REQUIRE(after.size() == before.size());
    for (std::size_t at = 0; at < before.size(); ++at)
        CHECK(after[at].values() == before[at].values());
}

TEST_CASE("only who may see definitions is told of them") {
    TestWork work;
    work.open("amber");
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    CHECK_FALSE(access::allow(work.visitor(), access::Action::SeeDefinitions).has_value());
    const auto other = access::allow(work.visitor(), access::Action::SearchPeople);
    REQUIRE(other.has_value());
    CHECK(versions_of(context, *other, "visit").empty());
    CHECK(count_standing(context, *other, "visit").empty());
    CHECK(count_open(context, *other).empty());
    const auto system = access::system_viewer();
    const auto grant = access::allow(system, access::Action::SeeDefinitions);
    CHECK(count_standing(context, *grant, "visit").at("visiting") == 1);
    CHECK(count_open(context, *grant).at("visit") == 1);
}
