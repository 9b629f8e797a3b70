#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct WarningText {
    std::string text = {};
    Html html = {};
    std::string icon_fallback_text = {};  // Warning unless said otherwise
    std::string classes = {};
    Attributes attributes = {};
};

Html warning_text(const WarningText& options);

}  // namespace longstone::govuk
