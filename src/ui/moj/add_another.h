#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/error_message.h"
#include "ui/govuk/fieldset.h"

namespace longstone::moj {

struct RemoveButton {
    std::string name = {};
    std::string value = {};
};

// Fields in an item carry data-name="person[%index%][name]" and data-id="person[%index%][name]",
// by which the script renumbers them.
struct AddAnotherItem {
    govuk::Fieldset fieldset = {};
    std::optional<govuk::ErrorMessage> error_message = {};
    RemoveButton remove_button = {};
    std::string classes = {};
    govuk::Attributes attributes = {};
};

// Both buttons also work as submits, for who has no JavaScript.
struct AddAnother {
    std::vector<AddAnotherItem> items = {};
    std::string id = {};
    std::string item_label = {};  // Item unless said otherwise
    std::string layout = {};      // "inline"
    std::string add_another_button_text = {};
    std::string remove_button_text = {};
    std::string remove_button_suffix_text = {};
    govuk::Plurals item_legend_text = {};
    std::string field_label_suffix_text = {};
    std::string new_item_suffix_text = {};
    std::string classes = {};
    govuk::Attributes attributes = {};
};

Html add_another(const AddAnother& options);

}  // namespace longstone::moj
