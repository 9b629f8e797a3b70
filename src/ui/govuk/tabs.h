#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct TabPanel {
    std::string text = {};
    Html html = {};
    Attributes attributes = {};
};

struct TabItem {
    std::string label = {};
    std::string id = {};
    TabPanel panel = {};
    Attributes attributes = {};
};

// Without JavaScript: a list of contents and every panel in turn.
struct Tabs {
    std::vector<std::optional<TabItem>> items = {};
    std::string id = {};
    std::string id_prefix = {};
    std::string title = "Contents";
    std::string classes = {};
    Attributes attributes = {};
};

Html tabs(const Tabs& options);

}  // namespace longstone::govuk
