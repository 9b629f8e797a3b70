#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct Details {
    std::string summary_text = {};
    Html summary_html = {};
    std::string text = {};
    Html html = {};
    std::string id = {};
    bool open = false;
    std::string classes = {};
    Attributes attributes = {};
};

Html details(const Details& options);

}  // namespace longstone::govuk
