#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "define/definitions.h"
#include "people/person.h"
#include "work/place_state.h"

// One long header: the plain values of one record belong together.
// A record as it stands: what the engine weighs and the pages show. Plain values; load.h fills one
// from the projections, the engine reads it and never the database.
namespace longstone::work {

struct Answer {
    Given given = {};
    std::int64_t rev = 0;  // the revision that gave it
    Instant at = {};
    std::string by = {}, agency = {};
    std::string carried_from = {};          // the record it was carried over from
    std::vector<std::string> kept_as = {};  // its names when it was given, where others than now
};

struct PersonOnRecord {
    std::string person = {}, role = {};
    people::Kind kind = people::Kind::Person;
    std::string name = {}, sex = {};
    std::string where = {};  // of a place, a group or an organisation
    std::optional<Date> born = {}, expected = {}, died = {};
    Instant since = {};
    bool is_protected = false;  // the person's own record is restricted
};

struct ClockState {
    std::string clock = {};
    std::int64_t n = 1;  // the nth run of a clock that repeats
    Instant started = {}, due = {};
    std::optional<Instant> warn = {}, stopped = {}, paused = {}, pause_until = {};
    std::string pause_reason = {}, late_reason = {};
    std::int64_t stood = 0;  // micros that it stood still in pauses that are over

    [[nodiscard]] bool running() const { return !stopped && !paused; }
    [[nodiscard]] bool near(Instant now) const {
        return running() && warn && now >= *warn && now <= due;
    }
    [[nodiscard]] bool late(Instant now) const {
        return (stopped ? *stopped : now) > due && !paused;
    }
};

struct RequestState {
    std::string id = {}, rule = {}, form = {}, agency = {}, words = {};
    Instant asked = {}, due = {};
    std::string asked_by = {}, answered_by = {}, withdrawn_reason = {};
    std::optional<Instant> answered = {}, withdrawn = {}, reminded = {};
    Answers answers = {};

    [[nodiscard]] bool open() const { return !answered && !withdrawn; }
};

struct Seat {
    std::string agency = {}, name = {}, role = {};
    bool invited = false, attended = false, apologies = false, minutes_received = false;
};

struct MeetingState {
    std::string id = {}, rule = {}, place = {}, called_by = {}, dissent = {};
    Instant at = {};
    std::optional<Instant> held = {}, minutes_sent = {}, cancelled = {};
    bool quorate = false;
    std::int64_t sequence = 0;  // of its calendar file
    std::vector<Seat> seats = {};
};

struct ActionState {
    std::string id = {}, what = {}, owner = {}, agency = {}, evidence = {}, status = "open";
    std::optional<Date> due = {};
    Instant set_at = {};
    std::optional<Instant> done = {};
};

struct Told {
    std::string whom = {}, agency = {}, how = {}, words = {}, not_told_reason = {}, by = {};
    std::string person = {};  // of a role of people; empty: all of them
    Instant at = {};
};

// An earlier record about somebody on this one, and what was done about it.
struct EarlierRecord {
    std::string ref = {}, pathway = {}, stage = {}, summary = {}, person = {}, person_name = {},
                why = {};
    Instant opened = {};
    std::string decision = {};  // opened, set-aside, or empty: not yet looked at
    std::string reason = {}, by = {};
};

struct Dissent {
    std::string agency = {}, user = {}, about = {}, words = {};
    Instant at = {};
};

struct DocumentState {
    std::string id = {}, name = {}, type = {}, hash = {}, by = {}, agency = {}, request = {};
    std::int64_t size = 0;
    Instant at = {};
};

struct LinkState {
    std::string kind = {}, other = {}, pathway = {}, stage = {};
    bool forward = true;  // this record led to the other
};

struct StageVisit {
    std::string stage = {}, by = {}, reason = {};
    Instant at = {};
};

// Another open record about somebody on this one.
struct OtherRecord {
    std::string ref = {}, pathway = {}, stage = {}, role = {}, role_there = {};
    bool may_name = false;  // whoever works here may see it
};

struct RecordState {
    std::string ref = {}, pathway = {}, stage = {}, source = {};
    std::int64_t version = 1, rev = 0;
    Instant opened = {}, recorded = {};
    std::optional<Instant> closed = {};
    std::string opened_by = {}, opened_agency = {}, lead = {}, lead_agency = {};
    bool restricted = false;
    std::map<std::string, Answer, std::less<>> answers = {};
    std::vector<PersonOnRecord> people = {};
    std::vector<ClockState> clocks = {};
    std::vector<RequestState> requests = {};
    std::vector<MeetingState> meetings = {};
    std::vector<ActionState> actions = {};
    std::vector<Told> told = {};
    std::vector<EarlierRecord> earlier = {};
    std::vector<Dissent> dissents = {};
    std::vector<DocumentState> documents = {};
    std::vector<LinkState> links = {};
    std::vector<StageVisit> visits = {};
    std::vector<PlaceState> places = {};   // where the pathway has places, in order
    std::vector<OtherRecord> others = {};  // loaded where the pathway excludes some
    bool sampled = false;                  // its sample has been drawn
    bool repeat = false;     // another record before it makes it a repeat, where that is asked
    std::int64_t steps = 0;  // steps up or down of a subject within the twelve months before

    [[nodiscard]] const Answer* answer(std::string_view field) const;
    [[nodiscard]] std::string first_answer(std::string_view field) const;
    // Whom the record is about, a place or a group too; nothing where that is a topic.
    [[nodiscard]] const PersonOnRecord* subject(const define::Pathway& definition) const;
    [[nodiscard]] bool reached(std::string_view id) const;  // visited, now or before
};

}  // namespace longstone::work
