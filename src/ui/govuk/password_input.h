#pragma once

#include <optional>
#include <string>

#include "ui/govuk/error_message.h"
#include "ui/govuk/hint.h"
#include "ui/govuk/label.h"

namespace longstone::govuk {

struct PasswordButton {
    std::string classes = {};
};

struct PasswordInput {
    Label label = {};
    std::string name = {};
    std::string id = {};  // the name unless said otherwise
    std::optional<std::string> value = {};
    std::optional<Hint> hint = {};
    std::optional<ErrorMessage> error_message = {};
    std::string described_by = {};
    FormGroup form_group = {};
    bool disabled = false;
    std::string classes = {};
    std::string autocomplete = {};  // current-password unless said otherwise
    Attributes attributes = {};
    std::string show_password_text = {};
    std::string hide_password_text = {};
    std::string show_password_aria_label_text = {};
    std::string hide_password_aria_label_text = {};
    std::string password_shown_announcement_text = {};
    std::string password_hidden_announcement_text = {};
    PasswordButton button = {};
};

Html password_input(const PasswordInput& options);

}  // namespace longstone::govuk
