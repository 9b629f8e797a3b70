#include "report/workbook.h"

#include <algorithm>
#include <stdexcept>

#include <doctest/doctest.h>

#include "base/text.h"
#include "report/test_zip.h"

namespace longstone::report {
namespace {

const Instant kMade = parse_instant("2026-04-01T09:30:00Z").value();

std::vector<Sheet> sheets() {
    return {{.name = "Front door / MASH: decisions within the limit of the rating",
             .headings = {"Month", "Figure", "From", "Said"},
             .rows = {{std::string("April 2026"), 83.5, Date{20'544}, std::string("=1+1")},
                      {std::string("May 2026"),
                       std::monostate{},
                       Date{-40'000},
                       std::string("<b>fish & chips</b>")}},
             .notes = {"Counts of four or fewer are shown as c."}},
            {.name = "Front door   MASH: decisions within the limit of the rating"}};
}

TEST_CASE("the same sheets give the same bytes, and another day others") {
    const auto first = workbook(sheets(), kMade);
    CHECK(first == workbook(sheets(), kMade));
    CHECK(first != workbook(sheets(), kMade + kDay));
    CHECK(first.starts_with("PK"));
    CHECK(part(first, "docProps/core.xml").find("2026-04-01T09:30:00Z") != std::string::npos);
}

TEST_CASE("text stays text, figures are figures, days are days") {
    const auto book = workbook(sheets(), kMade);
    const auto sheet = part(book, "xl/worksheets/sheet1.xml");
    CHECK(sheet.find("<f>") == std::string::npos);
    CHECK(sheet.find("<v>83.5</v>") != std::string::npos);
    CHECK(sheet.find("<v>46113</v>") != std::string::npos);  // 31 March 2026
    const auto words = part(book, "xl/sharedStrings.xml");
    CHECK(words.find("<t>=1+1</t>") != std::string::npos);
    CHECK(words.find("<t>1860-06-26</t>") != std::string::npos);
    CHECK(words.find("&lt;b&gt;fish &amp; chips&lt;/b&gt;") != std::string::npos);
}

TEST_CASE("sheets have names that spreadsheets take, each its own, and notes stand last") {
    const auto book = part(workbook(sheets(), kMade), "xl/workbook.xml");
    CHECK(book.find("name=\"Front door   MASH  decisions wi\"") != std::string::npos);
    CHECK(book.find("name=\"Front door   MASH  decisions 2\"") != std::string::npos);
    CHECK(book.find("name=\"Notes\"") != std::string::npos);
    CHECK(part(workbook({}, kMade), "xl/worksheets/sheet1.xml").find("<sheetData") !=
          std::string::npos);
}

TEST_CASE("a long text is shortened between characters, and too many rows are refused") {
    std::string text;
    while (text.size() < 40'000)
        text += "é";
    const auto words =
        part(workbook({{.name = "Long", .headings = {"Text"}, .rows = {{text}}}}, kMade),
             "xl/sharedStrings.xml");
    CHECK(is_valid_utf8(words));
    CHECK(words.find("éé") != std::string::npos);
    CHECK(words.size() < 40'000);
    Sheet sheet{.name = "Many", .headings = {"n"}};
    sheet.rows.resize(kMostRows + 1);
    CHECK_THROWS_AS(workbook({sheet}, kMade), std::length_error);
}

TEST_CASE("the same as comma separated values") {
    CHECK(csv(sheets()[0]) ==
          "Month,Figure,From,Said\r\n"
          "April 2026,83.5,2026-04-01,'=1+1\r\n"
          "May 2026,,1860-06-26,<b>fish & chips</b>\r\n");
    CHECK(csv({.headings = {"a,b", "c"}, .rows = {{-1.5, std::string("-1.5")}, {1204.0}}}) ==
          "\"a,b\",c\r\n-1.5,'-1.5\r\n1204\r\n");
}

}  // namespace
}  // namespace longstone::report
