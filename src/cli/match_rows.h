#pragma once

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "match/book.h"

// Rows of people out of a CSV file of any size, a piece at a time, as entries for matching.
namespace longstone::cli {

// Reads a file row by row. The cells of a row are gone when the next is read.
class CsvFile {
public:
    static Result<CsvFile> open(const std::string& path);
    // False at the end. Malformed when a quote is not closed.
    Result<bool> next();
    const std::vector<std::string_view>& cells() const { return cells_; }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    bool fill();
    bool split_row();

    std::unique_ptr<std::FILE, Close> file_ = {};
    std::string path_ = {};
    std::string buffer_ = {};
    std::string unquoted_ = {};
    std::size_t at_ = 0;
    bool ended_ = false;
    long long row_ = 0;
    std::vector<std::string_view> cells_ = {};
    struct Quoted {
        std::size_t cell = 0, begin = 0, size = 0;
    };
    std::vector<Quoted> taken_ = {};  // cells that stand in quotes, in `unquoted_`
};

// Which column holds what. A column that the map does not name is known by its usual names.
class Columns {
public:
    // `map_file`: YAML, one line for each field, "family: Sur name". Empty: usual names alone.
    static Result<Columns> of(const std::vector<std::string_view>& header,
                              const std::string& map_file);
    match::Entry entry(const std::vector<std::string_view>& cells) const;
    std::string_view id(const std::vector<std::string_view>& cells) const;
    // "given from first_name, ..."
    std::string described() const;

private:
    std::vector<int> column_ = {};  // by field; -1: none
    std::vector<std::string> header_ = {};
};

}  // namespace longstone::cli
