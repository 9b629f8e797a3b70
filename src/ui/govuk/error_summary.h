#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct ErrorItem {
    std::string text = {};
    Html html = {};
    std::string href = {};  // "#" and the id of the field
    Attributes attributes = {};
};

struct ErrorSummary {
    std::string title_text = {};
    Html title_html = {};
    std::string description_text = {};
    Html description_html = {};
    std::vector<ErrorItem> error_list = {};
    std::optional<bool> disable_auto_focus = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html error_summary(const ErrorSummary& options);

}  // namespace longstone::govuk
