#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

// A CSV file of any size, a piece at a time: RFC 4180 quotes, CRLF, LF or, where the first line
// ends so, CR; a byte order mark. A row that cannot be used (another number of cells than the
// header, not UTF-8, a zero byte, longer than a megabyte) is refused by itself, with its line and
// column, and the rest is read. A quote that is not closed, or goes on after it was closed, makes
// of everything behind it something else than was meant: such a file is refused whole.
namespace longstone::cli {

struct RefusedRow {
    long long line = 0;
    std::string why = {};
};

class CsvFile {
public:
    static constexpr std::size_t kLongest = std::size_t{1} << 20U;  // bytes of one row
    static constexpr std::size_t kKept = 20;  // refused rows that are told one by one

    static Result<CsvFile> open(const std::string& path);
    // The first row; the rows after it must have as many cells.
    Result<std::vector<std::string_view>> header();
    // False at the end. The cells of a row are gone when the next is read.
    Result<bool> next();
    const std::vector<std::string_view>& cells() const { return cells_; }
    long long line() const { return line_; }  // where the row begins; the first is 1

    long long refused() const { return refused_; }
    const std::vector<RefusedRow>& first_refused() const { return first_refused_; }

private:
    enum class Split { Whole, NeedsMore, Broken };
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    struct Quoted {
        std::size_t cell = 0, begin = 0, size = 0;
    };
    bool fill();
    Split split_row();
    bool quoted(std::size_t& at);
    std::string wrong_with(std::string_view row) const;
    void refuse_row(std::string why);
    void skip_line();
    Problem malformed(const char* what, const char* to_do) const;
    std::string column(std::size_t cell) const;

    std::unique_ptr<std::FILE, Close> file_ = {};
    std::string path_ = {};
    std::string buffer_ = {};
    std::string unquoted_ = {};
    std::size_t at_ = 0, end_ = 0;
    bool ended_ = false;
    bool cr_alone_ = false;  // ends each line
    long long line_ = 1, next_line_ = 1;
    std::vector<std::string> header_ = {};
    std::vector<std::string_view> cells_ = {};
    std::vector<Quoted> taken_ = {};  // cells that stand in quotes, in `unquoted_`
    long long refused_ = 0;
    std::vector<RefusedRow> first_refused_ = {};
};

}  // namespace longstone::cli
