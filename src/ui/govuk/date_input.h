#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/error_message.h"
#include "ui/govuk/fieldset.h"
#include "ui/govuk/hint.h"

namespace longstone::govuk {

struct DateItem {
    std::string id = {};
    std::string name = {};
    std::string label = {};
    std::optional<std::string> value = {};
    std::optional<bool> error = {};
    std::string autocomplete = {};
    std::string pattern = {};
    std::string inputmode = {};
    std::string classes = {};
    Attributes attributes = {};
    bool left_out = false;  // a date without this part
};

// Day, month and year unless `items` says otherwise. `values` is looked up by prefix and name.
struct DateInput {
    std::string id = {};
    std::string name_prefix = {};
    std::optional<Fieldset> fieldset = {};
    std::optional<Hint> hint = {};
    std::optional<ErrorMessage> error_message = {};
    std::map<std::string, std::string> values = {};  // "day", "month", "year"
    std::vector<std::optional<DateItem>> items = {};
    std::optional<DateItem> day = {};
    std::optional<DateItem> month = {};
    std::optional<DateItem> year = {};
    FormGroupOfInputs form_group = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html date_input(const DateInput& options);

}  // namespace longstone::govuk
