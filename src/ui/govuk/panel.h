#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct PanelAction {
    std::string text = {};
    std::string type = {};
    std::string href = {};
    std::string classes = {};
    Attributes attributes = {};
};

struct PanelActions {
    std::vector<PanelAction> items = {};
    std::string classes = {};
    Attributes attributes = {};
};

// "govuk-panel--interruption" among the classes makes it an interruption, which alone has actions.
struct Panel {
    std::string title_text = {};
    Html title_html = {};
    int heading_level = 1;
    std::string text = {};
    Html html = {};
    std::string classes = {};
    Attributes attributes = {};
    std::optional<PanelActions> actions = {};
};

Html panel(const Panel& options);

}  // namespace longstone::govuk
