#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "define/definitions.h"

// Collects everything that is wrong with a set of definitions, each once, with the line it is on.
namespace longstone::define {

class Errors {
public:
    // Kept so that an error can show its line.
    void remember(const std::string& file, std::string_view text);
    void add(const Place& place, std::string what, std::string cure);
    // "no stage called "conferance"", and the nearest known or what there is.
    void unknown(const Place& place,
                 std::string_view kind,
                 std::string_view name,
                 const std::vector<std::string>& known);

    [[nodiscard]] bool empty() const { return list_.empty(); }
    [[nodiscard]] std::size_t count() const { return list_.size(); }
    // By file and line.
    [[nodiscard]] std::vector<DefinitionError> take();

private:
    std::map<std::string, std::vector<std::string>> lines_ = {};
    std::set<std::string> said_ = {};
    std::vector<DefinitionError> list_ = {};
};

}  // namespace longstone::define
