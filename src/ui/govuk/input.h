#pragma once

#include <optional>
#include <string>

#include "ui/govuk/error_message.h"
#include "ui/govuk/hint.h"
#include "ui/govuk/label.h"

namespace longstone::govuk {

struct Affix {
    std::string text = {};
    Html html = {};
    std::string classes = {};
    Attributes attributes = {};
};

struct InputWrapper {
    std::string classes = {};
    Attributes attributes = {};
};

struct Input {
    Label label = {};
    std::string name = {};
    std::string id = {};    // the name unless said otherwise
    std::string type = {};  // text unless said otherwise
    std::optional<std::string> value = {};
    std::optional<Hint> hint = {};
    std::optional<ErrorMessage> error_message = {};
    std::string inputmode = {};
    std::string described_by = {};
    Affix prefix = {};
    Affix suffix = {};
    FormGroup form_group = {};
    InputWrapper input_wrapper = {};
    std::string classes = {};
    std::string autocomplete = {};
    std::string autocapitalize = {};
    std::string pattern = {};
    std::optional<bool> spellcheck = {};
    bool disabled = false;
    Attributes attributes = {};
};

Html input(const Input& options);

}  // namespace longstone::govuk
