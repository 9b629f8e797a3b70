#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

// Which counts may leave the partnership, so that nobody can be found in them. Small counts are
// replaced by a mark; as many more are as it takes that no marked count can be worked out from the
// totals, nor from an earlier release of the same table; percentages of a marked count go with it.
// The attacker provided against knows the rule, the totals, the rounding, and which counts have
// stayed as they were since the last release; no marked count is then known to less than a range
// of three.
namespace longstone::measure {

struct Profile {
    std::string id = "default";
    std::int64_t from = 1, to = 4;  // counts from … to are marked; none where from > to
    std::string mark = "c";
    std::int64_t round = 5;          // the others to the nearest; 1: as they are
    bool exact_percentages = false;  // percentages come from the counts before rounding

    bool operator==(const Profile&) const = default;
};

// "sac", "cin", "default" and "none", as the publishers of those returns have it.
std::optional<Profile> find_profile(std::string_view id);

// Counts by row and column without their totals, row after row. A list is a table of one column
// without row totals.
struct Counts {
    std::size_t rows = 0, columns = 0;
    std::vector<std::int64_t> cells = {};
    bool row_totals = true, column_totals = true;
};

enum class Cell {
    Open,
    Small,   // marked for its own sake
    Cover,   // marked for the sake of another; shown no differently
    Absent,  // a total the table does not show
};

// The table with its totals: row `rows` and column `columns` hold them.
class Release {
public:
    Release() = default;
    Release(Counts counts, Profile profile);

    [[nodiscard]] std::size_t rows() const { return counts_.rows; }
    [[nodiscard]] std::size_t columns() const { return counts_.columns; }
    [[nodiscard]] const Profile& profile() const { return profile_; }
    [[nodiscard]] const Counts& counts() const { return counts_; }

    // Where a cell stands in cells() and the like: totals last.
    [[nodiscard]] std::size_t at(std::size_t row, std::size_t column) const;
    [[nodiscard]] Cell cell(std::size_t row, std::size_t column) const;
    [[nodiscard]] bool marked(std::size_t row, std::size_t column) const;
    // What is shown: the rounded count, or nothing where it is marked or absent.
    [[nodiscard]] std::optional<std::int64_t> value(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::string text(std::size_t row, std::size_t column) const;
    // Per cent of a total, or nothing where either is marked or the total is 0.
    [[nodiscard]] std::optional<double> percent_of_row(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::optional<double> percent_of_column(std::size_t row,
                                                          std::size_t column) const;

    // The count itself, for whoever works the release out; never for the page.
    [[nodiscard]] std::int64_t count(std::size_t row, std::size_t column) const;
    void set(std::size_t row, std::size_t column, Cell cell);

private:
    Counts counts_ = {};
    Profile profile_ = {};
    std::vector<std::int64_t> full_ = {};  // with totals
    std::vector<Cell> cells_ = {};

    [[nodiscard]] std::optional<double> percent(std::size_t part, std::size_t whole) const;
};

// Refused where the counts do not fill the table, one is negative, or `earlier` has another shape.
Result<Release> release(Counts counts, const Profile& profile, const Release* earlier = nullptr);

// What an attacker knows of one cell of one release, or of two together: at least, at most.
// Nothing above where it may be any number.
struct Known {
    std::int64_t least = 0;
    std::optional<std::int64_t> most = {};
};

// No marked cell may be known to less than this.
inline constexpr std::int64_t kLeastWidth = 3;

}  // namespace longstone::measure
