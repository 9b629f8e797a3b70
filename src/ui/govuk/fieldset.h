#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct Legend {
    std::string text = {};
    Html html = {};
    std::string classes = {};
    bool is_page_heading = false;
};

struct Fieldset {
    std::string described_by = {};
    Legend legend = {};
    std::string classes = {};
    std::string role = {};
    Attributes attributes = {};
    Html html = {};
};

Html fieldset(const Fieldset& options);

}  // namespace longstone::govuk
