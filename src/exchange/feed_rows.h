#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "define/feed.h"
#include "exchange/feed_lines.h"

// A file of rows, CSV or JSON lines, as cells by the names of their feed's columns, one row at a
// time. Names are taken however they are written: "Given name", "given_name" and "given-name" are
// one. A row that cannot be read has a problem and the others go on: a line that is too long, a
// quotation mark that is never closed, a cell in a broken encoding. A file that is no such rows is
// refused whole.
namespace longstone::exchange {

struct RawRow {
    long long line = 0;
    const define::Feed* feed = nullptr;  // null when it is not known which
    std::map<std::string, std::string, std::less<>> cells = {};
    std::vector<FieldProblem> problems = {};
};

using Feeds = std::vector<const define::Feed*>;  // that may be sent

inline constexpr std::size_t kLongestRow = std::size_t{64} << 10U;  // bytes

class FeedRows {
public:
    // `feed` is the feed that was named, or empty: then a CSV's header decides, and a line of JSON
    // names its own. Malformed or Invalid when no row can be read. Borrows the stream.
    static Result<FeedRows> open(Feeds feeds, std::string_view feed, std::istream& from);

    std::optional<RawRow> next();

private:
    FeedRows(Feeds feeds, std::string_view feed, std::istream& from)
        : feeds_(std::move(feeds)), named_(feed), lines_(from, kLongestRow) {}
    Result<void> begin();
    RawRow csv_row(const Line& line);
    std::vector<Line> rest_of(const Line& line, bool& closed);
    RawRow json_row(const Line& line) const;
    bool is_header(const std::vector<std::string>& cells) const;

    Feeds feeds_;
    std::string named_;
    Lines lines_;
    bool json_ = false;
    const define::Feed* feed_ = nullptr;  // of a CSV
    std::vector<std::string> header_ = {};
};

}  // namespace longstone::exchange
