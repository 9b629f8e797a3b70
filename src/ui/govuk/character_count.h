#pragma once

#include <optional>
#include <string>

#include "ui/govuk/error_message.h"
#include "ui/govuk/hint.h"
#include "ui/govuk/label.h"

namespace longstone::govuk {

struct CountMessage {
    std::string classes = {};
};

struct CharacterCount {
    Label label = {};
    std::string name = {};
    std::string id = {};  // the name unless said otherwise
    std::string value = {};
    int rows = 5;
    int maxlength = 0;
    int maxwords = 0;  // counts words instead of characters
    std::string threshold = {};
    std::string count_type = {};
    std::optional<Hint> hint = {};
    std::optional<ErrorMessage> error_message = {};
    FormGroup form_group = {};
    std::optional<bool> spellcheck = {};
    std::string classes = {};
    Attributes attributes = {};
    CountMessage count_message = {};
    std::string textarea_description_text = {};
    Plurals characters_under_limit_text = {};
    std::string characters_at_limit_text = {};
    Plurals characters_over_limit_text = {};
    Plurals words_under_limit_text = {};
    std::string words_at_limit_text = {};
    Plurals words_over_limit_text = {};
};

Html character_count(const CharacterCount& options);

}  // namespace longstone::govuk
