#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/limit.h"
#include "define/condition.h"
#include "define/form.h"

// What people must have learned, by the roles they hold, and how often anew.
namespace longstone::define {

struct Requirement {
    std::string id = {}, name = {};
    std::vector<std::string> roles = {};   // whoever holds one of these
    Condition met = {};                    // of what was attended: which answers of its record
    std::optional<Limit> every = {};       // nothing: once
    std::string source = {}, status = {};  // status: ok, unverified, local
    Place place = {};
};

}  // namespace longstone::define
