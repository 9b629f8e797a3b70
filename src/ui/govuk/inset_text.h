#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct InsetText {
    std::string text = {};
    Html html = {};
    std::string id = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html inset_text(const InsetText& options);

}  // namespace longstone::govuk
