#pragma once

#include <string>
#include <vector>

#include "ui/html.h"

// Where the work stands, what is still missing, and how much time is left.
namespace longstone::ls {

enum class StepState { Done, Now, Ahead, PassedOver };

struct Step {
    std::string text = {};
    std::string note = {};  // "13 Nov 15:40", "3 of 5 answered"
    std::string href = {};
    StepState state = StepState::Ahead;
};
Html steps(const std::vector<Step>& items, std::string_view label = "Stages");

// "What happens next": each thing still missing is a link to where it is given.
struct NextBox {
    std::string title = "What happens next";
    Html intro = {};  // "To move to analysis these are still needed:"
    std::vector<Html> missing = {};
    Html actions = {};  // buttons
    std::string id = "next";
};
Html next_box(const NextBox& options);

// Time gone as a bar, with the words that say it. The bar adds nothing for who cannot see it.
struct ClockBar {
    Html words = {};
    int share = 0;  // of the time allowed that is gone, in hundredths; drawn in to 0 to 100
    bool late = false;
    bool stopped = false;  // met, or no longer running
};
Html clock_bar(const ClockBar& options);
Html clock_bars(const std::vector<ClockBar>& bars);

}  // namespace longstone::ls
