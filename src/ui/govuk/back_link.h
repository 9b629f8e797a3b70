#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct BackLink {
    std::string text = {};  // Back unless said otherwise
    Html html = {};
    std::string href = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html back_link(const BackLink& options);

}  // namespace longstone::govuk
