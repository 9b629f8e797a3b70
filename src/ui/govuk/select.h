#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/error_message.h"
#include "ui/govuk/hint.h"
#include "ui/govuk/label.h"

namespace longstone::govuk {

struct SelectItem {
    std::string text = {};
    std::optional<std::string> value = {};  // the text unless said otherwise
    std::optional<bool> selected = {};
    bool disabled = false;
    Attributes attributes = {};
};

struct Select {
    Label label = {};
    std::string name = {};
    std::string id = {};  // the name unless said otherwise
    std::vector<std::optional<SelectItem>> items = {};
    std::string value = {};  // the item to show chosen
    std::optional<Hint> hint = {};
    std::optional<ErrorMessage> error_message = {};
    std::string described_by = {};
    FormGroup form_group = {};
    bool disabled = false;
    std::string classes = {};
    Attributes attributes = {};
};

Html select(const Select& options);

}  // namespace longstone::govuk
