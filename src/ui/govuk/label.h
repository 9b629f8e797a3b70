#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

// Writes nothing when it has neither text nor html.
struct Label {
    std::string text = {};
    Html html = {};
    std::string for_id = {};
    bool is_page_heading = false;
    std::string classes = {};
    Attributes attributes = {};
};

Html label(const Label& options);

}  // namespace longstone::govuk
