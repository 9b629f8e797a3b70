#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::moj {

// A count; from 99 on it says "99+". Nothing at nought.
struct NotificationBadge {
    int count = 0;
    std::string visually_hidden_text = {};  // what is counted
    std::string classes = {};
    govuk::Attributes attributes = {};
};

Html notification_badge(const NotificationBadge& options);

}  // namespace longstone::moj
