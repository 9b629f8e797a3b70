#pragma once

#include <string>
#include <vector>

#include "ui/html.h"

// Choosing what a page shows. Both are plain links and plain forms, so a choice is an address that
// can be kept and sent.
namespace longstone::ls {

struct Chip {
    std::string text = {};
    std::string href = {};
    bool on = false;
    long long count = -1;  // not shown below nought
};

struct ChipGroup {
    std::string label = {};  // "Agency"
    std::vector<Chip> chips = {};
};
Html chips(const std::vector<ChipGroup>& groups, std::string_view label = "Show");

// One line of labelled controls read as a sentence: "What could / the school / have known on …".
struct LensField {
    std::string label = {};
    std::string id = {};  // of the control
    Html control = {};
};

struct Lens {
    std::string action = {};
    std::vector<LensField> fields = {};
    std::string button = "Show";
    Html answer = {};  // what the choice amounts to
    Html hidden = {};  // hidden fields to carry along
    // Where the screen is narrow the controls fold behind these words, which say what is chosen
    // now; on a wide one they stand. By style sheet alone, so it holds without scripts.
    std::string folds_behind = {};
    bool unfolded = false;
};
Html lens(const Lens& options);

// Controls for a lens, without the form group that the design system's own bring.
struct Choice {
    std::string value = {};
    std::string text = {};
};
Html small_select(std::string_view id,
                  std::string_view name,
                  const std::vector<Choice>& choices,
                  std::string_view chosen);
Html small_input(std::string_view id,
                 std::string_view name,
                 std::string_view value,
                 std::string_view type = "text");

}  // namespace longstone::ls
