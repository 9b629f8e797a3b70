#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct Tag {
    std::string text = {};
    Html html = {};
    std::string classes = {};  // "govuk-tag--red" and so on: always with a word that says it too
    Attributes attributes = {};
};

Html tag(const Tag& options);

}  // namespace longstone::govuk
