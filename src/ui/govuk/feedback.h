#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct Feedback {
    std::string title_text = {};
    Html title_html = {};
    int heading_level = 2;
    std::string text = {};
    Html html = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html feedback(const Feedback& options);

}  // namespace longstone::govuk
