#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cli/csv_file.h"
#include "cli/match_rows.h"

// The rows of a file of people some thousands at a time, kept so that they outlive their row. With
// two threads one splits the file and prepares its rows while the other does with them what is to
// be done. The rows and their order are the same either way.
namespace longstone::cli {

struct Batch {
    std::vector<match::Entry> entries = {};
    std::string ids = {};  // as cells, one behind the other; an empty one is the number of the row
    std::vector<std::size_t> id_ends = {};
    std::vector<std::uint32_t> lines = {};
    std::string kept = {};  // what the entries point to
    match::Book::Written written = {};
};

// `first`: the number of the first row, for those without an id.
Result<bool> each_batch(CsvFile& csv,
                        const Columns& columns,
                        std::size_t first,
                        int threads,
                        const std::function<void(Batch&)>& prepare,
                        const std::function<void(const Batch&)>& take);

}  // namespace longstone::cli
