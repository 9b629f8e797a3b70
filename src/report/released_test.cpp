#include "report/released.h"

#include <doctest/doctest.h>

#include "report/shown.h"

// What a report hides because of what the one before it showed.
using namespace longstone;
using namespace longstone::report;

namespace {

Date day(const char* text) {
    return *parse_date(text);
}

Spell year(int ends) {
    return {.from = *date_of({.year = ends - 1, .month = 9, .day = 1}),
            .to = *date_of({.year = ends, .month = 8, .day = 31})};
}

Taken figure(Spell spell, const std::vector<std::pair<std::string, std::int64_t>>& parts) {
    Taken taken{.id = "visits",
                .name = "Visits",
                .shape = parts.size() == 1 ? Taken::Shape::One : Taken::Shape::Parts,
                .measure = Json::object({{"id", "VISITS"}}),
                .spell = spell,
                .by = parts.size() == 1 ? "" : "stage"};
    for (const auto& [value, count] : parts)
        taken.rows.push_back({.value = value,
                              .name = value,
                              .now = {.counted = count, .value = static_cast<double>(count)}});
    return taken;
}

// As they are kept: through JSON and back.
Releases released(std::initializer_list<Taken> figures) {
    std::vector<Column> columns;
    for (const auto& taken : figures)
        for (const auto& column : columns_of(taken, "cin", {}))
            columns.push_back(column_from_json(*Json::parse(to_json(column).dump())));
    return Releases(std::move(columns));
}

std::string texts(const ShownFigure& figure, bool before = false) {
    std::string words;
    for (const auto& row : figure.rows)
        words += row.name + ":" + (before ? row.before->text : row.now.text) + " ";
    return words;
}

TEST_CASE("a year told again shows nothing that the first telling and this would give away") {
    // In the first report all three were large enough to be shown.
    const auto first = figure(year(2023), {{"red", 20}, {"amber", 30}, {"green", 40}});
    CHECK_FALSE(show(first, "cin").hidden);
    // A year on two more of last year's have come to light in one part, and the total says so.
    auto second = figure(year(2024), {{"red", 25}, {"amber", 35}, {"green", 45}});
    second.before = year(2023);
    second.rows[0].before = Counted{.counted = 22, .value = 22};
    second.rows[1].before = Counted{.counted = 30, .value = 30};
    second.rows[2].before = Counted{.counted = 40, .value = 40};
    CHECK_FALSE(show(second, "cin").hidden);
    const auto held = show(second, "cin", released({first}));
    CHECK(held.hidden);
    CHECK(texts(held) == "red:25 amber:35 green:45 ");
    // Two more children in red are told by nobody who takes the one from the other.
    CHECK(held.rows[0].before->hidden);
    // What did not change is told as it was.
    second.rows[0].before = Counted{.counted = 20, .value = 20};
    CHECK_FALSE(show(second, "cin", released({first})).hidden);
    // And what changed by many may be told.
    second.rows[0].before = Counted{.counted = 60, .value = 60};
    CHECK_FALSE(show(second, "cin", released({first})).hidden);
}

TEST_CASE("what was hidden once is not shown later while it is still that number") {
    const auto first = figure(year(2023), {{"red", 3}, {"amber", 30}, {"green", 40}});
    const auto shown = show(first, "cin");
    CHECK(shown.rows[0].now.hidden);
    CHECK((shown.rows[1].now.hidden || shown.rows[2].now.hidden));
    const auto again = show(first, "cin", released({first}));
    CHECK(texts(again) == texts(shown));
}

TEST_CASE("days between two releases are not found by taking them from each other") {
    const Spell long_ago{.from = day("2021-01-01"), .to = day("2022-08-31")};
    const Spell longer{.from = day("2021-01-01"), .to = day("2023-08-31")};
    const auto first = figure(long_ago, {{"", 57}});
    CHECK(show(figure(longer, {{"", 59}}), "cin", released({first})).rows[0].now.hidden);
    CHECK_FALSE(show(figure(longer, {{"", 97}}), "cin", released({first})).rows[0].now.hidden);
    // What stands at an end is no sum over days.
    auto standing = figure(longer, {{"", 59}});
    standing.open = true;
    CHECK_FALSE(show(standing, "cin", released({first})).rows[0].now.hidden);
    // Another figure says nothing of this one.
    auto other = figure(longer, {{"", 59}});
    other.measure = Json::object({{"id", "OTHERS"}});
    CHECK_FALSE(show(other, "cin", released({first})).rows[0].now.hidden);
}

TEST_CASE("a part that was told and is there no longer is not given away by being gone") {
    const auto first = figure(year(2023), {{"red", 20}, {"amber", 30}, {"green", 40}, {"grey", 9}});
    // The nine were found to be of another part: nobody is told of a number under six.
    const auto second = figure(year(2023), {{"red", 20}, {"amber", 30}, {"green", 44}});
    const auto held = show(second, "cin", released({first}));
    CHECK(held.hidden);
    CHECK(held.rows[2].now.hidden);
}

TEST_CASE("a month that changed by a few is told no more, with the run it belongs to") {
    const auto run = [](Spell spell, std::vector<std::pair<std::string, std::int64_t>> months) {
        auto taken = figure(spell, months);
        taken.shape = Taken::Shape::Run;
        taken.by.clear();
        taken.each = "month";
        return taken;
    };
    const auto first = run(year(2023), {{"2023-07-01", 20}, {"2023-08-01", 30}});
    const auto same = run(year(2024), {{"2023-08-01", 30}, {"2023-09-01", 40}});
    CHECK_FALSE(show(same, "cin", released({first})).hidden);
    const auto more = run(year(2024), {{"2023-08-01", 31}, {"2023-09-01", 40}});
    CHECK(show(more, "cin", released({first})).rows[0].now.hidden);
}

}  // namespace
