#include <doctest/doctest.h>

#include "base/text.h"
#include "demo/fill.h"
#include "measure/counted.h"
#include "measure/figures.h"
#include "report/acts.h"

// Every number that the partnership's report for September 2022 to September 2023 publishes and a
// measure can tell, counted out of records. Where a year is meant it is the school year, or that of
// the panel (April to March), as the report says.
namespace longstone::demo {
namespace {

const Instant kEnd = *parse_instant("2026-05-26T13:30:00Z");

struct Row {
    std::string what, measure;
    std::string from, to;
    std::string figure;               // as people read it
    std::string dim = {}, part = {};  // of a breakdown
};

constexpr const char* kYear = "2022-09-01";
constexpr const char* kYearEnds = "2023-08-31";
constexpr const char* kBefore = "2021-09-01";
constexpr const char* kBeforeEnds = "2022-08-31";

// clang-format off
const Row kPublished[] = {
    // Reviews.
    {"serious incidents notified", "R-SIN", kYear, kYearEnds, "6"},
    {"rapid reviews", "R-RR", kYear, kYearEnds, "6"},
    {"of which one led to a local review", "R-RR", kYear, kYearEnds, "1", "rapid-outcome", "lcspr"},
    {"the Panel agreed with all", "R-RR-PANEL", kYear, kYearEnds, "100%"},
    {"local review", "R-LCSPR", kYear, kYearEnds, "1"},
    {"local review under way", "R-LCSPR-OPEN", "2023-08-01", "2023-08-31", "1"},
    {"referrals for an adults review", "R-SAR", kYear, kYearEnds, "6"},
    {"awaiting a decision", "R-SAR-WAIT", "2023-08-01", "2023-08-31", "3"},
    {"did not meet the criteria", "R-SAR-NOT", kYear, kYearEnds, "3"},
    {"lessons learnt from two of them", "R-SAR-LEARN", kYear, kYearEnds, "2"},
    {"hub audit, children: 8 of 10", "Q-AUDIT-RATING", kYear, kYearEnds, "80%", "case-scope", "children"},
    {"hub audit, adults: 10 of 10", "Q-AUDIT-RATING", kYear, kYearEnds, "100%", "case-scope", "adults"},
    {"hub audit, children heard: half", "Q-AUDIT-VOICE", "2023-02-01", "2023-02-28", "50%", "case-scope", "children"},
    {"reflective workshops", "R-SHOP", kYear, kYearEnds, "2"},
    {"a joint review the year before", "R-JOINT", kBefore, kBeforeEnds, "1"},
    {"and a learning review of an adult", "R-SAR-LEARN", kBefore, kBeforeEnds, "1"},
    {"audits reported: the hub and six more", "Q-AUDIT", kYear, kYearEnds, "7"},
    // Allegations against people who work with children: +112.6 percent.
    {"referrals to the designated officer", "L-ALL", kYear, kYearEnds, "185"},
    {"the year before", "L-ALL", kBefore, kBeforeEnds, "87"},
    {"physical, the largest", "L-ALL", kYear, kYearEnds, "62", "allegation-category", "physical"},
    {"online", "L-ALL", kYear, kYearEnds, "34", "allegation-category", "online"},
    {"online, the year before", "L-ALL", kBefore, kBeforeEnds, "5", "allegation-category", "online"},
    // Child deaths over six areas.
    {"deaths notified", "R-CDR", "2022-04-01", "2023-03-31", "106"},
    {"the year before", "R-CDR", "2021-04-01", "2022-03-31", "91"},
    {"of them here", "R-CDR", "2022-04-01", "2023-03-31", "14", "death-area", "northumberland"},
    {"here, the year before", "R-CDR", "2021-04-01", "2022-03-31", "19", "death-area", "northumberland"},
    {"deaths reviewed", "R-CDR-CLOSED", "2022-04-01", "2023-03-31", "103"},
    {"the year before", "R-CDR-CLOSED", "2021-04-01", "2022-03-31", "73"},
    {"of them here", "R-CDR-CLOSED", "2022-04-01", "2023-03-31", "20", "death-area", "northumberland"},
    {"the panel met", "R-CDR-DAYS", "2022-04-01", "2023-03-31", "10"},
    // What adults wanted.
    {"outcomes achieved, December 2022", "A-MSP-ACHIEVED", "2022-12-01", "2022-12-31", "99%"},
    // Children who hurt a parent.
    {"since the project began", "D-CPVA", "2021-01-01", "2023-09-30", "97"},
    {"boys: seven of ten", "D-CPVA", "2021-01-01", "2023-09-30", "68", "subject.sex", "M"},
    {"girls", "D-CPVA", "2021-01-01", "2023-09-30", "29", "subject.sex", "F"},
    {"mostly 11 to 15", "D-CPVA", "2021-01-01", "2023-09-30", "70", "subject.age", "11-15"},
    {"boys in the year", "D-CPVA", kYear, kYearEnds, "28", "subject.sex", "M"},
    {"girls in the year", "D-CPVA", kYear, kYearEnds, "12", "subject.sex", "F"},
    // Young people's feedback.
    {"answers", "V-COUNT", "2022-05-01", "2023-04-30", "236"},
    {"the twelve months before", "V-COUNT", "2021-05-01", "2022-04-30", "106"},
    {"since January 2021", "V-COUNT", "2021-01-01", "2023-04-30", "420"},
    {"mean of five", "V-RATE", "2022-05-01", "2023-04-30", "4.57"},
    // Education.
    {"followed as missing education, June 2023", "E-CME", "2023-06-01", "2023-06-30", "799"},
    {"with special needs", "E-CME-SEND", "2023-06-01", "2023-06-30", "55%"},
    {"reported missing, school year 2021 to 2022", "E-CME-NEW", kBefore, kBeforeEnds, "10", "cme-reason", "whereabouts-unknown"},
    {"at home of 100 pupils, 2021 to 2022", "E-EHE-RATE", "2022-06-01", "2022-06-30", "0.9"},
    {"at home, June 2023", "E-EHE", "2023-06-01", "2023-06-30", "467"},
    {"at home, school year 2021 to 2022", "E-EHE", "2022-06-01", "2022-06-30", "420"},
    {"with special needs", "E-EHE-SEND", "2023-06-01", "2023-06-30", "25%"},
    {"new in the school year", "E-EHE-NEW", kYear, kYearEnds, "201"},
    {"absence, primary", "E-OA", "2023-08-01", "2023-08-31", "6.00", "att-phase", "primary"},
    {"absence, secondary", "E-OA", "2023-08-01", "2023-08-31", "8.80", "att-phase", "secondary"},
    {"absence, special", "E-OA", "2023-08-01", "2023-08-31", "9.40", "att-phase", "special"},
    {"region, primary", "E-OA-REGION", "2023-08-01", "2023-08-31", "5.60", "att-phase", "primary"},
    {"region, secondary", "E-OA-REGION", "2023-08-01", "2023-08-31", "9.50", "att-phase", "secondary"},
    {"region, special", "E-OA-REGION", "2023-08-01", "2023-08-31", "12.50", "att-phase", "special"},
    {"England, primary", "E-OA-ENGLAND", "2023-08-01", "2023-08-31", "5.00", "att-phase", "primary"},
    {"England, secondary", "E-OA-ENGLAND", "2023-08-01", "2023-08-31", "9.30", "att-phase", "secondary"},
    {"England, special", "E-OA-ENGLAND", "2023-08-01", "2023-08-31", "12.30", "att-phase", "special"},
    {"persistent, primary", "E-PA", "2023-08-01", "2023-08-31", "16.00", "att-phase", "primary"},
    {"persistent, secondary", "E-PA", "2023-08-01", "2023-08-31", "23.50", "att-phase", "secondary"},
    {"persistent, special", "E-PA", "2023-08-01", "2023-08-31", "40.90", "att-phase", "special"},
    {"region, primary", "E-PA-REGION", "2023-08-01", "2023-08-31", "17.30", "att-phase", "primary"},
    {"region, secondary", "E-PA-REGION", "2023-08-01", "2023-08-31", "29.30", "att-phase", "secondary"},
    {"region, special", "E-PA-REGION", "2023-08-01", "2023-08-31", "35.30", "att-phase", "special"},
    {"England, primary", "E-PA-ENGLAND", "2023-08-01", "2023-08-31", "17.50", "att-phase", "primary"},
    {"England, secondary", "E-PA-ENGLAND", "2023-08-01", "2023-08-31", "27.10", "att-phase", "secondary"},
    {"England, special", "E-PA-ENGLAND", "2023-08-01", "2023-08-31", "39.00", "att-phase", "special"},
    {"schools inspected", "E-INSP", kYear, kYearEnds, "69"},
    {"not effective in safeguarding", "E-INSP-NOT", kYear, kYearEnds, "1"},
    // Outside the home.
    {"notices of missing children: +66 percent", "X-END", kYear, kYearEnds, "161"},
    {"the year before", "X-END", kBefore, kBeforeEnds, "97"},
    {"notices of domestic abuse: slightly more", "X-ENC", kYear, kYearEnds, "118"},
    {"the year before", "X-ENC", kBefore, kBeforeEnds, "112"},
    {"weapons, 2022", "X-WEAPONS", "2022-01-01", "2022-12-31", "21"},
    {"weapons, 2021", "X-WEAPONS", "2021-01-01", "2021-12-31", "14"},
    {"young women with a worker to themselves, two months", "X-EXPL-121", "2023-05-01", "2023-06-30", "7"},
};
// clang-format on

struct YearFilled {
    YearFilled() {
        house = std::move(*work::open_house(
            {.data_dir = ":memory:", .definitions = LONGSTONE_ROOT "/definitions", .now = [this] {
                 return clock.now;
             }}));
        measure::prepare(*house);
        report::prepare(*house);
        const FillOptions options{
            .folder = LONGSTONE_ROOT "/demo", .hash_passes = 1, .told = Told::Year};
        const auto done = fill(*house, clock, kEnd, options);
        REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
        while (measure::refresh(*house) > 0) {
        }
    }

    Clock clock = {.now = begins(kEnd, Told::Year)};
    std::unique_ptr<work::House> house = {};
};

TEST_CASE("the figures of the report for 2022 to 2023 come out of the records of that year") {
    const YearFilled year;
    const auto session = year.house->store->read();
    auto context = year.house->context(*session);
    const auto viewer = access::system_viewer();
    const auto grant = access::allow(viewer, access::Action::SeeFigures);
    REQUIRE(grant);
    measure::Figures figures(context, *grant);
    for (const auto& row : kPublished) {
        CAPTURE(row.measure);
        CAPTURE(row.what);
        const auto* measure = year.house->definitions->measure(row.measure);
        REQUIRE(measure != nullptr);
        const measure::Range range{.from = *parse_date(row.from), .to = *parse_date(row.to)};
        const auto figure = figures.total(*measure, range, row.dim, row.part);
        CHECK(measure::say_value(*measure, figure.value) == row.figure);
        // Each opens exactly the records that were counted.
        const auto behind = figures.behind(*measure, range, row.dim, row.part);
        CHECK(behind.counted == figure.counted);
        CHECK(behind.records > 0);
        CHECK(behind.records <= behind.counted);
    }
    // The report itself is out, with what it was published with.
    CHECK(report::published(*session, "annual", "2022-23"));
    // What the years left behind is closed, and their journal runs forward.
    CHECK(session->integer("select count(*) from record where closed_at is null") == 0);
    CHECK(session->integer("select count(*) from event e join event f on f.seq = e.seq + 1 where "
                           "f.recorded_at < e.recorded_at") == 0);
    CHECK(journal::verify(*session, year.house->keys.public_key).empty());
}

}  // namespace
}  // namespace longstone::demo
