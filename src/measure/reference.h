#pragma once

#include <string>
#include <vector>

#include "access/policy.h"
#include "define/measure.h"
#include "work/load.h"

// What figures are held against: how many people there are, and how other areas stand. Loaded by a
// person from a published file, as an event that names file and source; a later load of the same
// replaces it.
namespace longstone::measure {

struct Comparator {
    std::string area = {};  // "North East"
    std::string kind = {};  // region, england, neighbours, area
    Date from = {}, to = {};
    double value = 0;
    std::string source = {};
};

// The newest figure of each area that had ended by then.
std::vector<Comparator> comparators_of(work::Context& context,
                                       const define::Measure& measure,
                                       Date by);

// A row of a file that cannot be used, and why.
struct BadRow {
    int row = 0;
    std::string why = {};
};
struct Loaded {
    std::vector<std::vector<std::string>> rows = {};  // those that can be used, as they are kept
    std::vector<BadRow> bad = {};
    std::string kind = {};  // comparators or populations
};
// Reads a CSV with a header: "measure,area,kind,from,to,value" or "population,year,people".
Result<Loaded> read_reference(const define::Definitions& definitions, std::string_view csv);
// Keeps what was read; `source` says whose figures they are.
Result<void> keep_reference(work::Context& context,
                            const access::Grant& grant,
                            const Loaded& loaded,
                            const std::string& source);

journal::Projection reference_projection();

}  // namespace longstone::measure
