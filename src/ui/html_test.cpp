#include "ui/html.h"

#include <doctest/doctest.h>

namespace longstone::html {

TEST_CASE("text is escaped, markup is not escaped twice") {
    const std::string name = "Mo & <b>Jo</b> \"O'Neill\"";
    CHECK(text(name).str() == "Mo &amp; &lt;b&gt;Jo&lt;/b&gt; &quot;O&#39;Neill&quot;");
    CHECK(cat({"Led by ", strong(name)}).str() ==
          "Led by <strong>Mo &amp; &lt;b&gt;Jo&lt;/b&gt; &quot;O&#39;Neill&quot;</strong>");
}

TEST_CASE("attributes: in order, a bool is bare or absent, an empty optional is absent") {
    const auto made = element("input",
                              {{"name", "a\"b"},
                               {"checked", true},
                               {"disabled", false},
                               {"value", std::optional<std::string>()},
                               {"maxlength", 12}});
    CHECK(made.str() == "<input name=\"a&quot;b\" checked maxlength=\"12\">");
}

TEST_CASE("an address that a browser would run goes nowhere") {
    const auto href = [](std::string_view address) { return link(address, "x").str(); };
    const auto refused = "<a class=\"govuk-link\" href=\"#\">x</a>";
    CHECK(href("javascript:alert(1)") == refused);
    CHECK(href(" javascript:alert(1)") == refused);
    CHECK(href("java\nscript:alert(1)") == refused);
    CHECK(href("JAVASCRIPT:alert(1)") == refused);
    CHECK(href("data:text/html,x") == refused);
    CHECK(href("/records/MC-2026-0412?tab=a:b").contains("/records/MC-2026-0412?tab=a:b"));
    CHECK(href("https://example.org/").contains("https://example.org/"));
    CHECK(href("#field").contains("#field"));
}

TEST_CASE("a form carries the token, and no token when it has none") {
    CHECK(form({.action = "/x", .csrf = "t"}, {"words"}).str() ==
          "<form action=\"/x\" method=\"post\" novalidate>"
          "<input type=\"hidden\" name=\"csrf_token\" value=\"t\">words</form>");
    CHECK(form({.action = "/search", .method = "get"}, {}).str() ==
          "<form action=\"/search\" method=\"get\" novalidate></form>");
}

TEST_CASE("line breaks that somebody typed are kept") {
    CHECK(lines("a\r\n<b>\n").str() == "a<br>&lt;b&gt;<br>");
    CHECK(lines("").str() == "");
}

}  // namespace longstone::html
