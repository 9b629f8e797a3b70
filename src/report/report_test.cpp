#include <doctest/doctest.h>

#include "base/text.h"
#include "report/acts.h"
#include "report/sheets.h"
#include "report/shown.h"

// What reports are made of, without a house: days, hiding, words, and keeping.
using namespace longstone;
using namespace longstone::report;

namespace {

Date day(const char* text) {
    return *parse_date(text);
}

define::Report with_periods() {
    define::Report report;
    report.periods = {{.id = "financial", .begins = 4, .months = 12},
                      {.id = "june", .begins = 6, .months = 1},
                      {.id = "ever", .since = day("2021-01-15")}};
    return report;
}

Spell year() {
    return {.from = day("2022-09-01"), .to = day("2023-08-31")};
}

Taken parts(std::vector<std::int64_t> counts) {
    Taken taken{.id = "parts",
                .name = "Parts",
                .shape = Taken::Shape::Parts,
                .spell = year(),
                .by_name = "Kind"};
    for (std::size_t at = 0; at < counts.size(); ++at)
        taken.rows.push_back(
            {.value = number(static_cast<long long>(at)),
             .name = cat({"Part ", number(static_cast<long long>(at))}),
             .now = {.counted = counts[at], .value = static_cast<double>(counts[at])}});
    return taken;
}

Taken one(std::int64_t now, std::int64_t before) {
    Taken taken{.id = "one", .name = "One", .spell = year(), .before = back(year(), 12)};
    taken.rows.push_back(
        {.now = {.counted = now, .value = static_cast<double>(now)},
         .before = Counted{.counted = before, .value = static_cast<double>(before)}});
    return taken;
}

}  // namespace

TEST_CASE("a report's periods are whole months, each the last that had ended") {
    const auto report = with_periods();
    CHECK(months_of(day("2022-09-14"), day("2023-08-30")) == year());
    CHECK(months_of(day("2022-08-28"), day("2023-09-02")) == year());
    CHECK(months_of(day("2022-09-20"), day("2022-09-25")) ==
          Spell{.from = day("2022-09-01"), .to = day("2022-09-30")});
    CHECK(spell_of(report, {.period = "financial"}, year()) ==
          Spell{.from = day("2022-04-01"), .to = day("2023-03-31")});
    CHECK(spell_of(report, {.period = "june"}, year()) ==
          Spell{.from = day("2023-06-01"), .to = day("2023-06-30")});
    CHECK(spell_of(report, {.period = "ever"}, year()) ==
          Spell{.from = day("2021-01-01"), .to = day("2023-08-31")});
    CHECK(spell_of(report, {}, year()) == year());
    define::Report quarter;
    quarter.to = "ended";
    quarter.months = 3;
    work::RecordState record;
    record.answers["ended"].given.values = {"2022-10-02"};
    CHECK(spell_of(quarter, record) == Spell{.from = day("2022-07-01"), .to = day("2022-09-30")});
    CHECK_FALSE(spell_of(quarter, work::RecordState{}).has_value());
    CHECK(back(year(), 12) == Spell{.from = day("2021-09-01"), .to = day("2022-08-31")});
    CHECK(slug(year()) == "2022-23");
    CHECK(slug({.from = day("2022-01-01"), .to = day("2022-12-31")}) == "2022");
    CHECK(slug({.from = day("2022-07-01"), .to = day("2022-09-30")}) == "2022-07-to-2022-09");
    CHECK(say(Spell{.from = day("2022-12-01"), .to = day("2022-12-31")}) == "December 2022");
}

TEST_CASE("a small number is hidden, and so is what would give it away") {
    const auto shown = show(parts({3, 40, 60}), "cin");
    CHECK(shown.hidden);
    CHECK(shown.rows[0].now.text == "c");
    CHECK_FALSE(shown.rows[0].now.value.has_value());
    // With the total known, one hidden part alone could be worked out.
    CHECK((shown.rows[1].now.hidden || shown.rows[2].now.hidden));
    CHECK_FALSE((shown.rows[1].now.hidden && shown.rows[2].now.hidden));

    CHECK_FALSE(show(parts({30, 40, 60}), "cin").hidden);
    CHECK(show(one(3, 40), "cin").rows[0].now.hidden);
    auto open = one(3, 40);
    open.shows_small = "It counts reviews.";
    CHECK(show(open, "cin").rows[0].now.text == "3");
    CHECK(show(open, "cin").because == "It counts reviews.");

    // Of a share both sides count: two of ten that did not would be known from eight that did.
    Taken share{.id = "share", .name = "Share", .shown = define::Shown::Percent, .spell = year()};
    share.rows.push_back({.now = {.counted = 10, .met = 8, .value = 80}});
    CHECK(show(share, "cin").rows[0].now.hidden);
    share.rows[0].now = {.counted = 100, .met = 80, .value = 80};
    CHECK(show(share, "cin").rows[0].now.text == "80%");
    CHECK(show(share, "cin").rows[0].now.of == "80 of 100");
}

TEST_CASE("words say figures, and what changed") {
    CHECK(show(one(166, 100), "cin").words("change") == "up 66%");
    CHECK(show(one(97, 100), "cin").words("change") == "down 3%");
    CHECK(show(one(12, 6), "cin").words("change") == "up by 6");
    CHECK(show(one(40, 40), "cin").words("change") == "no change");
    CHECK(show(one(40, 3), "cin").words("change") == "which cannot be compared");
    CHECK(show(one(166, 100), "cin").words("before") == "100");
    CHECK(show(parts({30, 90, 60}), "cin").words("top") == "Part 1");

    Document document{.slug = "2022-23", .partnership = "The partnership", .spell = year()};
    document.figures = {show(one(166, 100), "cin"), show(one(2, 100), "cin")};
    document.figures[1].id = "few";
    CHECK(fill("{partnership}: {one} in {from}, {one.change} ({year})", document) ==
          "The partnership: 166 in September 2022, up 66% (2022-23)");
    CHECK(fill("{few} were", document) == "A number too small to show were");
    CHECK(fill("{unheard} of", document) == "No figure of");
}

TEST_CASE("what was taken and what is shown are kept as they were") {
    TakenFigures figures{.at = *parse_instant("2023-10-01T09:00:00Z"),
                         .by = "ada",
                         .profile = "cin",
                         .figures = {one(166, 100), parts({3, 40, 60})}};
    figures.figures[0].records = {"SR-2022-0001"};
    figures.figures[0].others = {{.area = "North East",
                                  .kind = "region",
                                  .from = day("2022-04-01"),
                                  .to = day("2023-03-31"),
                                  .value = 12.5}};
    const auto again = taken_from_json(to_json(figures));
    CHECK(to_json(again) == to_json(figures));
    CHECK(again.frozen());

    Document document{.report = "annual",
                      .title = "Report",
                      .slug = "2022-23",
                      .spell = year(),
                      .taken = figures.at,
                      .frozen = true,
                      .published = figures.at};
    for (const auto& taken : again.figures)
        document.figures.push_back(show(taken, again.profile));
    document.chapters = {
        {.id = "all",
         .title = "All",
         .sections = {{.id = "one",
                       .title = "One",
                       .blocks = {{.kind = Block::Kind::Voice, .words = {"Heard"}},
                                  {.kind = Block::Kind::Terms, .terms = {{"GP", "Doctor"}}}}}}}};
    const auto read = document_from_json(to_json(document));
    CHECK(to_json(read) == to_json(document));
    CHECK(spreadsheet(read) == spreadsheet(document));
    // Nothing of a hidden number is in what is published.
    CHECK(to_json(document).dump().find("\"value\":3") == std::string::npos);
}
