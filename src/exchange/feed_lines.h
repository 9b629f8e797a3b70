#pragma once

#include <deque>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"

// The lines of a file as they come, ended by LF, CR LF or, where its first line is, by CR; however
// large the file is: no more than a line and what was put back stands in memory. Pure but for the
// stream it reads.
namespace longstone::exchange {

struct Line {
    std::string text = {};  // without its end
    long long number = 0;   // the first is 1
    bool cut = false;       // longer than may be; the rest of it is left out
};

class Lines {
public:
    Lines(std::istream& from, std::size_t longest) : from_(from), longest_(longest) {}

    std::optional<Line> next();
    // In their order; they come again before the rest.
    void put_back(std::vector<Line> lines);

private:
    bool fill();
    std::optional<Line> read();

    std::istream& from_;
    std::size_t longest_;
    std::deque<Line> back_ = {};
    std::string buffer_ = {};
    std::size_t at_ = 0;
    long long number_ = 0;
    char end_ = '\n';
};

// Without the byte order mark at its beginning.
std::string_view without_mark(std::string_view text);

// What keeps a file that begins so from being rows of text: it is an archive, a spreadsheet, in
// another encoding, one JSON list. Empty when nothing does.
std::string not_rows(std::string_view beginning);

}  // namespace longstone::exchange
