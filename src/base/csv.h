#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

// Comma separated values as RFC 4180 has them: quotes, quotes within quotes, line ends within
// quotes. A byte order mark is skipped; lines end in CRLF or LF; lines with nothing on them are
// left out. Pure.
namespace longstone {

struct CsvLimits {
    std::size_t rows = 10'000;  // the header counts
    std::size_t cells = 200;    // of one row
    std::size_t cell_bytes = 40'000;
    const std::vector<std::string>* columns = nullptr;  // their names, for what is wrong
};

struct CsvRow {
    long long line = 0;  // on which it begins; the first is 1
    std::vector<std::string> cells = {};
};

// Malformed, with the line and the cell (under its column's name, where that is given), when a
// quote is not closed or something follows a closing quote, or the text is not UTF-8 or has a zero
// byte; TooLarge over a limit.
Result<std::vector<CsvRow>> parse_csv(std::string_view text, const CsvLimits& limits = {});

// One row, which may stand on several lines, out of a longer text: in whatever encoding it is, so
// that the caller can say which cell is broken. `line` is where it begins.
Result<std::vector<std::string>> parse_csv_row(std::string_view row,
                                               long long line,
                                               const CsvLimits& limits = {});
// Follows a text piece by piece: whether it has ended inside a cell in quotation marks, so that the
// row goes on with the next line.
class CsvQuotes {
public:
    void follow(std::string_view piece);
    [[nodiscard]] bool open() const { return state_ == State::Quoted; }

private:
    enum class State { Start, Plain, Quoted, Mark };  // Mark: a quotation mark inside one
    State state_ = State::Start;
};

// A value as a cell, quoted where it must be. One that a spreadsheet would take for a formula is
// given an apostrophe, so that it stays the words it is.
std::string csv_cell(std::string_view text);

}  // namespace longstone
