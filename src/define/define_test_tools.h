#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "define/definitions.h"

// A small partnership written to a temporary folder: a pathway that passes every check, and
// whatever a test puts in its place.
namespace longstone::define::test {

// Path inside the definitions folder → text.
using Files = std::map<std::string, std::string>;

// The smallest sound set: one pathway "visit" in the partnership "here".
Files sound();
// The file with the first `old` in it written anew; fails the test when it is not there.
void swap(Files& files, const std::string& path, std::string_view old, std::string_view anew);

struct Loaded {
    std::shared_ptr<const Definitions> definitions = {};
    std::vector<DefinitionError> errors = {};

    // What was wrong, one error a line as "file:line:column: what. cure", without the excerpt.
    [[nodiscard]] std::string said() const;
};
Loaded load(const Files& files);

}  // namespace longstone::define::test
