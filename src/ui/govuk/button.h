#pragma once

#include <optional>
#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

// Give text or html; html wins. A button with an href becomes a link.
struct Button {
    std::string text = {};
    Html html = {};
    std::string type = {};  // submit unless said otherwise
    std::string name = {};
    std::string value = {};
    std::string href = {};
    std::string classes = {};
    std::string id = {};
    Attributes attributes = {};
    std::optional<bool> prevent_double_click = {};
    bool disabled = false;
    bool is_start_button = false;
};

Html button(const Button& options);

}  // namespace longstone::govuk
