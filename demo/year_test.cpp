#include <set>

#include <doctest/doctest.h>

#include "access/accounts.h"
#include "base/text.h"
#include "demo/year_house.h"
#include "measure/figures.h"
#include "report/acts.h"

// Every number that the partnership's report for September 2022 to September 2023 publishes and a
// measure can tell, counted out of records. Where a year is meant it is the school year, or that of
// the panel (April to March), as the report says.
namespace longstone::demo {
namespace {

struct Row {
    std::string what, measure;
    std::string from, to;
    std::string figure;               // as people read it
    store::Sql plain;                 // the records it is of, asked for of what was recorded
    std::string dim = {}, part = {};  // of a breakdown
};

// What each figure is of, said once more over the records and answers themselves and knowing
// nothing of how measures count. $1 and $2 are the instants between which it counts, $3 and $4 the
// days.
#define HAVING(PATHWAY, WHEN) \
    "select r.ref from record r where r.pathway = '" PATHWAY "' and $4 <> '' and " WHEN
#define OPENED(PATHWAY) HAVING(PATHWAY, "r.opened_at >= $1 and r.opened_at < $2")
#define STILL_OPEN "(r.closed_at is null or r.closed_at >= $2)"
#define OPEN(PATHWAY) HAVING(PATHWAY, "r.opened_at < $2 and " STILL_OPEN)
#define DAY_OF(FIELD)                                                                    \
    "(select substr(a.value, 1, 10) from answer a where a.record = r.ref and a.field = " \
    "'" FIELD "')"
#define DATED(PATHWAY, FIELD) HAVING(PATHWAY, DAY_OF(FIELD) " between $3 and $4")
#define OPEN_SINCE(PATHWAY, FIELD) HAVING(PATHWAY, DAY_OF(FIELD) " <= $4 and " STILL_OPEN)
#define ENTERED(PATHWAY, STAGE)                                                      \
    HAVING(PATHWAY,                                                                  \
           "(select min(v.at) from stage_visit v where v.record = r.ref and v.stage" \
           " = '" STAGE "') between $1 and $2 - 1")
#define HELD(PATHWAY, MEETING)                                                             \
    HAVING(PATHWAY,                                                                        \
           "exists (select 1 from meeting m where m.record = r.ref and m.rule = '" MEETING \
           "' and m.held_at >= $1 and m.held_at < $2)")
#define HAS(FIELD, VALUES)                                                             \
    " and exists (select 1 from answer a where a.record = r.ref and a.field = '" FIELD \
    "' and a.value in ('" VALUES "'))"
#define ANSWERED(FIELD) \
    " and exists (select 1 from answer a where a.record = r.ref and a.field = '" FIELD "')"
#define NOT_YET(STAGE)                                                                \
    " and not exists (select 1 from stage_visit v where v.record = r.ref and v.stage" \
    " = '" STAGE "' and v.at < $2)"
#define PERSON(IS)                                                                         \
    " and exists (select 1 from record_person rp join person p on p.id = rp.person where " \
    "rp.record = r.ref and rp.role = 'subject' and " IS ")"
#define OF_SEX(SEX) PERSON("p.sex = '" SEX "'")
// The birthday on which somebody becomes so old, beside the day on which it was opened.
#define BIRTHDAY(YEARS) \
    "(cast(substr(p.birth_date, 1, 4) as integer) + " YEARS ") || substr(p.birth_date, 5)"
#define OPENED_ON "date(r.opened_at / 1000000, 'unixepoch')"
#define AGED(FROM, BELOW) \
    PERSON(BIRTHDAY(FROM) " <= " OPENED_ON " and " BIRTHDAY(BELOW) " > " OPENED_ON)
#define ABSENCE(FIELD, PHASE)                      \
    DATED("attendance-benchmark", "att-loaded-on") \
    HAS("att-scope", "area") HAS("att-cohort", "all") ANSWERED(FIELD) HAS("att-phase", PHASE)
#define AUDITED(FIELD, SCOPE) \
    ENTERED("audit-case", "moderated") HAS(FIELD, "yes', 'no") HAS("case-scope", SCOPE)
#define DEATHS \
    OPENED("child-death-review") HAS("death-scope", "born-alive', 'unattended-stillbirth")
#define NO_REVIEW HAS("sar-decision", "learning-review', 'single-agency', 'other-process', 'none")

constexpr const char* kYear = "2022-09-01";
constexpr const char* kYearEnds = "2023-08-31";
constexpr const char* kBefore = "2021-09-01";
constexpr const char* kBeforeEnds = "2022-08-31";

// clang-format off
const Row kPublished[] = {
    // Reviews.
    {"serious incidents notified", "R-SIN", kYear, kYearEnds, "6",
     DATED("serious-incident-notification", "notified-at")},
    {"rapid reviews", "R-RR", kYear, kYearEnds, "6",
     HELD("rapid-review", "rapid-meeting")},
    {"of which one led to a local review", "R-RR", kYear, kYearEnds, "1",
     HELD("rapid-review", "rapid-meeting") HAS("rapid-outcome", "lcspr"), "rapid-outcome", "lcspr"},
    {"the Panel agreed with all", "R-RR-PANEL", kYear, kYearEnds, "100%",
     DATED("rapid-review", "panel-replied-on") ANSWERED("panel-reply")},
    {"local review", "R-LCSPR", kYear, kYearEnds, "1",
     DATED("lcspr", "decided-on")},
    {"local review under way", "R-LCSPR-OPEN", "2023-08-01", "2023-08-31", "1",
     OPEN_SINCE("lcspr", "decided-on")},
    {"referrals for an adults review", "R-SAR", kYear, kYearEnds, "6",
     OPENED("sar-referral")},
    {"awaiting a decision", "R-SAR-WAIT", "2023-08-01", "2023-08-31", "3",
     OPEN("sar-referral") NOT_YET("ratify")},
    {"did not meet the criteria", "R-SAR-NOT", kYear, kYearEnds, "3",
     ENTERED("sar-referral", "ratify") NO_REVIEW},
    {"lessons learnt from two of them", "R-SAR-LEARN", kYear, kYearEnds, "2",
     ENTERED("sar-referral", "ratify") HAS("sar-decision", "learning-review")},
    {"hub audit, children: 8 of 10", "Q-AUDIT-RATING", kYear, kYearEnds, "80%",
     AUDITED("case-rating-agreed", "children"), "case-scope", "children"},
    {"hub audit, adults: 10 of 10", "Q-AUDIT-RATING", kYear, kYearEnds, "100%",
     AUDITED("case-rating-agreed", "adults"), "case-scope", "adults"},
    {"hub audit, children heard: half", "Q-AUDIT-VOICE", "2023-02-01", "2023-02-28", "50%",
     AUDITED("case-voice", "children"), "case-scope", "children"},
    {"reflective workshops", "R-SHOP", kYear, kYearEnds, "2",
     HELD("reflective-learning-workshop", "workshop")},
    {"a joint review the year before", "R-JOINT", kBefore, kBeforeEnds, "1",
     DATED("joint-review", "decided-on")},
    {"and a learning review of an adult", "R-SAR-LEARN", kBefore, kBeforeEnds, "1",
     ENTERED("sar-referral", "ratify") HAS("sar-decision", "learning-review")},
    {"audits reported: the hub and six more", "Q-AUDIT", kYear, kYearEnds, "7",
     ENTERED("multi-agency-case-file-audit", "reported")},
    // Allegations against people who work with children: +112.6 percent.
    {"referrals to the designated officer", "L-ALL", kYear, kYearEnds, "185",
     OPENED("lado-allegation")},
    {"the year before", "L-ALL", kBefore, kBeforeEnds, "87",
     OPENED("lado-allegation")},
    {"physical, the largest", "L-ALL", kYear, kYearEnds, "62",
     OPENED("lado-allegation") HAS("allegation-category", "physical"), "allegation-category", "physical"},
    {"online", "L-ALL", kYear, kYearEnds, "34",
     OPENED("lado-allegation") HAS("allegation-category", "online"), "allegation-category", "online"},
    {"online, the year before", "L-ALL", kBefore, kBeforeEnds, "5",
     OPENED("lado-allegation") HAS("allegation-category", "online"), "allegation-category", "online"},
    // Child deaths over six areas.
    {"deaths notified", "R-CDR", "2022-04-01", "2023-03-31", "106",
     DEATHS},
    {"the year before", "R-CDR", "2021-04-01", "2022-03-31", "91",
     DEATHS},
    {"of them here", "R-CDR", "2022-04-01", "2023-03-31", "14",
     DEATHS HAS("death-area", "northumberland"), "death-area", "northumberland"},
    {"here, the year before", "R-CDR", "2021-04-01", "2022-03-31", "19",
     DEATHS HAS("death-area", "northumberland"), "death-area", "northumberland"},
    {"deaths reviewed", "R-CDR-CLOSED", "2022-04-01", "2023-03-31", "103",
     HELD("child-death-review", "cdop-panel")},
    {"the year before", "R-CDR-CLOSED", "2021-04-01", "2022-03-31", "73",
     HELD("child-death-review", "cdop-panel")},
    {"of them here", "R-CDR-CLOSED", "2022-04-01", "2023-03-31", "20",
     HELD("child-death-review", "cdop-panel") HAS("death-area", "northumberland"), "death-area", "northumberland"},
    {"the panel met", "R-CDR-DAYS", "2022-04-01", "2023-03-31", "10",
     HELD("group-governance", "group-meeting") HAS("group-which", "child-deaths")},
    // What adults wanted.
    {"outcomes achieved, December 2022", "A-MSP-ACHIEVED", "2022-12-01", "2022-12-31", "99%",
     ENTERED("section-42-enquiry", "closing") HAS("msp-asked", "asked-expressed") ANSWERED("msp-achieved")},
    // Children who hurt a parent.
    {"since the project began", "D-CPVA", "2021-01-01", "2023-09-30", "97",
     OPENED("cpva")},
    {"boys: seven of ten", "D-CPVA", "2021-01-01", "2023-09-30", "68",
     OPENED("cpva") OF_SEX("M"), "subject.sex", "M"},
    {"girls", "D-CPVA", "2021-01-01", "2023-09-30", "29",
     OPENED("cpva") OF_SEX("F"), "subject.sex", "F"},
    {"mostly 11 to 15", "D-CPVA", "2021-01-01", "2023-09-30", "70",
     OPENED("cpva") AGED("11", "16"), "subject.age", "11-15"},
    {"boys in the year", "D-CPVA", kYear, kYearEnds, "28",
     OPENED("cpva") OF_SEX("M"), "subject.sex", "M"},
    {"girls in the year", "D-CPVA", kYear, kYearEnds, "12",
     OPENED("cpva") OF_SEX("F"), "subject.sex", "F"},
    // Young people's feedback.
    {"answers", "V-COUNT", "2022-05-01", "2023-04-30", "236",
     OPENED("voice-response")},
    {"the twelve months before", "V-COUNT", "2021-05-01", "2022-04-30", "106",
     OPENED("voice-response")},
    {"since January 2021", "V-COUNT", "2021-01-01", "2023-04-30", "420",
     OPENED("voice-response")},
    {"mean of five", "V-RATE", "2022-05-01", "2023-04-30", "4.57",
     OPENED("voice-response") ANSWERED("fb-rating")},
    // Education.
    {"followed as missing education, June 2023", "E-CME", "2023-06-01", "2023-06-30", "799",
     OPEN("cme-tracking")},
    {"with special needs", "E-CME-SEND", "2023-06-01", "2023-06-30", "55%",
     OPEN("cme-tracking")},
    {"reported missing, school year 2021 to 2022", "E-CME-NEW", kBefore, kBeforeEnds, "10",
     OPENED("cme-tracking") HAS("cme-reason", "whereabouts-unknown"), "cme-reason", "whereabouts-unknown"},
    {"at home of 100 pupils, 2021 to 2022", "E-EHE-RATE", "2022-06-01", "2022-06-30", "0.9",
     OPEN_SINCE("ehe-tracking", "ehe-told-on")},
    {"at home, June 2023", "E-EHE", "2023-06-01", "2023-06-30", "467",
     OPEN_SINCE("ehe-tracking", "ehe-told-on")},
    {"at home, school year 2021 to 2022", "E-EHE", "2022-06-01", "2022-06-30", "420",
     OPEN_SINCE("ehe-tracking", "ehe-told-on")},
    {"with special needs", "E-EHE-SEND", "2023-06-01", "2023-06-30", "25%",
     OPEN_SINCE("ehe-tracking", "ehe-told-on")},
    {"new in the school year", "E-EHE-NEW", kYear, kYearEnds, "201",
     DATED("ehe-tracking", "ehe-told-on")},
    {"absence, primary", "E-OA", "2023-08-01", "2023-08-31", "6.00",
     ABSENCE("att-overall", "primary"), "att-phase", "primary"},
    {"absence, secondary", "E-OA", "2023-08-01", "2023-08-31", "8.80",
     ABSENCE("att-overall", "secondary"), "att-phase", "secondary"},
    {"absence, special", "E-OA", "2023-08-01", "2023-08-31", "9.40",
     ABSENCE("att-overall", "special"), "att-phase", "special"},
    {"region, primary", "E-OA-REGION", "2023-08-01", "2023-08-31", "5.60",
     ABSENCE("att-region-overall", "primary"), "att-phase", "primary"},
    {"region, secondary", "E-OA-REGION", "2023-08-01", "2023-08-31", "9.50",
     ABSENCE("att-region-overall", "secondary"), "att-phase", "secondary"},
    {"region, special", "E-OA-REGION", "2023-08-01", "2023-08-31", "12.50",
     ABSENCE("att-region-overall", "special"), "att-phase", "special"},
    {"England, primary", "E-OA-ENGLAND", "2023-08-01", "2023-08-31", "5.00",
     ABSENCE("att-national-overall", "primary"), "att-phase", "primary"},
    {"England, secondary", "E-OA-ENGLAND", "2023-08-01", "2023-08-31", "9.30",
     ABSENCE("att-national-overall", "secondary"), "att-phase", "secondary"},
    {"England, special", "E-OA-ENGLAND", "2023-08-01", "2023-08-31", "12.30",
     ABSENCE("att-national-overall", "special"), "att-phase", "special"},
    {"persistent, primary", "E-PA", "2023-08-01", "2023-08-31", "16.00",
     ABSENCE("att-persistent", "primary"), "att-phase", "primary"},
    {"persistent, secondary", "E-PA", "2023-08-01", "2023-08-31", "23.50",
     ABSENCE("att-persistent", "secondary"), "att-phase", "secondary"},
    {"persistent, special", "E-PA", "2023-08-01", "2023-08-31", "40.90",
     ABSENCE("att-persistent", "special"), "att-phase", "special"},
    {"region, primary", "E-PA-REGION", "2023-08-01", "2023-08-31", "17.30",
     ABSENCE("att-region-persistent", "primary"), "att-phase", "primary"},
    {"region, secondary", "E-PA-REGION", "2023-08-01", "2023-08-31", "29.30",
     ABSENCE("att-region-persistent", "secondary"), "att-phase", "secondary"},
    {"region, special", "E-PA-REGION", "2023-08-01", "2023-08-31", "35.30",
     ABSENCE("att-region-persistent", "special"), "att-phase", "special"},
    {"England, primary", "E-PA-ENGLAND", "2023-08-01", "2023-08-31", "17.50",
     ABSENCE("att-national-persistent", "primary"), "att-phase", "primary"},
    {"England, secondary", "E-PA-ENGLAND", "2023-08-01", "2023-08-31", "27.10",
     ABSENCE("att-national-persistent", "secondary"), "att-phase", "secondary"},
    {"England, special", "E-PA-ENGLAND", "2023-08-01", "2023-08-31", "39.00",
     ABSENCE("att-national-persistent", "special"), "att-phase", "special"},
    {"schools inspected", "E-INSP", kYear, kYearEnds, "69",
     DATED("peer-and-inspection-register", "insp-report-on") HAS("insp-kind", "school")},
    {"not effective in safeguarding", "E-INSP-NOT", kYear, kYearEnds, "1",
     DATED("peer-and-inspection-register", "insp-report-on") HAS("insp-kind", "school") HAS("insp-effective", "no")},
    // Outside the home.
    {"notices of missing children: +66 percent", "X-END", kYear, kYearEnds, "161",
     OPENED("operation-endeavour")},
    {"the year before", "X-END", kBefore, kBeforeEnds, "97",
     OPENED("operation-endeavour")},
    {"notices of domestic abuse: slightly more", "X-ENC", kYear, kYearEnds, "118",
     DATED("operation-encompass", "incident-at")},
    {"the year before", "X-ENC", kBefore, kBeforeEnds, "112",
     DATED("operation-encompass", "incident-at")},
    {"weapons, 2022", "X-WEAPONS", "2022-01-01", "2022-12-31", "21",
     OPENED("mset") HAS("weapons", "yes")},
    {"weapons, 2021", "X-WEAPONS", "2021-01-01", "2021-12-31", "14",
     OPENED("mset") HAS("weapons", "yes")},
    {"young women with a worker to themselves, two months", "X-EXPL-121", "2023-05-01", "2023-06-30", "7",
     OPENED("mset") HAS("one-to-one", "yes")},
};
// clang-format on

std::set<std::string> plainly(store::Session& db, const Row& row) {
    std::set<std::string> refs;
    for (const auto& found : db.rows(row.plain,
                                     {from_london(*parse_date(row.from), 0).micros,
                                      from_london(*parse_date(row.to) + 1, 0).micros,
                                      row.from,
                                      row.to}))
        refs.insert(found.text(0));
    return refs;
}

// Everything that is opened behind a figure, page after page as the list of records does.
std::set<std::string> opened_behind(measure::Figures& figures,
                                    const define::Measure& measure,
                                    measure::Range range,
                                    const Row& row) {
    std::set<std::string> refs;
    std::size_t from = 0;
    do {
        const auto behind = figures.behind(measure, range, row.dim, row.part, false, from);
        for (const auto& line : behind.lines)
            CHECK_MESSAGE(refs.insert(line.ref).second, line.ref, " is listed twice");
        from = behind.next;
    } while (from > 0);
    return refs;
}

// Somebody of the demonstration who sees figures and each record that this one counts.
std::optional<access::Viewer> who_sees_all(work::Context& context, const define::Measure& measure) {
    for (const auto& row : context.db.rows("select name from user_account order by name")) {
        const auto viewer = access::load_viewer(context.db, context.definitions, row.text(0));
        if (!viewer) continue;
        const auto grant = access::allow(*viewer, access::Action::SeeFigures);
        if (grant && measure::Figures(context, *grant).sees_all(measure)) return *viewer;
    }
    return {};
}

TEST_CASE("the figures of the report for 2022 to 2023 come out of the records of that year") {
    const auto& house = year_house();
    const auto session = house.store->read();
    auto context = house.context(*session);
    const auto viewer = access::system_viewer();
    const auto grant = access::allow(viewer, access::Action::SeeFigures);
    REQUIRE(grant);
    measure::Figures figures(context, *grant);
    for (const auto& row : kPublished) {
        CAPTURE(row.measure);
        CAPTURE(row.what);
        const auto* measure = house.definitions->measure(row.measure);
        REQUIRE(measure != nullptr);
        const measure::Range range{.from = *parse_date(row.from), .to = *parse_date(row.to)};
        const auto figure = figures.total(*measure, range, row.dim, row.part);
        CHECK(measure::say_value(*measure, figure.value) == row.figure);
        // Each opens exactly the records that it is of, for somebody who may see them.
        const auto seer = who_sees_all(context, *measure);
        REQUIRE(seer);
        const auto seeing = access::allow(*seer, access::Action::SeeFigures);
        measure::Figures theirs(context, *seeing);
        const auto plain = plainly(*session, row);
        CHECK(opened_behind(theirs, *measure, range, row) == plain);
        const auto behind = theirs.behind(*measure, range, row.dim, row.part);
        CHECK(behind.counted == figure.counted);
        CHECK(behind.records == static_cast<std::int64_t>(plain.size()));
        CHECK(!plain.empty());
    }
    // The report itself is out, with what it was published with.
    CHECK(report::published(*session, "annual", "2022-23"));
    // What the years left behind is closed, and their journal runs forward.
    CHECK(session->integer("select count(*) from record where closed_at is null") == 0);
    CHECK(session->integer("select count(*) from event e join event f on f.seq = e.seq + 1 where "
                           "f.recorded_at < e.recorded_at") == 0);
    CHECK(journal::verify(*session, house.keys.public_key).empty());
}

}  // namespace
}  // namespace longstone::demo
