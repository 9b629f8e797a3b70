#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct AccordionItem {
    Content heading = {};
    Content summary = {};
    Content content = {};
    bool expanded = false;
};

struct Accordion {
    std::string id = {};  // must be the only one on the page
    std::vector<std::optional<AccordionItem>> items = {};
    int heading_level = 2;
    std::optional<bool> remember_expanded = {};
    std::string hide_all_sections_text = {};
    std::string hide_section_text = {};
    std::string hide_section_aria_label_text = {};
    std::string show_all_sections_text = {};
    std::string show_section_text = {};
    std::string show_section_aria_label_text = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html accordion(const Accordion& options);

}  // namespace longstone::govuk
