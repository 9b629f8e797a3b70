#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct SkipLink {
    std::string text = {};
    Html html = {};
    std::string href = {};  // #content unless said otherwise
    std::string classes = {};
    Attributes attributes = {};
};

Html skip_link(const SkipLink& options);

}  // namespace longstone::govuk
