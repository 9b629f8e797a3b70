#pragma once

#include <string>
#include <vector>

#include "work/house.h"
#include "work/places.h"

// What those with places are told as time passes: that it is soon, with its calendar file; that
// they are asked something about it. Each once, however often this runs and on however many
// nodes.
namespace longstone::partnership {

// Pure: what is due for a place by now. Of several reminders that are due at once only the last.
struct Reminder {
    std::string what = {};  // "begins/1 day", "evaluation/later"
    std::string words = {};
    bool to_manager = false;
    const define::PlaceEvaluation* evaluation = nullptr;
};
std::vector<Reminder> reminders_due(const work::Situation& situation,
                                    const work::Offer& offer,
                                    const work::PlaceState& place);

// Sends what is due; how many went.
int send_reminders(const work::House& house);

}  // namespace longstone::partnership
