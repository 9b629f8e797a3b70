#pragma once

#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct Breadcrumb {
    std::string text = {};
    Html html = {};
    std::string href = {};  // without one it is the page we are on
    Attributes attributes = {};
};

struct Breadcrumbs {
    std::vector<Breadcrumb> items = {};
    std::string classes = {};
    bool collapse_on_mobile = false;
    Attributes attributes = {};
    std::string label_text = "Breadcrumb";
};

Html breadcrumbs(const Breadcrumbs& options);

}  // namespace longstone::govuk
