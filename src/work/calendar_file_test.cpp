#include "work/calendar_file.h"

#include <doctest/doctest.h>

namespace longstone::work {

TEST_CASE("an invitation is in London's time, changed ones with a higher sequence") {
    const auto file =
        calendar_file({.id = "m1",
                       .sequence = 2,
                       .title = "Meeting MC-2026-0412",
                       .place = "Room 2, County Hall; Morpeth",
                       .address = "https://example.org/records/MC-2026-0412",
                       .at = parse_instant("2026-07-03T13:00:00Z").value_or(Instant{}),
                       .written = parse_instant("2026-07-01T08:05:09Z").value_or(Instant{})});
    const auto has = [&](std::string_view text) { return file.find(text) != std::string::npos; };
    CHECK(has("METHOD:PUBLISH\r\n"));
    CHECK(has("SEQUENCE:2\r\n"));
    CHECK(has("DTSTAMP:20260701T080509Z\r\n"));
    CHECK(has("DTSTART;TZID=Europe/London:20260703T140000\r\n"));
    CHECK(has("DTEND;TZID=Europe/London:20260703T150000\r\n"));
    CHECK(has("LOCATION:Room 2\\, County Hall\\; Morpeth\r\n"));
    CHECK(has("BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n"));
    CHECK(has("STATUS:CONFIRMED\r\n"));
}

TEST_CASE("a cancelled meeting cancels its entry") {
    const auto file = calendar_file({.id = "m1", .title = "Meeting", .cancelled = true});
    CHECK(file.find("METHOD:CANCEL\r\n") != std::string::npos);
    CHECK(file.find("STATUS:CANCELLED\r\n") != std::string::npos);
}

TEST_CASE("no line of a calendar file is longer than 75 octets, and no character is cut") {
    std::string place;
    for (int i = 0; i < 60; ++i)
        place += "Ⱥé";
    const auto file =
        calendar_file({.id = "m1", .title = "Meeting", .place = place + "\r\nEVIL:1"});
    std::size_t start = 0;
    std::string unfolded;
    while (start < file.size()) {
        const auto end = file.find("\r\n", start);
        REQUIRE(end != std::string::npos);
        CHECK(end - start <= 75);
        const bool goes_on = file[start] == ' ';
        unfolded += goes_on ? file.substr(start + 1, end - start - 1)
                            : "\n" + file.substr(start, end - start);
        start = end + 2;
    }
    CHECK(unfolded.find("\nLOCATION:" + place + "\\nEVIL:1\n") != std::string::npos);
}

}  // namespace longstone::work
