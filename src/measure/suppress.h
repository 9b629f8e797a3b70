#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

// Which counts may leave the partnership, so that nobody can be found in them. Small counts are
// replaced by a mark; as many more are as it takes that no marked count can be worked out from the
// totals, nor from an earlier release of the same table; percentages of a marked count go with it.
// The attacker provided against knows the rule, the totals and the rounding, and which counts are
// the same as in the earlier release; every marked count still leaves at least kLeastWidth between
// the least and the most it may be.
namespace longstone::measure {

inline constexpr std::int64_t kLeastWidth = 3;

struct Profile {
    std::string id = "default";
    std::int64_t from = 1, to = 4;  // counts from … to are marked; none where from > to
    std::string mark = "c";
    std::int64_t round = 5;  // the others to the nearest; 1: as they are
    // Percentages come from the counts before rounding. They give those counts away, so rounding
    // then protects nothing and more cells are marked. Otherwise they come from what is shown,
    // and only of a whole so large that rounding does not mislead.
    bool exact_percentages = false;

    bool operator==(const Profile&) const = default;
};

// "sac", "cin", "default" and "none": as the publishers of those returns mark and round.
std::optional<Profile> find_profile(std::string_view id);

// Counts by row and column, row after row, without their totals. A list is a table of one column
// without row totals.
struct CountTable {
    std::size_t rows = 0, columns = 0;
    std::vector<std::int64_t> cells = {};
    bool row_totals = true, column_totals = true;

    bool operator==(const CountTable&) const = default;
};

enum class Cell {
    Open,
    Small,   // marked for its own sake
    Cover,   // marked for the sake of another; shown no differently
    Absent,  // a total the table does not have
};

// A table as it is shown. Row `rows()` and column `columns()` are the totals.
class Release {
public:
    Release() = default;
    // `cells` as cells() gave them, so that a release can be kept and made again.
    Release(CountTable table, Profile profile, std::vector<Cell> cells, bool withheld);

    [[nodiscard]] std::size_t rows() const { return table_.rows; }
    [[nodiscard]] std::size_t columns() const { return table_.columns; }
    [[nodiscard]] const CountTable& table() const { return table_; }
    [[nodiscard]] const Profile& profile() const { return profile_; }
    [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }
    // Nothing of it can be shown beside the earlier release: every cell is marked.
    [[nodiscard]] bool withheld() const { return withheld_; }

    [[nodiscard]] Cell cell(std::size_t row, std::size_t column) const;
    [[nodiscard]] bool marked(std::size_t row, std::size_t column) const;
    // The rounded count, or nothing where it is marked or absent.
    [[nodiscard]] std::optional<std::int64_t> value(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::string text(std::size_t row, std::size_t column) const;
    // Per cent of the row's or the column's total; nothing where either is marked.
    [[nodiscard]] std::optional<double> row_percent(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::optional<double> column_percent(std::size_t row, std::size_t column) const;

private:
    CountTable table_ = {};
    Profile profile_ = {};
    std::vector<std::int64_t> counts_ = {};  // with totals
    std::vector<Cell> cells_ = {};
    bool withheld_ = false;

    [[nodiscard]] std::size_t at(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::optional<double> percent(std::size_t part, std::size_t whole) const;
};

// `earlier` is the last release of which something was shown. Refused where the counts do not fill
// the table, one is negative or beyond counting, or the earlier release is of another table.
Result<Release> release(CountTable table, const Profile& profile, const Release* earlier = nullptr);

}  // namespace longstone::measure
