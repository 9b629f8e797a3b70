#pragma once

#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::moj {

struct SideNavigationItem {
    std::string text = {};
    Html html = {};
    std::string href = {};
    bool active = false;
    govuk::Attributes attributes = {};
};

struct SideNavigationHeading {
    std::string text = {};
    Html html = {};
    int heading_level = 4;
    std::string classes = {};
    govuk::Attributes attributes = {};
};

struct SideNavigationSection {
    SideNavigationHeading heading = {};
    std::vector<SideNavigationItem> items = {};
};

// Give sections, or items alone.
struct SideNavigation {
    std::vector<SideNavigationSection> sections = {};
    std::vector<SideNavigationItem> items = {};
    std::string label = {};
    std::string classes = {};
    govuk::Attributes attributes = {};
};

Html side_navigation(const SideNavigation& options);

}  // namespace longstone::moj
