#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "define/definitions.h"

// A file of figures of others, or of how many people there are, as a person or a command gives it:
// CSV with a header, "measure,area,kind,from,to,value" or "population,year,people". Every row that
// cannot be used is named with its line, its column and why; the others are good. Pure.
namespace longstone::measure {

inline constexpr std::string_view kComparators = "comparators";
inline constexpr std::string_view kPopulations = "populations";

struct BadRow {
    int row = 0;  // the line of the file on which it begins
    std::string column = {};
    std::string why = {};
};
struct Loaded {
    std::vector<std::vector<std::string>> rows = {};  // those that can be used, as they are kept
    std::vector<BadRow> bad = {};
    std::string kind = {};  // comparators or populations
};
Result<Loaded> read_reference(const define::Definitions& definitions, std::string_view csv);

// The columns of a kind of file, in order.
const std::vector<std::string>& columns_of(std::string_view kind);
// The populations that measures are worked out per.
std::vector<std::string> populations_named(const define::Definitions& definitions);

}  // namespace longstone::measure
