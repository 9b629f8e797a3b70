#pragma once

#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct Language {
    std::string text = {};
    Html html = {};
    std::string lang = {};
    std::string href_lang = {};
    std::string dir = {};
    std::string href = {};
    bool current = false;
    std::string language_description_text = {};
    std::string classes = {};
    Attributes attributes = {};
};

struct LanguageNavigation {
    std::vector<Language> items = {};
    std::string aria_label = "Language";
    std::string classes = {};
    Attributes attributes = {};
};

Html language_navigation(const LanguageNavigation& options);

}  // namespace longstone::govuk
