#pragma once

#include "ui/html.h"

// The two icons of "Making Data Count": how a figure varies, and whether it meets its aim. Each is
// a letter in a ring that stands beside its words, so neither shape nor colour carries it alone.
namespace longstone::ls {

enum class Bearing { Usual, Better, Worse, Neither };

struct VariationIcon {
    Bearing bearing = Bearing::Usual;
    bool high = false;  // of what is not usual: by high values, else by low ones
    std::string words = {};
};
Html variation_icon(const VariationIcon& icon);

enum class Aim { Met, Missed, Chance };
struct AssuranceIcon {
    Aim aim = Aim::Chance;
    std::string words = {};
};
Html assurance_icon(const AssuranceIcon& icon);

}  // namespace longstone::ls
