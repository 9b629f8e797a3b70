#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct GenericHeader {
    std::string logo_text = {};
    Html logo_html = {};
    std::string url = {};  // / unless said otherwise
    std::string container_classes = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html generic_header(const GenericHeader& options);

}  // namespace longstone::govuk
