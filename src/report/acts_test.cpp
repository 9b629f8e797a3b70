#include "report/acts.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "measure/counted.h"
#include "report/sheets.h"
#include "work/acts/answer_record.h"
#include "work/test_work.h"

// Freezing and publishing, on a small invented partnership that tells of its visits.
using namespace longstone;
using namespace longstone::report;

namespace {

constexpr const char* kTale = R"(pathway: tale
name: Tale
about: topic
reference: TA
purpose: To tell.
gateway: Here Act
opening: [tale]
access: {opens: [worker], lead: [worker], works: [worker], sees: [reader]}
stages:
  telling: {next: {done: {}}}
  done: {closes: yes}
)";

constexpr const char* kTaleForm = R"(form: tale
name: Tale
version: 1
sections:
  tale:
    title: Tale
    fields:
      tale-to: {type: date, required: yes, label: "Up to?", error: Give the day.}
      tale-words: {type: long-text, label: What is there to tell?}
      tale-out: {type: date, label: When was it published?}
      tale-where: {type: text, label: Where?}
)";

constexpr const char* kMeasure = R"(measure: VISITS
name: Visits
question: How many visits?
theme: All
source: Ours
counts: {records: [visit]}
by: [stage]
)";

constexpr const char* kReport = R"(report: year
name: Year
title: "{partnership}, {from} to {to}"
pathway: tale
to: tale-to
months: 12
publish-at: telling
published-on: tale-out
published-where: tale-where
suppression: cin
figures:
  visits: {measure: VISITS, beside: [year-before]}
  stages: {measure: VISITS, by: stage}
statutory:
  done: {what: What was done, source: Here Act}
chapters:
  all:
    title: All
    sections:
      first:
        title: First
        statutory: [done]
        parts:
          - words: "{visits} visits"
          - table: stages
          - answer: tale-words
)";

class Teller {
public:
    Teller() {
        work.house().definitions =
            work::invented({{.path = "england/pathways/tale.yaml", .anew = kTale},
                            {.path = "england/forms/tale.yaml", .anew = kTaleForm},
                            {.path = "england/measures/VISITS.yaml", .anew = kMeasure},
                            {.path = "england/reports/year.yaml", .anew = kReport}});
        measure::prepare(work.house());
        prepare(work.house());
        auto opened = work.in([&](work::Context& context) {
            return work::open_record(context,
                                     work.visitor(),
                                     {.pathway = "tale",
                                      .source = "system",
                                      .answers = {{"tale-to", {.values = {"2026-11-30"}}}}});
        });
        if (!opened) FAIL(opened.error().message);
        ref = opened->record.ref;
    }
    const define::Report& report() { return *work.house().definitions->report("year"); }
    void visits(int count) {
        for (int n = 0; n < count; ++n)
            work.open("red");
        measure::refresh(work.house(), 1'000);
    }
    Document now() {
        const auto session = work.house().store->read();
        auto context = work.house().context(*session);
        const auto opened =
            work::open_record_for(context, work.visitor(), access::Action::Read, ref);
        REQUIRE(opened.has_value());
        return compose(context, *opened, report(), figures_of(context, *opened, report())).document;
    }
    Result<work::Opened> freeze_it(const access::Viewer& viewer) {
        return work.in(
            [&](work::Context& context) { return freeze(context, viewer, report(), ref, {}); });
    }
    Result<work::Opened> publish_it(const access::Viewer& viewer) {
        return work.in([&](work::Context& context) {
            return publish(context, viewer, report(), ref, {}, "http://here/reports/year");
        });
    }

    work::TestWork work;
    std::string ref;
};

}  // namespace

TEST_CASE("what is frozen stays as it was, whatever happens to the records") {
    Teller teller;
    teller.visits(7);
    CHECK(teller.now().figure("visits")->words("") == "7");
    CHECK_FALSE(teller.now().frozen);
    CHECK(teller.now().standing().find("not frozen") != std::string::npos);
    REQUIRE(teller.freeze_it(teller.work.visitor()));
    const auto before = to_json(teller.now()).dump();
    const auto sheet = spreadsheet(teller.now());
    CHECK(teller.now().frozen);
    teller.visits(6);
    teller.work.turn(40 * kDay);
    CHECK(to_json(teller.now()).dump() == before);
    CHECK(spreadsheet(teller.now()) == sheet);
    // A rebuild of every table gives the same again.
    {
        const auto session = teller.work.house().store->write();
        journal::rebuild(*session, teller.work.house().projections);
        session->commit();
    }
    CHECK(to_json(teller.now()).dump() == before);
    // Until it is published it may be frozen anew.
    REQUIRE(teller.freeze_it(teller.work.visitor()));
    CHECK(teller.now().figure("visits")->words("") == "13");
}

TEST_CASE("a report that lacks what the law wants is not published, and says what it lacks") {
    Teller teller;
    teller.visits(7);
    const auto early = teller.publish_it(teller.work.visitor());
    REQUIRE_FALSE(early.has_value());
    REQUIRE(early.error().fields.size() == 2);
    CHECK(early.error().fields[0].field == "freeze");
    CHECK(early.error().fields[1].message ==
          "What was done (First): \"What is there to tell?\" is not answered");
    REQUIRE(teller.freeze_it(teller.work.visitor()));
    CHECK_FALSE(teller.publish_it(teller.work.visitor()).has_value());
    REQUIRE(teller.work.in([&](work::Context& context) {
        return work::answer_record(context,
                                   teller.work.visitor(),
                                   teller.ref,
                                   {},
                                   {.answers = {{"tale-words", {.values = {"We went."}}}}});
    }));
    {
        const auto session = teller.work.house().store->read();
        CHECK_FALSE(published(*session, "year", "2025-12-to-2026-11").has_value());
    }
    const auto out = teller.publish_it(teller.work.visitor());
    if (!out) FAIL(out.error().message);
    CHECK(out->record.first_answer("tale-where") == "http://here/reports/year");
    CHECK_FALSE(out->record.first_answer("tale-out").empty());
    const auto session = teller.work.house().store->read();
    const auto kept = published(*session, "year", slug(teller.now().spell));
    REQUIRE(kept.has_value());
    CHECK(kept->published.has_value());
    CHECK(kept->chapters[0].sections[0].blocks[0].words[0] == "7 visits");
    // Out is out.
    CHECK_FALSE(teller.freeze_it(teller.work.visitor()).has_value());
    CHECK_FALSE(teller.publish_it(teller.work.visitor()).has_value());
}

TEST_CASE("who does not lead on the record neither freezes nor publishes") {
    Teller teller;
    CHECK_FALSE(teller.freeze_it(teller.work.reader()).has_value());
    CHECK_FALSE(teller.publish_it(teller.work.reader()).has_value());
    CHECK_FALSE(teller.freeze_it(teller.work.officer()).has_value());
    const auto session = teller.work.house().store->read();
    auto context = teller.work.house().context(*session);
    CHECK(carried(context, teller.work.visitor(), teller.report()).size() == 1);
    CHECK(carried(context, teller.work.reader(), teller.report()).size() == 1);
    CHECK(carried(context, teller.work.officer(), teller.report()).empty());
}
