#pragma once

#include <optional>
#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct NotificationBanner {
    std::string text = {};
    Html html = {};
    std::string title_text = {};
    Html title_html = {};
    int title_heading_level = 2;
    std::string type = {};  // "success" or nothing
    std::string role = {};
    std::string title_id = {};
    std::optional<bool> disable_auto_focus = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html notification_banner(const NotificationBanner& options);

}  // namespace longstone::govuk
