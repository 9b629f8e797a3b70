#pragma once

#include <string>
#include <vector>

#include "ui/govuk/button.h"

namespace longstone::moj {

struct MenuToggle {
    std::string text = {};
    std::string classes = {};
};

// Without JavaScript, a row of buttons.
struct ButtonMenu {
    std::vector<govuk::Button> items = {};
    MenuToggle button = {};
    std::string align_menu = {};  // "right"
    std::string classes = {};
    govuk::Attributes attributes = {};
};

Html button_menu(const ButtonMenu& options);

}  // namespace longstone::moj
