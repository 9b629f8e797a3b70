#include <doctest/doctest.h>

#include "access/viewer.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/forms/show.h"

namespace longstone::web {
namespace {

using define::Condition;
using define::FieldType;

Condition is(std::string field, std::vector<std::string> values) {
    return {.kind = Condition::Kind::Is, .field = std::move(field), .values = std::move(values)};
}

// A page with a choice, what opens under it, a date, a scale and a group.
define::Section section() {
    define::Section section{.id = "talk", .title = "Talking"};
    section.fields = {
        {.id = "spoke", .type = FieldType::YesNo, .label = "Did you speak?", .is_required = true},
        {.id = "when-spoke",
         .type = FieldType::DateTime,
         .label = "When?",
         .when = is("spoke", {"yes"})},
        {.id = "how", .type = FieldType::Rag, .label = "How grave?", .when = is("spoke", {"yes"})},
        {.id = "why",
         .type = FieldType::LongText,
         .label = "Why so?",
         .when = is("how", {"red", "amber"})},
        {.id = "sure", .type = FieldType::Scale, .label = "How sure?"},
        {.id = "on", .type = FieldType::Date, .label = "On which day?"},
        {.id = "home",
         .type = FieldType::Group,
         .label = "Who is at home?",
         .fields = {{.id = "name", .label = "Name", .is_required = true},
                    {.id = "words", .type = FieldType::LongText, .label = "Words"}},
         .item_name = "Person"}};
    return section;
}

struct Fixture {
    define::Definitions definitions = {};
    define::Section asked = section();
    Asking asking{.definitions = definitions, .sections = {&asked}};

    std::string drawn() const { return draw_form(asking).str(); }
};

bool has(const std::string& text, std::string_view piece) {
    return text.find(piece) != std::string::npos;
}

}  // namespace

TEST_CASE("a date and a time are read in London and drawn again as they were typed") {
    Fixture page;
    page.asking.typed.set("spoke", "yes");
    page.asking.typed.set("when-spoke.day", "3");
    page.asking.typed.set("when-spoke.month", "7");
    page.asking.typed.set("when-spoke.year", "2026");
    page.asking.typed.set("when-spoke.time", "9.05");
    auto answers = read_answers(page.asking);
    CHECK(answers["when-spoke"].first() == "2026-07-03T08:05:00Z");

    page.asking.typed.set("when-spoke.month", "13");
    const auto problems = problems_of(
        page.asking, parse_instant("2026-11-05T10:00:00Z").value_or(Instant{}), Enough::Half);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].field == "when-spoke");
    page.asking.problems = problems;
    CHECK(has(page.drawn(), "value=\"13\""));
    CHECK(has(error_summary(page.asking).str(), "href=\"#when-spoke.day\""));
}

TEST_CASE("what was typed under a choice that was then changed is not an answer") {
    Fixture page;
    page.asking.typed.set("spoke", "no");
    page.asking.typed.set("how", "red");
    page.asking.typed.set("why", "Because");
    const auto answers = read_answers(page.asking);
    CHECK(answers.at("how").empty());
    CHECK(answers.at("why").empty());
    CHECK(answers.at("spoke").first() == "no");
}

TEST_CASE("a question opens under the one choice that asks for it, or says when it is asked") {
    Fixture page;
    const auto& fields = page.asked.fields;
    const auto under = shown_of(page.asking, page.asked, fields[2]);
    CHECK(under.how == Showing::UnderChoice);
    CHECK(under.parent == "spoke");
    CHECK(under.value == "yes");
    const auto only = shown_of(page.asking, page.asked, fields[3]);
    CHECK(only.how == Showing::OnlyIf);
    CHECK(has(page.drawn(), "Only if “How grave?” is Red or Amber."));
}

TEST_CASE("a question that turns on something elsewhere is asked only when that holds") {
    Fixture page;
    page.asked.fields[5].when = is("subject.kind", {"unborn"});
    CHECK(!has(page.drawn(), "On which day?"));
    page.asking.known = [](const std::string& field) {
        return field == "subject.kind" ? std::vector<std::string>{"unborn"}
                                       : std::vector<std::string>{};
    };
    CHECK(has(page.drawn(), "On which day?"));
}

TEST_CASE("items of a group are added and removed without JavaScript, and keep what was typed") {
    Fixture page;
    auto& typed = page.asking.typed;
    typed.set_count("home", 2);
    typed.set("home.1.name", "Ann");
    typed.set("home.2.name", "Bee");
    typed.set("add-item", "home");
    CHECK(change_items(typed, page.asking));
    CHECK(typed.count("home") == 3);
    CHECK(!typed.has("add-item"));

    typed.set("remove-item", "home.1");
    CHECK(change_items(typed, page.asking));
    CHECK(typed.count("home") == 2);
    CHECK(typed.text("home.1.name") == "Bee");
    CHECK(!change_items(typed, page.asking));

    tidy_items(typed, page.asking);
    CHECK(typed.count("home") == 1);
    auto answers = read_answers(page.asking);
    REQUIRE(answers["home"].items.size() == 1);
    CHECK(answers["home"].items[0]["name"] == std::vector<std::string>{"Bee"});
}

TEST_CASE("an error in an item leads to its input") {
    Fixture page;
    page.asking.typed.set_count("home", 1);
    page.asking.typed.set("home.1.words", "Hello");
    page.asking.typed.set("spoke", "no");
    page.asking.problems = problems_of(
        page.asking, parse_instant("2026-11-05T10:00:00Z").value_or(Instant{}), Enough::Whole);
    REQUIRE(page.asking.problems.size() == 1);
    CHECK(has(error_summary(page.asking).str(), "href=\"#home.1.name\""));
    CHECK(has(page.drawn(), "id=\"home.1.name-error\""));
}

TEST_CASE("a draft gives back everything that was typed, right or wrong") {
    Typed typed;
    typed.set("on.day", "31");
    typed.set("on.month", "February");
    typed.set("many", std::vector<std::string>{"a", "b"});
    const Typed back(typed.json());
    CHECK(back.text("on.month") == "February");
    CHECK(back.all("many") == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a field private to a role is neither drawn nor read for anybody else") {
    Fixture page;
    page.asked.fields[4].private_to = {"chair"};
    access::Viewer viewer;
    page.asking.viewer = &viewer;
    page.asking.typed.set("sure", "4");
    CHECK(!has(page.drawn(), "How sure?"));
    CHECK(!read_answers(page.asking).contains("sure"));
    viewer.roles = {"chair"};
    CHECK(has(page.drawn(), "How sure?"));
    CHECK(read_answers(page.asking).at("sure").first() == "4");
}

TEST_CASE("what somebody typed is text on the page, never markup") {
    Fixture page;
    page.asking.typed.set_count("home", 1);
    page.asking.typed.set("home.1.words", "</textarea><script>alert(1)</script>");
    CHECK(!has(page.drawn(), "<script>"));
    work::Answers answers;
    answers["home"].items = {{{"words", {"<b>bold</b>"}}}};
    const auto shown =
        show_section({.definitions = page.definitions, .section = page.asked, .answers = answers});
    CHECK(has(shown.str(), "&lt;b&gt;bold"));
}

}  // namespace longstone::web
