#pragma once

#include <string>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct ErrorMessage {
    std::string text = {};
    Html html = {};
    std::string id = {};
    std::string classes = {};
    Attributes attributes = {};
    std::string visually_hidden_text = "Error";
};

Html error_message(const ErrorMessage& options);

}  // namespace longstone::govuk
