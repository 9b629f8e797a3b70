#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limit.h"
#include "define/form.h"

// The clocks of a pathway: what starts and stops one, and how long it runs.
namespace longstone::define {

// When something happens to a record; clocks start and stop on these.
struct Trigger {
    enum class Kind {
        Opened,
        Closed,
        Entered,
        Left,
        Answered,
        DateOf,
        RequestsMade,
        RequestsAnswered,
        MeetingHeld,
        Told
    };
    Kind kind = Kind::Opened;
    std::string what = {};  // stage, field, request, meeting, or whom was told
    Condition when = {};    // and only then
};

enum class ClockKind { Statutory, Guidance, Benchmark, Local };
std::string_view word(ClockKind kind);  // as the language writes it: statutory
std::string words(ClockKind kind);      // as a page does: Statutory

struct Within {
    std::optional<Limit> limit = {};
    std::string by = {};                      // a field whose answer decides,
    std::map<std::string, Limit> cases = {};  // value → limit
    std::string of = {};                      // a share of another clock's time,
    int percent = 0;
    bool next_school_day = false;  // by the start of the next school day
};

struct ClockVersion {
    std::optional<Date> from = {}, until = {};  // inclusive; the version in force when it starts
    Within within = {};
};

struct Clock {
    std::string id = {}, name = {};
    std::vector<Trigger> from = {};  // any of them starts it
    std::vector<Trigger> to = {};    // whichever comes first
    Condition when = {};             // starts only when it holds
    std::vector<ClockVersion> versions = {};
    bool before = false;             // counts back from a DateOf trigger
    bool repeats = false;            // starts anew each time `from` happens
    std::optional<Limit> warn = {};  // this long after the start it is shown as near;
    bool warn_before = false;        // or this long before it is due
    ClockKind kind = ClockKind::Local;
    std::string status = {};  // ok, unverified, local
    std::string source = {};
    std::vector<std::string> pauses = {};  // the lawful reasons for a pause; empty: may not pause
    bool main = false;                     // the clock in the identity bar
    Place place = {};
};

}  // namespace longstone::define
