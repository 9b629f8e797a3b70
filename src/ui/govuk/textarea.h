#pragma once

#include <optional>
#include <string>

#include "ui/govuk/error_message.h"
#include "ui/govuk/hint.h"
#include "ui/govuk/label.h"

namespace longstone::govuk {

struct Textarea {
    Label label = {};
    std::string name = {};
    std::string id = {};  // the name unless said otherwise
    std::string value = {};
    int rows = 5;
    std::optional<Hint> hint = {};
    std::optional<ErrorMessage> error_message = {};
    std::string described_by = {};
    FormGroup form_group = {};
    std::optional<bool> spellcheck = {};
    bool disabled = false;
    std::string classes = {};
    std::string autocomplete = {};
    Attributes attributes = {};
};

Html textarea(const Textarea& options);

}  // namespace longstone::govuk
