#include "exchange/feed_trial.h"

#include <set>

#include "base/text.h"

namespace longstone::exchange {
namespace {

constexpr char kApart = '\0';  // stands in no cell: feed_rows.h

std::string packed(const RawRow& row) {
    std::string cells;
    for (const auto& [column, text] : row.cells) {
        cells += column;
        cells += kApart;
        cells += text;
        cells += kApart;
    }
    return cells;
}

RawRow unpacked(long long line, const define::Feed* feed, const std::string& cells) {
    RawRow row{.line = line, .feed = feed};
    const auto parts = split(cells, kApart);
    for (std::size_t at = 0; at + 1 < parts.size(); at += 2)
        row.cells[parts[at]] = parts[at + 1];
    return row;
}

// Numbers, and names with a birth: by these an agency's own record is found (people/own_record.h).
std::vector<std::string> about(const RowSays& row) {
    std::vector<std::string> marks;
    if (!row.key.empty()) marks.push_back(cat({"row ", row.feed->id, "/", row.key}));
    for (const auto& [role, stated] : row.people) {
        std::string name, birth;
        for (const auto& one : stated) {
            if (const auto* number = std::get_if<people::Identifier>(&one.fact))
                marks.push_back(cat({number->scheme, " ", fold(number->value)}));
            if (const auto* said = std::get_if<people::Name>(&one.fact);
                said != nullptr && name.empty())
                name = fold(cat({said->given, " ", said->family}));
            if (const auto* born = std::get_if<people::BirthDate>(&one.fact))
                birth = iso(born->date);
        }
        if (!name.empty() && !birth.empty()) marks.push_back(cat({"who ", name, " ", birth}));
    }
    return marks;
}

}  // namespace

void TrialRows::note(const RawRow& raw, const RowSays& row) {
    const auto at = rows_.size();
    rows_.push_back({.line = raw.line, .feed = raw.feed, .cells = packed(raw)});
    for (const auto& mark : about(row)) {
        const auto [ends, fresh] = by_.try_emplace(mark, Ends{.first = at, .last = at});
        if (!fresh) ends->second.last = at;
    }
}

std::vector<RawRow> TrialRows::needed_by(std::span<const RowSays> rows) const {
    std::set<std::size_t> needed;
    for (const auto& row : rows) {
        if (row.feed == nullptr) continue;
        for (const auto& mark : about(row)) {
            const auto ends = by_.find(mark);
            if (ends == by_.end()) continue;
            needed.insert(ends->second.first);
            if (mark.starts_with("row ")) needed.insert(ends->second.last);
        }
    }
    std::vector<RawRow> found;
    found.reserve(needed.size());
    for (const auto at : needed)
        found.push_back(unpacked(rows_[at].line, rows_[at].feed, rows_[at].cells));
    return found;
}

}  // namespace longstone::exchange
