#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "define/condition.h"

// Can a condition ever hold? Answered from what each field may answer; never from data.
namespace longstone::define {

// What a field or fact may answer.
struct Domain {
    bool known = false;     // there is such a field or fact
    bool available = true;  // it may have been asked by then
    bool always = false;    // a fact that always has a value
    bool many = false;      // several answers at once
    bool figures = false;   // compared as a number
    bool coded = false;     // only `values` can be answered
    bool anything = false;  // its code list is missing, which is said where it is named
    std::vector<std::string> values = {};
    std::optional<double> minimum = {}, maximum = {};
};
using Domains = std::function<Domain(const std::string& field)>;

// False only when no answers make it hold. A condition too large to unfold passes.
bool possible(const Condition& condition, const Domains& domains);

}  // namespace longstone::define
