#include "exchange/feed_rows.h"

#include <sstream>

#include <doctest/doctest.h>

#include "base/text.h"

// Files as agencies send them, and what they send in place of them.
using namespace longstone;
using namespace longstone::exchange;

namespace {

const define::Feed& visits() {
    static const define::Feed kFeed{
        .id = "visits",
        .name = "Visits",
        .key = {"number"},
        .columns = {{.id = "number", .label = "Number", .required = true},
                    {.id = "given-name", .label = "Given name", .required = true},
                    {.id = "why", .label = "Why"}}};
    return kFeed;
}

struct Read {
    std::vector<RawRow> rows = {};
    std::string refusal = {};
};

Read read(const std::string& text) {
    std::istringstream file(text);
    Read read;
    auto rows = FeedRows::open({&visits()}, {}, file);
    if (!rows) {
        read.refusal = rows.error().message;
        return read;
    }
    while (auto row = rows->next())
        read.rows.push_back(std::move(*row));
    return read;
}

std::string problem(const RawRow& row) {
    return row.problems.empty() ? std::string() : row.problems.front().message;
}

bool has(const std::string& text, std::string_view what) {
    CAPTURE(text);
    return text.find(what) != std::string::npos;
}

constexpr std::string_view kHeader = "number,given name,why\n";

std::string csv(std::string_view rows) {
    return cat({kHeader, rows});
}

}  // namespace

TEST_CASE("rows come with their lines, however their columns are written") {
    const auto got =
        read("\xEF\xBB\xBFNumber,Given_Name,WHY\r\n1,Nan,\"two\nlines\"\r\n\r\n2,Sam,\r\n");
    REQUIRE(got.rows.size() == 2);
    CHECK(got.rows[0].line == 2);
    CHECK(got.rows[0].cells.at("why") == "two\nlines");
    CHECK(got.rows[1].line == 5);
    CHECK(got.rows[1].cells.at("given-name") == "Sam");
    const auto lines =
        read("{\"feed\":\"visits\",\"number\":1,\"given_name\":\"Nan\"}\n\nnothing\n");
    REQUIRE(lines.rows.size() == 2);
    CHECK(lines.rows[0].cells.at("given-name") == "Nan");
    CHECK(lines.rows[1].line == 3);
    CHECK(has(problem(lines.rows[1]), "no JSON object"));
}

TEST_CASE("lines end as the first of them does, by LF, CR LF or CR alone") {
    for (const std::string_view end : {"\n", "\r\n", "\r"}) {
        const auto got =
            read(cat({"number,given name,why", end, "1,Nan,late", end, end, "2,Sam,", end}));
        REQUIRE(got.rows.size() == 2);
        CHECK(got.rows[0].cells.at("why") == "late");
        CHECK(got.rows[1].line == 4);
        CHECK(got.rows[1].problems.empty());
    }
    CHECK(read("number,given name,why\r").rows.empty());
    CHECK(read("number,given name,why").refusal.empty());
}

TEST_CASE("what is wrong with quotation marks names the column") {
    const auto got = read(csv("1,Te\"ss,\n2,Nan,\"a\"b\n3,\"Sam,late\n4,Sam,\n"));
    REQUIRE(got.rows.size() == 4);
    CHECK(got.rows[0].problems.at(0).field == "given-name");
    CHECK(has(problem(got.rows[0]), "Line 2, cell 2: a quotation mark stands inside"));
    CHECK(got.rows[1].problems.at(0).field == "why");
    CHECK(got.rows[2].problems.at(0).field == "given-name");
    CHECK(has(problem(got.rows[2]), "never closed"));
    CHECK(got.rows[3].problems.empty());
}

TEST_CASE("the header again, where one file was put behind another, is no row") {
    const auto got = read(cat(
        {"\xEF\xBB\xBF\xEF\xBB\xBF", kHeader, "1,Nan,\n", "\xEF\xBB\xBF", kHeader, "2,Sam,\n"}));
    REQUIRE(got.rows.size() == 3);
    CHECK(got.rows[0].problems.empty());
    CHECK(has(problem(got.rows[1]), "the header again"));
    CHECK(got.rows[2].problems.empty());
}

TEST_CASE("a line of JSON that does not say its feed is told to") {
    CHECK(has(problem(read("{\"number\":\"1\"}\n").rows.at(0)), "Say which feed this row is of"));
}

TEST_CASE("a line of JSON that nests deeply or says a thing twice costs itself alone") {
    const std::string deep(5'000, '[');
    const auto got = read(cat({"{\"feed\":\"visits\",\"why\":",
                               deep,
                               "}\n",
                               "{\"feed\":\"visits\",\"number\":1,\"number\":2}\n",
                               "{\"feed\":\"visits\",\"why\":{\"a\":1}}\n",
                               "{\"feed\":\"visits\",\"number\":\"1\"}\n"}));
    REQUIRE(got.rows.size() == 4);
    CHECK(has(problem(got.rows[0]), "no JSON object"));
    CHECK(has(problem(got.rows[1]), "no JSON object"));
    CHECK(got.rows[2].problems.at(0).field == "why");
    CHECK(got.rows[3].problems.empty());
}

TEST_CASE("a cell that is not UTF-8 is refused with its column, and the others are taken") {
    const auto got = read(csv("1,Ren\xE9,late\n2,Zofia Szyma\xC5\x84ska,\n3,\"a\",b\n4,,x\xC3\n"));
    REQUIRE(got.rows.size() == 4);
    REQUIRE(got.rows[0].problems.size() == 1);
    CHECK(got.rows[0].problems[0].field == "given-name");
    CHECK(has(problem(got.rows[0]), "byte E9 after “Ren”"));
    CHECK(got.rows[1].problems.empty());
    CHECK(got.rows[2].problems.empty());
    CHECK(got.rows[3].problems[0].field == "why");
    const auto zero = read(csv(std::string("1,N\0n,\n2,Sam,\n", 14)));
    REQUIRE(zero.rows.size() == 2);
    CHECK(has(problem(zero.rows[0]), "zero byte"));
    CHECK(has(problem(read("{\"feed\":\"visits\",\"why\":\"\xFF\"}\n").rows.at(0)), "byte FF"));
}

TEST_CASE("a row of ten megabytes is refused, and the next one taken") {
    const std::string huge(std::size_t{10} << 20U, 'x');
    const auto got = read(csv(cat({"1,Nan,", huge, "\n2,Sam,late\n"})));
    REQUIRE(got.rows.size() == 2);
    CHECK(got.rows[0].line == 2);
    CHECK(has(problem(got.rows[0]), "longer than 64 kB"));
    CHECK(got.rows[1].line == 3);
    CHECK(got.rows[1].cells.at("why") == "late");
    const auto json =
        read(cat({"{\"feed\":\"visits\",\"why\":\"", huge, "\"}\n{\"feed\":\"visits\"}\n"}));
    REQUIRE(json.rows.size() == 2);
    CHECK(has(problem(json.rows[0]), "longer than 64 kB"));
    CHECK(json.rows[1].problems.empty());
}

TEST_CASE("a quotation mark that is never closed costs its own row alone") {
    const auto got = read(csv("1,\"Nan,late\n2,Sam,\n3,Jo,\"ill\"\n"));
    REQUIRE(got.rows.size() == 3);
    CHECK(has(problem(got.rows[0]), "never closed"));
    CHECK(got.rows[1].cells.at("given-name") == "Sam");
    CHECK(got.rows[2].line == 4);
    CHECK(got.rows[2].cells.at("why") == "ill");
    CHECK(has(problem(read(csv("1,Nan,\"ill\"x\n")).rows.at(0)), "follows the closing"));
}

TEST_CASE("a row has as many cells as the header") {
    const auto got = read(csv("1,Nan\n2,Sam,late,again\n3,Jo,\n"));
    REQUIRE(got.rows.size() == 3);
    CHECK(has(problem(got.rows[0]), "2 cells, the header 3"));
    CHECK(has(problem(got.rows[1]), "4 cells, the header 3"));
    CHECK(got.rows[2].problems.empty());
}

TEST_CASE("a file that is not what it says is refused whole") {
    CHECK(
        has(read(std::string("PK\x03\x04\x14\0\0\0", 8)).refusal, "zip archive or a spreadsheet"));
    CHECK(has(read("PK\x05\x06").refusal, "empty zip"));
    CHECK(has(read("\x89PNG\r\n\x1a\n").refusal, "a picture"));
    CHECK(has(read("\xFF\xD8\xFF\xE0").refusal, "a picture"));
    CHECK(has(read("PAR1\x15\x04").refusal, "Parquet"));
    CHECK(has(read("%PDF-1.7\n1 0 obj\n").refusal, "a PDF"));
    CHECK(has(read("\xD0\xCF\x11\xE0\xA1\xB1").refusal, "old spreadsheet"));
    CHECK(has(read(std::string("\xFF\xFEn\0u\0m\0", 8)).refusal, "UTF-16"));
    CHECK(has(read(std::string("n\0u\0m\0b\0e\0r\0\n\0", 14)).refusal, "zero bytes"));
    CHECK(has(read("\x1F\x8B\x08").refusal, "gzip"));
    CHECK(has(read("[{\"number\": 1}]\n").refusal, "one JSON list"));
    CHECK(has(read("{\n  \"number\": 1\n}\n").refusal, "over several lines"));
    CHECK(has(read("<!doctype html>\n").refusal, "web page"));
    CHECK(has(read("").refusal, "nothing in it"));
    CHECK(has(read("n\xE9,b\n").refusal, "header cannot be read"));
    CHECK(has(read(std::string(100'000, 'x')).refusal, "too long"));
}

TEST_CASE("a header that fits no feed says what is wrong with it") {
    CHECK(has(read("number,given nam,why\n1,Nan,\n").refusal, "Did you mean “given-name”?"));
    CHECK(has(read("number,why\n1,late\n").refusal, "“given-name” is missing"));
    CHECK(has(read("number,number,given name\n1,2,Nan\n").refusal, "twice"));
    CHECK(has(read("number;given name;why\n1;Nan;\n").refusal, "use commas"));
    CHECK(has(read("1,Nan,late\n2,Sam,\n").refusal,
              "no header: none of its cells is the name of a column. Put a line like this before "
              "the rows: number,given-name,why"));
}

TEST_CASE("what a spreadsheet says of its separator before the header is no header") {
    const auto got = read("sep=,\r\nnumber,given name,why\r\n1,Nan,\r\n");
    CHECK(got.refusal.empty());
    REQUIRE(got.rows.size() == 1);
    CHECK(got.rows[0].line == 3);
}
