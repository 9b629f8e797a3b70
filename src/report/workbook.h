#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/time.h"

// Tables as a spreadsheet (XLSX, ECMA-376). The same sheets made at the same time give the same
// bytes. Text stays text: nothing in a cell is ever taken for a formula or a link. The library
// behind it is seen by workbook.cpp alone.
namespace longstone::report {

using Cell = std::variant<std::monostate, std::string, double, Date>;

struct Sheet {
    // As a spreadsheet can have it, it is shortened and told apart from the others.
    std::string name = {};
    std::vector<std::string> headings = {};
    std::vector<std::vector<Cell>> rows = {};
    // What must be known to read it; all notes stand together on a last sheet "Notes".
    std::vector<std::string> notes = {};
};

inline constexpr std::size_t kMostRows = 1'048'575;  // beside the headings

// Throws where there are more rows than a sheet can have, or no room to write.
std::string workbook(const std::vector<Sheet>& sheets, Instant made);

// The same table as comma separated values, one sheet without its notes.
std::string csv(const Sheet& sheet);

}  // namespace longstone::report
