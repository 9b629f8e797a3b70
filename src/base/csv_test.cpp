#include "base/csv.h"

#include <doctest/doctest.h>

using namespace longstone;

namespace {

using Cells = std::vector<std::string>;

std::vector<CsvRow> rows(std::string_view text) {
    auto parsed = parse_csv(text);
    REQUIRE(parsed.has_value());
    return std::move(*parsed);
}

std::string wrong(std::string_view text, const CsvLimits& limits = {}) {
    const auto parsed = parse_csv(text, limits);
    REQUIRE_FALSE(parsed.has_value());
    return parsed.error().message;
}

}  // namespace

TEST_CASE("cells apart by commas, rows by either line end") {
    const auto all = rows("a,b\r\n1,2\n3,");
    REQUIRE(all.size() == 3);
    CHECK(all[0].cells == Cells{"a", "b"});
    CHECK(all[1].cells == Cells{"1", "2"});
    CHECK(all[2].cells == Cells{"3", ""});
    CHECK(all[2].line == 3);
    CHECK(rows("").empty());
    CHECK(rows("\n\r\n").empty());
}

TEST_CASE("quotes hold commas, quotes and line ends") {
    const auto all = rows("\"a,\"\"b\"\"\",\"two\r\nlines\"\r\n\"\",c\n");
    REQUIRE(all.size() == 2);
    CHECK(all[0].cells == Cells{"a,\"b\"", "two\r\nlines"});
    CHECK(all[1].cells == Cells{"", "c"});
    CHECK(all[1].line == 3);
    CHECK(rows("\"\"\n").size() == 1);
}

TEST_CASE("a byte order mark is no part of the first name") {
    CHECK(rows("\xEF\xBB\xBF"
               "a,b\n")
              .front()
              .cells == Cells{"a", "b"});
}

TEST_CASE("what cannot be read names its line") {
    CHECK(wrong("a\n\"b\nc").starts_with("Line 2, cell 1: a cell begins with"));
    CHECK(wrong("a\n\"b\"c\n").starts_with("Line 2, cell 1: something follows"));
    CHECK(wrong("a\nb\"c\n").starts_with("Line 2, cell 1: a quotation mark"));
    const std::vector<std::string> columns = {"number", "name"};
    const auto named = parse_csv("a,b\n1,b\"c\n", {.columns = &columns});
    REQUIRE_FALSE(named.has_value());
    CHECK(named.error().message.starts_with("Line 2, cell 2: a quotation mark"));
    REQUIRE(named.error().fields.size() == 1);
    CHECK(named.error().fields.front().field == "name");
    CHECK(wrong("a\xFF").find("UTF-8") != std::string::npos);
    CHECK(wrong(std::string_view("a\0b", 3)).find("UTF-8") != std::string::npos);
}

TEST_CASE("a cell is quoted where it must be, and never a formula") {
    CHECK(csv_cell("plain") == "plain");
    CHECK(csv_cell("a,b") == "\"a,b\"");
    CHECK(csv_cell("say \"no\"") == "\"say \"\"no\"\"\"");
    CHECK(csv_cell("=1+1") == "'=1+1");
    CHECK(csv_cell("") == "");
    const auto back = parse_csv(csv_cell("two\nlines, and \"more\""));
    REQUIRE(back.has_value());
    CHECK(back->front().cells.front() == "two\nlines, and \"more\"");
}

TEST_CASE("limits hold") {
    CHECK(wrong("1\n2\n3\n", {.rows = 2}).starts_with("There are more than 2 rows"));
    CHECK(wrong("1,2,3\n", {.cells = 2}).find("more than 2 cells") != std::string::npos);
    CHECK(wrong("12345\n", {.cell_bytes = 4}).find("too long") != std::string::npos);
    CHECK(wrong("\"12345\"\n", {.cell_bytes = 4}).find("too long") != std::string::npos);
}
