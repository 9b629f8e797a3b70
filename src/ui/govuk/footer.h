#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct FooterItem {
    std::string text = {};
    std::string href = {};
    Attributes attributes = {};
};

struct FooterSection {
    std::string title = {};
    int columns = 0;
    std::string width = {};  // full unless said otherwise
    std::vector<FooterItem> items = {};
};

struct FooterMeta {
    std::string visually_hidden_title = {};  // Support links unless said otherwise
    std::string text = {};
    Html html = {};
    std::vector<FooterItem> items = {};
};

// Without the crown, which is for GOV.UK alone. Say the licence and the copyright: the macro's
// own wordings, kept as its defaults, are the Crown's.
struct Footer {
    std::optional<FooterMeta> meta = {};
    std::vector<FooterSection> navigation = {};
    std::optional<Content> content_licence = Content{};  // none: no licence is named
    Content copyright = {};
    std::string container_classes = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html footer(const Footer& options);

}  // namespace longstone::govuk
