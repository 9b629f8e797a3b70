#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct Hint {
    std::string text = {};
    Html html = {};
    std::string id = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html hint(const Hint& options);

}  // namespace longstone::govuk
