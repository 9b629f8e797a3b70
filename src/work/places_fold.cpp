#include <algorithm>
#include <array>

#include "base/text.h"
#include "work/answers.h"
#include "work/places.h"

namespace longstone::work {
namespace {

constexpr std::array<std::string_view, 8> kWords = {
    "asked", "booked", "waiting", "declined", "cancelled", "off", "attended", "missed"};

using Places = std::vector<PlaceState>;

void asked(Places& places, const PlaceEvent& e) {
    const auto state = place_of(e.body.text("state")).value_or(Place::Asked);
    places.push_back({.id = e.body.text("place"),
                      .n = e.rev * 1000,
                      .learner = std::string(e.actor),
                      .agency = std::string(e.agency),
                      .manager = e.body.text("manager"),
                      .needs = e.body.text("needs"),
                      .state = state,
                      .queued = e.body["queued"].boolean(),
                      .asked = e.at});
    if (state == Place::Booked) places.back().given = e.at;
}

void approved(Places& places, const PlaceEvent& e) {
    auto* place = find_place(places, e.body.text("place"));
    if (place == nullptr) return;
    place->state = place->queued ? Place::Waiting : Place::Booked;
    place->decided = e.at;
    place->decided_by = std::string(e.actor);
    if (!place->queued) place->given = e.at;
}

void ended(Places& places, const PlaceEvent& e, Place state) {
    auto* place = find_place(places, e.body.text("place"));
    if (place == nullptr) return;
    place->state = state;
    place->reason = e.body.text("reason");
    place->late = e.body["late"].boolean();
    place->ended = e.at;
    if (state == Place::Declined) place->decided_by = std::string(e.actor);
}

void registered(Places& places, const PlaceEvent& e) {
    std::int64_t n = e.rev * 1000;
    for (const Json& entry : e.body["walk_ins"].items())
        places.push_back({.id = entry.text("place"),
                          .n = ++n,
                          .learner = entry.text("learner"),
                          .name = entry.text("name"),
                          .agency = entry.text("agency"),
                          .state = Place::Attended,
                          .walk_in = true,
                          .certificate = entry.text("certificate"),
                          .valid_until = entry.text("valid_until"),
                          .asked = e.at,
                          .ended = e.at});
    for (const Json& entry : e.body["register"].items()) {
        auto* place = find_place(places, entry.text("place"));
        if (place == nullptr) continue;
        const bool came = entry["came"].boolean();
        place->state = came ? Place::Attended : Place::Missed;
        place->ended = e.at;
        place->certificate = came ? entry.text("certificate") : std::string();
        place->valid_until = came ? entry.text("valid_until") : std::string();
    }
}

void evaluated(Places& places, const PlaceEvent& e) {
    auto* place = find_place(places, e.body.text("place"));
    const auto answers = answers_from_json(e.body["reply"]);
    if (place == nullptr || !answers) return;
    place->evaluated[e.body.text("evaluation")] = {
        .at = e.at, .by = std::string(e.actor), .answers = *answers};
}

// What any event may bring about: freed seats that are given on, and an end to it all.
void given_and_off(Places& places, const PlaceEvent& e) {
    for (const Json& id : e.body["places_given"].items()) {
        auto* place = find_place(places, id.text());
        if (place == nullptr) continue;
        place->state = Place::Booked;
        place->queued = false;
        place->given = e.at;
    }
    if (!e.body["places_off"].boolean()) return;
    for (auto& place : places) {
        if (!place.active()) continue;
        place.state = Place::Off;
        place.ended = e.at;
    }
}

}  // namespace

std::string_view word(Place state) {
    return kWords.at(static_cast<std::size_t>(state));
}

std::optional<Place> place_of(std::string_view word) {
    const auto* const found = std::ranges::find(kWords, word);
    if (found == kWords.end()) return {};
    return static_cast<Place>(found - kWords.begin());
}

PlaceState* find_place(Places& places, std::string_view id) {
    const auto found = std::ranges::find(places, id, &PlaceState::id);
    return found == places.end() ? nullptr : &*found;
}

const PlaceState* find_place(const Places& places, std::string_view id) {
    const auto found = std::ranges::find(places, id, &PlaceState::id);
    return found == places.end() ? nullptr : &*found;
}

void fold_place(Places& places, const PlaceEvent& e) {
    if (e.kind == "record.place-asked") asked(places, e);
    if (e.kind == "record.place-approved") approved(places, e);
    if (e.kind == "record.place-declined") ended(places, e, Place::Declined);
    if (e.kind == "record.place-cancelled") ended(places, e, Place::Cancelled);
    if (e.kind == "record.registered") registered(places, e);
    if (e.kind == "record.place-evaluated") evaluated(places, e);
    given_and_off(places, e);
}

}  // namespace longstone::work
