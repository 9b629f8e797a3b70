#pragma once

#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct CookieAction {
    std::string text = {};
    std::string type = {};
    std::string href = {};
    std::string name = {};
    std::string value = {};
    std::string classes = {};
    Attributes attributes = {};
};

struct CookieMessage {
    std::string heading_text = {};
    Html heading_html = {};
    std::string text = {};
    Html html = {};
    std::vector<CookieAction> actions = {};
    bool hidden = false;
    std::string role = {};
    std::string classes = {};
    Attributes attributes = {};
};

struct CookieBanner {
    std::vector<CookieMessage> messages = {};
    std::string aria_label = {};  // Cookie banner unless said otherwise
    bool hidden = false;
    std::string classes = {};
    Attributes attributes = {};
};

Html cookie_banner(const CookieBanner& options);

}  // namespace longstone::govuk
