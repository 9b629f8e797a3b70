#include "report/word.h"

#include <cstdlib>

#include <doctest/doctest.h>

#include "report/test_zip.h"

// Word documents, and what is said where the program is not there.
using namespace longstone;

TEST_CASE("without pandoc it is said what to install, and that all else is there") {
    const std::string path = std::getenv("PATH");
    ::setenv("PATH", "/nonexistent", 1);
    const auto made = report::word_document("<p>Seen on Monday</p>", Instant{});
    ::setenv("PATH", path.c_str(), 1);
    REQUIRE_FALSE(made);
    CHECK(made.error().message.find("apt install pandoc") != std::string::npos);
}

TEST_CASE("a Word document is a package, and the same HTML gives the same one") {
    const auto when = *parse_instant("2026-11-02T10:00:00Z");
    const auto made = report::word_document("<h1>Chronology</h1><p>Seen on Monday</p>", when);
    REQUIRE_MESSAGE(made, made.error().message);
    CHECK(made->starts_with("PK"));
    CHECK(made->find("word/document.xml") != std::string::npos);
    CHECK(*made == *report::word_document("<h1>Chronology</h1><p>Seen on Monday</p>", when));
}

TEST_CASE("a Word document has our styles: tables with lines, on A4") {
    const auto made =
        report::word_document("<table><tr><th>Who</th></tr><tr><td>Ada</td></tr></table>",
                              Instant{},
                              {.ink = "123456", .sea = "654321"});
    REQUIRE_MESSAGE(made, made.error().message);
    const auto styles = report::part(*made, "word/styles.xml");
    CHECK(styles.find("<w:insideH ") != std::string::npos);
    CHECK(styles.find("\"Arial\"") != std::string::npos);
    // In the partnership's colours, every one of them.
    CHECK(styles.find("\"123456\"") != std::string::npos);
    CHECK(styles.find("\"654321\"") != std::string::npos);
    CHECK(styles.find("\"INK\"") == std::string::npos);
    CHECK(styles.find("\"SEA\"") == std::string::npos);
    const auto document = report::part(*made, "word/document.xml");
    CHECK(document.find("w:w=\"11906\"") != std::string::npos);
    CHECK(document.find("Ada") != std::string::npos);
}
