#pragma once

#include <string>

#include "ui/govuk/tag.h"

namespace longstone::govuk {

struct PhaseBanner {
    Tag tag = {};
    std::string text = {};
    Html html = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html phase_banner(const PhaseBanner& options);

}  // namespace longstone::govuk
