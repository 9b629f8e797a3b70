#include "report/pdf.h"

#include <doctest/doctest.h>

// Needs the program WeasyPrint, which ./dev installs.
using namespace longstone;

TEST_CASE("a PDF is tagged, and the same made twice") {
    const auto made = *parse_instant("2023-10-01T09:00:00Z");
    const std::string html =
        "<!DOCTYPE html><html lang=\"en\"><head><title>Year</title></head><body><h1>Year</h1>"
        "<p>Words</p></body></html>";
    const auto first = report::pdf(html, made);
    if (!first) FAIL(first.error().message);
    CHECK(first->starts_with("%PDF-"));
    for (const char* mark : {"/MarkInfo", "/StructTreeRoot", "/Lang"}) {
        CAPTURE(mark);
        CHECK(first->find(mark) != std::string::npos);
    }
    const auto second = report::pdf(html, made);
    REQUIRE(second.has_value());
    CHECK(*second == *first);
}
