#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct ServiceNavigationItem {
    std::string text = {};
    Html html = {};
    std::string href = {};
    bool current = false;  // this page
    bool active = false;   // this part of the service
    Attributes attributes = {};
};

struct ServiceNavigationEnd {
    Html html = {};
    std::string align = {};  // "inline"
};

// Markup of our own at fixed places.
struct ServiceNavigationSlots {
    Html start = {};
    ServiceNavigationEnd end = {};
    Html navigation_start = {};
    Html navigation_end = {};
};

struct ServiceNavigation {
    std::string service_name = {};
    std::string service_url = {};
    std::vector<std::optional<ServiceNavigationItem>> navigation = {};
    std::string navigation_label = {};  // the menu button's text unless said otherwise
    std::string navigation_id = {};
    std::string navigation_classes = {};
    std::optional<bool> collapse_navigation_on_mobile = {};
    std::string menu_button_text = {};  // Menu unless said otherwise
    std::string menu_button_label = {};
    std::string aria_label = "Service information";
    ServiceNavigationSlots slots = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html service_navigation(const ServiceNavigation& options);

}  // namespace longstone::govuk
