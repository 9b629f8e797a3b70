#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/radios.h"

namespace longstone::govuk {

struct CheckboxItem {
    std::string text = {};
    Html html = {};
    std::string id = {};
    std::string name = {};  // the component's name unless said otherwise
    std::string value = {};
    std::optional<Hint> hint = {};
    std::string divider = {};  // "or": the item is then a divider and nothing else
    std::optional<bool> checked = {};
    Conditional conditional = {};
    std::string behaviour = {};  // "exclusive": choosing it unticks the others
    ItemLabel label = {};
    bool disabled = false;
    Attributes attributes = {};
};

struct Checkboxes {
    std::string name = {};
    std::optional<Fieldset> fieldset = {};
    std::optional<Hint> hint = {};
    std::optional<ErrorMessage> error_message = {};
    std::vector<std::optional<CheckboxItem>> items = {};  // an empty one is passed over
    std::vector<std::string> values = {};                 // the items to show ticked
    std::string id_prefix = {};                           // the name unless said otherwise
    std::string described_by = {};
    FormGroupOfInputs form_group = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html checkboxes(const Checkboxes& options);

}  // namespace longstone::govuk
