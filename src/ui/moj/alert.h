#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::moj {

enum class AlertVariant { Information, Success, Warning, Error };

struct Alert {
    AlertVariant variant = AlertVariant::Information;
    std::string title = {};
    std::string text = {};
    Html html = {};
    bool show_title_as_heading = false;
    int heading_level = 2;  // 2, 3 or 4
    std::string role = {};  // region unless said otherwise
    bool dismissible = false;
    std::string dismiss_text = {};
    bool disable_auto_focus = false;
    std::string focus_on_dismiss_selector = {};
    std::string classes = {};
    govuk::Attributes attributes = {};
};

Html alert(const Alert& options);

}  // namespace longstone::moj
