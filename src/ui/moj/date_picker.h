#pragma once

#include <optional>
#include <string>

#include "ui/govuk/error_message.h"
#include "ui/govuk/hint.h"
#include "ui/govuk/label.h"

namespace longstone::moj {

// A text field with a calendar beside it where there is JavaScript.
struct DatePicker {
    govuk::Label label = {};
    std::string name = {};
    std::string id = {};
    std::optional<std::string> value = {};
    std::optional<govuk::Hint> hint = {};
    std::optional<govuk::ErrorMessage> error_message = {};
    govuk::FormGroup form_group = {};
    std::string min_date = {};  // 31/12/2026
    std::string max_date = {};
    std::string excluded_dates = {};
    std::string excluded_days = {};
    std::optional<bool> leading_zeros = {};
    std::string week_start_day = {};  // monday unless said otherwise
    std::string classes = {};
    govuk::Attributes attributes = {};
};

Html date_picker(const DatePicker& options);

}  // namespace longstone::moj
