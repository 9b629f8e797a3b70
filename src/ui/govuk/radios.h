#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/error_message.h"
#include "ui/govuk/fieldset.h"
#include "ui/govuk/hint.h"
#include "ui/govuk/label.h"

namespace longstone::govuk {

// What is shown only while its radio or checkbox is chosen (always, without JavaScript).
struct Conditional {
    Html html = {};
};

// The part of a label that an item may change.
struct ItemLabel {
    std::string classes = {};
    Attributes attributes = {};
};

struct RadioItem {
    std::string text = {};
    Html html = {};
    std::string id = {};
    std::string value = {};
    std::optional<Hint> hint = {};
    std::string divider = {};  // "or": the item is then a divider and nothing else
    std::optional<bool> checked = {};
    Conditional conditional = {};
    ItemLabel label = {};
    bool disabled = false;
    Attributes attributes = {};
};

struct Radios {
    std::string name = {};
    std::optional<Fieldset> fieldset = {};
    std::optional<Hint> hint = {};
    std::optional<ErrorMessage> error_message = {};
    std::vector<std::optional<RadioItem>> items = {};  // an empty one is passed over
    std::string value = {};                            // the item to show chosen
    std::string id_prefix = {};                        // the name unless said otherwise
    FormGroupOfInputs form_group = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html radios(const Radios& options);

}  // namespace longstone::govuk
