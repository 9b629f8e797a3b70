#pragma once

#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::moj {

struct SubNavigationItem {
    std::string text = {};
    Html html = {};
    std::string href = {};
    bool active = false;
    std::string classes = {};
    govuk::Attributes attributes = {};
};

// Parts of one record, each an address of its own.
struct SubNavigation {
    std::vector<SubNavigationItem> items = {};
    std::string label = {};  // Secondary navigation region unless said otherwise
    std::string classes = {};
    govuk::Attributes attributes = {};
};

Html sub_navigation(const SubNavigation& options);

}  // namespace longstone::moj
