#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "match/book.h"

// Rows of people out of a CSV file (csv_file.h) as entries for matching.
namespace longstone::cli {

// Which column holds what. A column that the map does not name is known by its usual names.
class Columns {
public:
    // `map_file`: YAML, one line for each field, "family: Sur name". Empty: usual names alone.
    static Result<Columns> of(const std::vector<std::string_view>& header,
                              const std::string& map_file);
    match::Entry entry(const std::vector<std::string_view>& cells) const;
    // Whether every entry is what a book calls plain.
    bool are_plain() const;
    // Of the header; a row that has another number of cells is not read.
    std::size_t size() const { return header_.size(); }
    std::string_view id(const std::vector<std::string_view>& cells) const;
    // "given from first_name, ..."
    std::string described() const;

private:
    std::vector<int> column_ = {};  // by field; -1: none
    std::vector<std::string> header_ = {};
};

}  // namespace longstone::cli
