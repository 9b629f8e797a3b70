#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "define/feed.h"

// A file of rows, CSV or JSON lines, as cells by the names of their feed's columns. Names are
// taken however they are written: "Given name", "given_name" and "given-name" are one. A row that
// cannot be read has a problem and the others go on. Pure.
namespace longstone::exchange {

struct RawRow {
    long long line = 0;
    const define::Feed* feed = nullptr;  // null when it is not known which
    std::map<std::string, std::string, std::less<>> cells = {};
    std::vector<FieldProblem> problems = {};
};

using Feeds = std::vector<const define::Feed*>;  // that may be sent

// `feed` is the feed that was named, or empty: then a CSV's header decides, and a line of JSON
// names its own. Malformed or Invalid when no row can be read.
Result<std::vector<RawRow>> read_rows(const Feeds& feeds,
                                      std::string_view feed,
                                      std::string_view text);

}  // namespace longstone::exchange
