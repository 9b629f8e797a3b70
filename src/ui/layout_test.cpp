#include "ui/layout.h"

#include <doctest/doctest.h>

namespace longstone::ui {

namespace {

Page some_page() {
    return {
        .title = "Hub <board>",
        .partnership_name = "Northumberland",
        .navigation = {{.text = "My work", .href = "/", .count = 4, .count_means = "waiting"},
                       {.text = "Hub board", .href = "/board", .current = true}},
        .signed_in = SignedIn{.name = "Dana Oyelaran"},
        .csrf = "a-token",
        .search_words = "\"Maisie\"",
        .main = html::paragraph("Here"),
        .asset_version = "abc",
    };
}

std::size_t count(const std::string& in, std::string_view what) {
    std::size_t found = 0;
    for (auto at = in.find(what); at != std::string::npos; at = in.find(what, at + 1))
        ++found;
    return found;
}

}  // namespace

TEST_CASE("the frame says where we are, once, and escapes what it is given") {
    const auto made = page(some_page());
    CHECK(made.contains("<title>Hub &lt;board&gt; – Longstone, Northumberland</title>"));
    CHECK(count(made, "aria-current=\"page\"") == 1);
    CHECK(count(made, "<main") == 1);
    CHECK(made.contains("value=\"&quot;Maisie&quot;\""));
    CHECK(made.contains("href=\"/assets/longstone.css?v=abc\""));
}

TEST_CASE("signing out is a form with the token, never a link") {
    const auto made = page(some_page());
    CHECK(made.contains("action=\"/sign-out\""));
    CHECK(made.contains("name=\"csrf_token\" value=\"a-token\""));
    CHECK_FALSE(made.contains("href=\"/sign-out\""));
}

TEST_CASE("nothing in the frame needs a looser policy") {
    auto with_all = some_page();
    with_all.exit_address = "https://www.bbc.co.uk/weather";
    with_all.before_main = html::text("x");
    const auto made = page(with_all);
    CHECK_FALSE(made.contains(" style="));
    CHECK_FALSE(made.contains("<style"));
    CHECK_FALSE(made.contains(" onclick"));
    CHECK(count(made, "<script") == count(made, "<script src=") + count(made, "<script type="));
}

TEST_CASE("without somebody signed in there is neither search nor account") {
    auto stranger = some_page();
    stranger.signed_in.reset();
    stranger.navigation.clear();
    const auto made = page(stranger);
    CHECK_FALSE(made.contains("role=\"search\""));
    CHECK_FALSE(made.contains("sign-out"));
    CHECK_FALSE(made.contains("<nav"));
}

TEST_CASE("a page with errors says so first") {
    auto wrong = some_page();
    wrong.has_errors = true;
    CHECK(page(wrong).contains("<title>Error: Hub"));
}

TEST_CASE("a partnership's colours are colours and nothing else") {
    const auto css = colours_css({.ink = "#102030", .sea = "red;}body{display:none"});
    CHECK(css == ":root{--ls-ink:#102030;--ls-sea:#0f4c5c;--ls-lamp:#ffb703;--ls-foam:#f3f7f8;}\n");
}

}  // namespace longstone::ui
