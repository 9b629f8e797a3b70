#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::moj {

struct Badge {
    std::string text = {};
    Html html = {};
    std::string classes = {};
    govuk::Attributes attributes = {};
};

Html badge(const Badge& options);

}  // namespace longstone::moj
