#pragma once

#include <string>
#include <vector>

#include "ui/html.h"

// Years at a glance: how much happened in each month, how heavy it was, and the silences between.
// A drawing beside the line that says the same in words; each bar tells its own on hovering.
namespace longstone::ls {

enum class StripTone { Plain, Serious, Grave, Hollow };

// Places are shares of the strip, from 0 at its left to 1 at its right.
struct StripBar {
    double at = 0, width = 0, height = 0;
    StripTone tone = StripTone::Plain;
    std::string title = {};
};
struct StripBand {
    double from = 0, to = 0;
    std::string title = {};
};
struct StripTick {
    double at = 0;
    std::string text = {};
};
struct TimeStrip {
    std::vector<StripBar> bars = {};
    std::vector<StripBand> gaps = {};
    std::vector<StripTick> ticks = {};  // as far from each other: the starts of years, or months
    std::string label = {};             // what it shows, in a sentence
    // The key, of what the strip has: what its colours stand for.
    std::string plain = {}, serious = {}, grave = {}, hollow = {}, gap = {};
};
Html time_strip(const TimeStrip& options);

}  // namespace longstone::ls
