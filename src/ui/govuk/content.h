#pragma once

#include <string>

#include "ui/html.h"

namespace longstone::govuk {

using html::Attributes;

// The macros' text-or-html pair: give one of them; html wins.
struct Content {
    std::string text = {};
    Html html = {};

    bool empty() const { return text.empty() && html.empty(); }
};

// Options that many form components share, under the names the macros give them.
struct FormGroup {
    std::string classes = {};
    Attributes attributes = {};
    Content before_input = {};
    Content after_input = {};
};

struct FormGroupOfInputs {
    std::string classes = {};
    Attributes attributes = {};
    Content before_inputs = {};
    Content after_inputs = {};
};

// A message with one wording for each plural form of the language.
struct Plurals {
    std::string zero = {};
    std::string one = {};
    std::string two = {};
    std::string few = {};
    std::string many = {};
    std::string other = {};
};

}  // namespace longstone::govuk
