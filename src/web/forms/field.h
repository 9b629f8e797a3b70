#pragma once

#include <map>
#include <string>

#include "ui/html.h"
#include "web/forms/asking.h"

// One question as its GOV.UK component. The names and ids of its inputs are as forms/typed.h says.
namespace longstone::web {

struct Question {
    const define::Field& field;
    std::string name = {};  // of the input; also its id, which errors lead to
    std::string error = {};
    std::string only_if = {};                // "only if …", in words
    std::map<std::string, Html> under = {};  // of radios: what opens under each choice
};

Html draw_field(const Asking& asking, const Question& question);

// The id of the first input of a question, for the error summary.
std::string first_input(const define::Field& field, const std::string& name);

}  // namespace longstone::web
