#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "cli/commands.h"
#include "match/book.h"

// The people that a matching command is about: of one file, of two, or those on record. What is
// wrong with a row is told as it is read, and the rest is used.
namespace longstone::cli {

struct Rows {
    match::Book book = {};
    std::string ids = {};  // one behind the other, as cells
    std::vector<std::size_t> id_ends = {};
    match::RecordNo right_begins = 0;
    std::string described = {};
    long long refused = 0;
    long long repeated = 0;  // ids that stood before

    std::string_view id_of(match::RecordNo no) const {
        const std::size_t from = no == 0 ? 0 : id_ends[no - 1];
        return std::string_view(ids).substr(from, id_ends[no] - from);
    }
};

// Refused when a file cannot be used at all.
Result<bool> read_both(Rows& rows, const Common& common, const MatchOptions& options);

}  // namespace longstone::cli
