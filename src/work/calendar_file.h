#pragma once

#include <string>
#include <vector>

#include "base/time.h"

// An invitation as a calendar file (RFC 5545, RFC 5546). Its title says nothing about anybody: a
// calendar is seen by assistants, on locked screens and over shoulders.
namespace longstone::work {

struct CalendarEntry {
    std::string id = {};
    std::int64_t sequence = 0;  // higher each time it is changed
    std::string title = {};     // "Meeting MC-2026-0412"
    std::string place = {};
    std::string address = {};  // where to read more
    Instant at = {};
    std::int64_t lasts = kHour;
    Instant written = {};
    bool cancelled = false;
};
std::string calendar_file(const CalendarEntry& entry);
// Several in one file, as somebody's own calendar of all their meetings.
std::string calendar_file(const std::vector<CalendarEntry>& entries);

}  // namespace longstone::work
