#include <doctest/doctest.h>

#include "ui/longstone/filters.h"
#include "ui/longstone/identity.h"
#include "ui/longstone/line.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/progress.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "ui/testing/html_tokens.h"

namespace longstone::ls {

namespace {

std::string words_of(const Html& html) {
    std::string out;
    for (const auto& token : testing::html_tokens(html.str())) {
        if (!token.starts_with('<')) out += out.empty() ? token : " " + token;
    }
    return out;
}

}  // namespace

TEST_CASE("a stage is told by words as well as by colour") {
    CHECK(words_of(steps({{.text = "Rated", .note = "13 Nov", .state = StepState::Done},
                          {.text = "Checks", .state = StepState::Now},
                          {.text = "Visit", .state = StepState::PassedOver},
                          {.text = "Decision"}})) ==
          "Rated , done 13 Nov Checks , now Visit , not needed Decision , not yet");
}

TEST_CASE("a bar is drawn in to its length, and full when late") {
    const auto width = [](const ClockBar& bar) {
        const auto html = clock_bar(bar).str();
        const auto from = html.find(" width=\"") + 8;
        return html.substr(from, html.find('"', from) - from);
    };
    CHECK(width({.share = 40}) == "40");
    CHECK(width({.share = 140}) == "100");
    CHECK(width({.share = -3}) == "0");
    CHECK(width({.share = 40, .late = true}) == "100");
}

TEST_CASE("a cell names its column for a phone, and keeps its role") {
    const auto made = table({.caption = "Checks",
                             .columns = {{.text = "Agency", .row_header = true},
                                         {.text = "Scale", .numeric = true}},
                             .rows = {{.cells = {html::text("Police"), html::text("3")}}}})
                          .str();
    CHECK(
        made.contains("<th scope=\"row\" role=\"rowheader\" class=\"ls-table__cell\" "
                      "data-label=\"Agency\">Police</th>"));
    CHECK(
        made.contains("<td role=\"cell\" class=\"ls-table__cell ls-table__cell--numeric\" "
                      "data-label=\"Scale\">3</td>"));
}

TEST_CASE("a row may have more cells than there are columns") {
    const auto made = table({.caption = "x",
                             .columns = {{.text = "One"}},
                             .rows = {{.cells = {html::text("1"), html::text("2")}}}});
    CHECK(words_of(made) == "x One 1 2");
}

TEST_CASE("an empty table says so instead of showing headings over nothing") {
    CHECK(words_of(table({.columns = {{.text = "Agency"}}, .if_empty = "No checks yet."})) ==
          "No checks yet.");
}

TEST_CASE("what people wrote is escaped wherever it stands") {
    const std::string evil = "<script>alert(\"x\")</script>";
    const Html all[] = {
        voice({.words = evil, .who = evil}),
        identity_bar({.name = evil, .also = evil, .clock = IdentityClock{.left = evil}}),
        steps({{.text = evil, .note = evil}}),
        next_box({.title = evil}),
        panel({.title = evil}),
        cards({{.title = evil, .big = evil}}),
        page_head({.title = evil, .caption = evil}),
        chips({{.label = evil, .chips = {{.text = evil, .href = evil}}}}),
        line({.items = {{.date = evil, .machine = evil}}, .label = evil}),
        table({.caption = evil,
               .columns = {{.text = evil}},
               .rows = {{.cells = {html::text(evil)}}}}),
        rag({.text = evil}),
        late(evil),
    };
    for (const auto& each : all) {
        CHECK_FALSE(each.str().contains("<script"));
        CHECK_FALSE(each.str().contains("alert(\""));
    }
}

}  // namespace longstone::ls
