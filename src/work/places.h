#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "work/engine.h"

// The pure rules of places: what an event makes of them, who has a seat and who gets one that is
// free, when the thing begins, what whoever has a place is asked and by when.
namespace longstone::work {

// What happened to places, as the journal has it.
struct PlaceEvent {
    std::string_view kind = {};
    const Json& body;
    Instant at = {};
    std::string_view actor = {}, agency = {};
    std::int64_t rev = 0;
};
// The places after it. Events that are not about places change nothing.
void fold_place(std::vector<PlaceState>& places, const PlaceEvent& event);

PlaceState* find_place(std::vector<PlaceState>& places, std::string_view id);
const PlaceState* find_place(const std::vector<PlaceState>& places, std::string_view id);
// The one that this user asks for, has or waits for, or had: the last of them; nothing when none.
const PlaceState* place_for(const std::vector<PlaceState>& places, std::string_view user);

std::int64_t seats_taken(const std::vector<PlaceState>& places);
// Those on the waiting list who get a seat now, in the order in which they asked.
std::vector<std::string> seats_to_give(const std::vector<PlaceState>& places,
                                       std::int64_t capacity);
// From 1; 0 when it does not wait.
std::int64_t position_of(const std::vector<PlaceState>& places, const PlaceState& place);

// What the record's answers make of the pathway's rule.
struct Offer {
    std::int64_t capacity = 0, taken = 0, waiting = 0;
    std::optional<Date> first = {}, last = {};
    std::string times = {}, where = {};
    Instant begins = {}, ends = {};  // of the first day and the last; whole days unless timed
    bool timed = false;
    std::optional<Instant> cancel_by = {};
    bool needs_approval = false;
    bool is_open = false;  // places may be asked for now
    bool is_off = false;

    [[nodiscard]] std::int64_t left() const { return capacity > taken ? capacity - taken : 0; }
};
// The pathway has places.
Offer offer_of(const Situation& situation);
// "09:30 to 16:00" or "9.30am-4pm" as micros since midnight; nothing when it says no two times.
std::optional<std::pair<std::int64_t, std::int64_t>> times_in(std::string_view words);
// Its calendar file; `base` is the address of this house.
std::string calendar_of(const Situation& situation, const Offer& offer, std::string_view base);
// Whether it would be late to give this place back now.
bool is_late(const Offer& offer, const PlaceState& place, Instant now);

// What somebody is asked about one place.
struct EvaluationAsked {
    const define::PlaceEvaluation* rule = nullptr;
    Instant from = {}, due = {};
    bool answered = false;

    [[nodiscard]] bool open(Instant now) const { return !answered && from <= now; }
};
// Those that apply to the place as it stands; one asked before counts until it begins.
std::vector<EvaluationAsked> evaluations_of(const Situation& situation,
                                            const Offer& offer,
                                            const PlaceState& place);

}  // namespace longstone::work
