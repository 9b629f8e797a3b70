#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "define/definitions.h"
#include "journal/journal.h"
#include "work/state.h"

// One record as its journal tells it, up to an instant: what happened, and what decides who could
// see it then. Pure: events in, values out, so that any minute is told as it was.
namespace longstone::chronology {

struct OnRecord {
    std::string person = {}, role = {};
    Instant since = {};                 // when this was recorded
    std::optional<Instant> until = {};  // taken off
};
// Somebody who sees the whole of it, whatever else holds: its lead, or by break-glass for a while.
struct SeesAll {
    std::string user = {}, agency = {};
    Instant from = {};
    std::optional<Instant> until = {};
    bool lead = false;
};

struct Story {
    std::string ref = {};
    const define::Pathway* pathway = nullptr;
    std::vector<journal::Event> events = {};
    // People, requests, visits and who opened it: what work/visible weighs. No answers.
    work::RecordState state = {};
    std::vector<OnRecord> people = {};
    std::vector<std::pair<Instant, bool>> restricted = {};     // from when, and which
    std::map<std::string, Instant, std::less<>> parties = {};  // agencies involved, since when
    std::set<std::string, std::less<>> touched = {};  // agencies that did or were asked anything
    std::map<std::string, Instant, std::less<>> named = {};  // users named on it, since when
    std::map<std::string, Instant, std::less<>> barred = {};
    std::vector<SeesAll> sees_all = {};
    std::map<std::string, Instant, std::less<>> clocks_told = {};  // "clock/n": its due time, when

    // When a stage was first reached, as recorded.
    [[nodiscard]] std::optional<Instant> reached(std::string_view stage) const;
    [[nodiscard]] const work::RequestState* request(std::string_view id) const;
};

std::string clock_key(std::string_view clock, std::int64_t n);

// `now` is the instant it is told at: the last of the events, or later.
Story story_of(const define::Definitions& definitions,
               std::string ref,
               std::vector<journal::Event> events,
               Instant now);

}  // namespace longstone::chronology
