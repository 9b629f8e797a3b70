#include "partnership/training.h"

#include <doctest/doctest.h>

using namespace longstone;
using namespace longstone::partnership;

TEST_CASE("a calendar file says what, when and where, and that it was called off") {
    define::Pathway pathway{.id = "course", .summary = "title"};
    Session session{.pathway = &pathway, .record = {.ref = "COU-2026-0001", .rev = 4}};
    session.record.answers["title"] = {.given = {.values = {"Level 3"}}};
    session.offer = {.where = "Hall 2",
                     .begins = *parse_instant("2026-07-07T08:30:00Z"),
                     .ends = *parse_instant("2026-07-07T15:00:00Z")};
    const auto file = calendar_of("https://x", session, *parse_instant("2026-06-01T09:00:00Z"));
    CHECK(file.find("SUMMARY:Level 3\r\n") != std::string::npos);
    CHECK(file.find("DTSTART;TZID=Europe/London:20260707T093000\r\n") != std::string::npos);
    CHECK(file.find("DTEND;TZID=Europe/London:20260707T160000\r\n") != std::string::npos);
    CHECK(file.find("URL:https://x/training/COU-2026-0001\r\n") != std::string::npos);
    CHECK(file.find("STATUS:CONFIRMED") != std::string::npos);
    session.offer.is_off = true;
    CHECK(calendar_of("https://x", session, {}).find("METHOD:CANCEL") != std::string::npos);
}
