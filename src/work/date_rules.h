#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/limit.h"
#include "define/condition.h"
#include "define/form.h"

// When a date may lie: the rules of a field or a meeting, each with its source.
namespace longstone::work {

// What is wrong with a date (YYYY-MM-DD) or an instant (RFC 3339, UTC; judged by its day in London
// unless both are instants), in words, with the source of the rule. `name_of` gives the words of a
// field. Nothing when it lies where it may, or cannot be read.
std::vector<std::string> broken_rules(
    const Calendar& calendar,
    const define::DateRule& rule,
    const std::string& value,
    const define::Lookup& lookup,
    const std::function<std::string(const std::string& field)>& name_of);

}  // namespace longstone::work
