#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/time.h"
#include "work/given.h"

// A place on what a record offers: asked for, approved, had or waited for, used or not.
namespace longstone::work {

enum class Place {
    Asked,      // waits for approval; holds a seat, unless it is queued
    Booked,     // has a seat
    Waiting,    // on the waiting list
    Declined,   // by the manager
    Cancelled,  // given back
    Off,        // the whole was called off
    Attended,
    Missed,  // had a seat and did not come
};
std::string_view word(Place state);  // asked, booked, …
std::optional<Place> place_of(std::string_view word);

struct Evaluated {
    Instant at = {};
    std::string by = {};
    Answers answers = {};

    bool operator==(const Evaluated&) const = default;
};

struct PlaceState {
    std::string id = {};
    std::int64_t n = 0;        // in the order in which they were asked for
    std::string learner = {};  // a user, or of a walk-in without an account nobody:
    std::string name = {};     // then the name as it was given
    std::string agency = {}, manager = {}, needs = {};
    Place state = Place::Asked;
    bool queued = false;   // asked for when all were taken
    bool walk_in = false;  // came without having booked
    bool late = false;     // given back after the last day for it
    std::string reason = {}, decided_by = {}, certificate = {};
    std::string valid_until = {};  // of the certificate: a date, or empty
    Instant asked = {};
    std::optional<Instant> decided = {}, given = {}, ended = {};
    std::map<std::string, Evaluated, std::less<>> evaluated = {};

    // Still asks for, has or waits for a place.
    [[nodiscard]] bool active() const {
        return state == Place::Asked || state == Place::Booked || state == Place::Waiting;
    }
    [[nodiscard]] bool holds_seat() const {
        return (state == Place::Asked && !queued) || state == Place::Booked;
    }
    bool operator==(const PlaceState&) const = default;
};

}  // namespace longstone::work
