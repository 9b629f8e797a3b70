#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "exchange/feed_values.h"

// A trial keeps nothing, so a row that needs what an earlier one put on record (the person of an
// address, the row that it changes) would find nothing there. These are the rows that a trial has
// taken, packed; those that some rows need are taken again before them.
namespace longstone::exchange {

class TrialRows {
public:
    void note(const RawRow& raw, const RowSays& row);
    // In their order, each once.
    [[nodiscard]] std::vector<RawRow> needed_by(std::span<const RowSays> rows) const;

private:
    struct Packed {
        long long line = 0;
        const define::Feed* feed = nullptr;
        std::string cells = {};
    };
    std::vector<Packed> rows_ = {};
    // By what a row is known by, and by whom it is about: the first that said it, and the last.
    struct Ends {
        std::size_t first = 0, last = 0;
    };
    std::map<std::string, Ends, std::less<>> by_ = {};
};

}  // namespace longstone::exchange
