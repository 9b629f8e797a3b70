#pragma once

#include <string>
#include <vector>

#include "ui/govuk/button.h"

namespace longstone::moj {

struct PageHeading {
    std::string text = {};
    Html html = {};
    int level = 1;
    std::string classes = "govuk-heading-xl";
};

struct PageHeaderActions {
    PageHeading heading = {};
    std::vector<govuk::Button> items = {};
    std::string classes = {};
    govuk::Attributes attributes = {};
};

Html page_header_actions(const PageHeaderActions& options);

}  // namespace longstone::moj
