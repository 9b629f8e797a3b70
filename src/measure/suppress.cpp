#include "measure/suppress.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "base/text.h"
#include "measure/suppress_flow.h"

namespace longstone::measure {
namespace {

constexpr std::int64_t kMostCount = 1'000'000'000;  // far below kAnyRoom, however many are added
constexpr std::size_t kMostCells = 100'000;
constexpr std::int64_t kRoundsInWhole = 10;  // a whole so many times the rounding is not misled by

bool is_small(const Profile& profile, std::int64_t count) {
    return profile.from <= count && count <= profile.to;
}

bool is_marked(Cell cell) {
    return cell == Cell::Small || cell == Cell::Cover;
}

std::int64_t rounded(const Profile& profile, std::int64_t count) {
    if (profile.round <= 1) return count;
    return (count + profile.round / 2) / profile.round * profile.round;
}

// How far an open count may be from the truth: what rounds to the same and is not small.
Room room_when_open(const Profile& profile, std::int64_t count) {
    if (profile.round <= 1 || profile.exact_percentages) return {};
    std::int64_t least = std::max<std::int64_t>(0, rounded(profile, count) - profile.round / 2);
    std::int64_t most = rounded(profile, count) - profile.round / 2 + profile.round - 1;
    if (profile.from <= profile.to && count > profile.to) least = std::max(least, profile.to + 1);
    if (profile.from <= profile.to && count < profile.from) most = std::min(most, profile.from - 1);
    return {.up = most - count, .down = count - least};
}

// One release as the attacker sees it.
struct Seen {
    const Profile* profile = nullptr;
    std::vector<std::int64_t> counts;
    std::vector<Cell> cells;
    std::vector<bool> may_be_none;  // a mark here may stand for 0

    [[nodiscard]] Room room_when_marked(std::size_t cell) const {
        return {.up = kAnyRoom, .down = counts[cell] - (may_be_none[cell] ? 0 : 1)};
    }
    [[nodiscard]] Room room(std::size_t cell) const {
        if (cells[cell] == Cell::Absent) return {.up = kAnyRoom, .down = counts[cell]};
        if (is_marked(cells[cell])) return room_when_marked(cell);
        return room_when_open(*profile, counts[cell]);
    }
    // What a mark could be put on: a 0 shows that there is none only where marks never stand for 0.
    [[nodiscard]] Room room_if_marked(std::size_t cell) const {
        if (cells[cell] != Cell::Open) return room(cell);
        if (counts[cell] == 0 && !may_be_none[cell]) return room(cell);
        return room_when_marked(cell);
    }
};

Room narrower(const Room& one, const Room& other) {
    return {.up = std::min(one.up, other.up), .down = std::min(one.down, other.down)};
}

// Works a release out. Every count that must stay unknown is waited for until some motion of the
// true counts, which an attacker could not tell from the truth, moves it far enough: that of this
// release alone, of the earlier alone (both only over counts that are not the same in the two), or
// of both together.
class Guard {
public:
    Guard(const Shape& shape, Seen now, const Seen* earlier)
        : shape_(shape),
          network_(shape),
          now_(std::move(now)),
          earlier_(earlier),
          costs_(shape.cells()) {
        for (std::size_t cell = 0; cell < shape_.cells(); ++cell)
            costs_[cell] = (now_.counts[cell] + 10) * (shape_.is_total(cell) ? 3 : 1);
    }

    // False where nothing short of withholding the table helps.
    bool cover() {
        for (std::size_t cell = 0; cell < shape_.cells(); ++cell)
            ask(cell);
        while (!waiting_.empty()) {
            const Ask next = waiting_.front();
            waiting_.pop_front();
            if (!settle(next)) return false;
        }
        return true;
    }

    [[nodiscard]] std::vector<Cell> cells() const { return now_.cells; }

private:
    enum class Of { Now, Earlier, Difference };
    enum class Motion { Now, Earlier, Both };
    struct Ask {
        Of of = Of::Now;
        std::size_t cell = 0;
    };

    const Shape& shape_;
    Network network_;
    Seen now_;
    const Seen* earlier_ = nullptr;
    std::vector<std::int64_t> costs_;
    std::deque<Ask> waiting_ = {};

    [[nodiscard]] bool changed(std::size_t cell) const {
        return earlier_ == nullptr || now_.counts[cell] != earlier_->counts[cell];
    }

    void ask(std::size_t cell) {
        if (is_marked(now_.cells[cell])) waiting_.push_back({.of = Of::Now, .cell = cell});
        if (earlier_ == nullptr) return;
        if (is_marked(earlier_->cells[cell])) waiting_.push_back({.of = Of::Earlier, .cell = cell});
        const std::int64_t apart = std::abs(now_.counts[cell] - earlier_->counts[cell]);
        if (apart != 0 && is_small(*now_.profile, apart) && now_.cells[cell] != Cell::Absent)
            waiting_.push_back({.of = Of::Difference, .cell = cell});
    }

    [[nodiscard]] Room room(Motion motion, std::size_t cell, bool if_marked) const {
        const Room mine = if_marked ? now_.room_if_marked(cell) : now_.room(cell);
        switch (motion) {
            case Motion::Now:
                return changed(cell) ? mine : Room{};
            case Motion::Earlier:
                return changed(cell) ? earlier_->room(cell) : Room{};
            case Motion::Both:
                return narrower(mine, earlier_->room(cell));
        }
        return {};
    }

    [[nodiscard]] std::vector<Room> rooms(Motion motion, bool if_marked) const {
        std::vector<Room> made;
        made.reserve(shape_.cells());
        for (std::size_t cell = 0; cell < shape_.cells(); ++cell)
            made.push_back(room(motion, cell, if_marked));
        return made;
    }

    [[nodiscard]] std::vector<Motion> motions(Of of) const {
        if (earlier_ == nullptr) return {Motion::Now};
        switch (of) {
            case Of::Now:
                return {Motion::Now, Motion::Both};
            case Of::Earlier:
                return {Motion::Earlier, Motion::Both};
            case Of::Difference:
                return {Motion::Now, Motion::Earlier};
        }
        return {};
    }

    // Marks what must be for this one; false where no circle helps.
    bool settle(const Ask& next) {
        std::optional<Circle> best;
        for (Motion motion : motions(next.of)) {
            const std::vector<Room> now = rooms(motion, false);
            if (network_.range_left(now, next.cell, kLeastWidth) >= kLeastWidth) return true;
            auto found =
                network_.cheapest_circle(now, rooms(motion, true), costs_, next.cell, kLeastWidth);
            if (found && !found->cells.empty() && (!best || found->cost < best->cost))
                best = std::move(found);
        }
        if (!best) return false;
        for (std::size_t cell : best->cells) {
            now_.cells[cell] = Cell::Cover;
            waiting_.push_back({.of = Of::Now, .cell = cell});
        }
        return true;
    }
};

Shape shape_of(const CountTable& table) {
    return {.rows = table.rows, .columns = table.columns};
}

Seen seen_now(const CountTable& table, const Profile& profile, const Seen* earlier) {
    const Shape shape = shape_of(table);
    Seen seen{.profile = &profile,
              .counts = with_totals(shape, table.cells),
              .cells = std::vector<Cell>(shape.cells(), Cell::Open),
              .may_be_none = std::vector<bool>(shape.cells(), profile.from <= 0)};
    for (std::size_t cell = 0; cell < shape.cells(); ++cell) {
        const bool last_row = cell / shape.width() == shape.rows;
        const bool last_column = cell % shape.width() == shape.columns;
        if ((last_row && !table.column_totals) || (last_column && !table.row_totals))
            seen.cells[cell] = Cell::Absent;
        else if (is_small(profile, seen.counts[cell]))
            seen.cells[cell] = Cell::Small;
        if (earlier != nullptr && is_marked(earlier->cells[cell])) seen.may_be_none[cell] = true;
    }
    return seen;
}

// A withheld table, and one whose marks may have covered for a release before it, may have marked
// a 0; the attacker is given the benefit of the doubt only where it is certain that none was.
Seen seen_earlier(const Release& release) {
    const Shape shape = shape_of(release.table());
    Seen seen{.profile = &release.profile(),
              .counts = with_totals(shape, release.table().cells),
              .cells = release.cells(),
              .may_be_none = std::vector<bool>(shape.cells(), release.profile().from <= 0)};
    for (std::size_t cell = 0; cell < shape.cells(); ++cell) {
        if (is_marked(seen.cells[cell]) && seen.counts[cell] == 0) seen.may_be_none[cell] = true;
    }
    return seen;
}

std::string wrong_with(const CountTable& table, const Profile& profile, const Release* earlier) {
    if (table.rows == 0 || table.columns == 0 || table.rows > kMostCells ||
        table.columns > kMostCells || table.rows * table.columns > kMostCells ||
        table.cells.size() != table.rows * table.columns)
        return "Give one count for every row and column.";
    for (std::int64_t count : table.cells) {
        if (count < 0 || count > kMostCount)
            return "A count must be between 0 and a thousand million.";
    }
    if (profile.round < 1) return "Round to the nearest 1 or more.";
    if (earlier != nullptr &&
        (earlier->rows() != table.rows || earlier->columns() != table.columns ||
         earlier->table().row_totals != table.row_totals ||
         earlier->table().column_totals != table.column_totals))
        return "Compare with an earlier release of the same rows and columns.";
    return {};
}

}  // namespace

std::optional<Profile> find_profile(std::string_view id) {
    static const Profile profiles[] = {
        {.id = "default", .from = 1, .to = 4, .mark = "c", .round = 5, .exact_percentages = false},
        {.id = "sac", .from = 0, .to = 4, .mark = "*", .round = 5, .exact_percentages = true},
        {.id = "cin", .from = 1, .to = 5, .mark = "c", .round = 1, .exact_percentages = true},
        {.id = "none", .from = 1, .to = 0, .mark = "c", .round = 1, .exact_percentages = true},
    };
    for (const Profile& profile : profiles) {
        if (profile.id == id) return profile;
    }
    return std::nullopt;
}

Release::Release(CountTable table, Profile profile, std::vector<Cell> cells, bool withheld)
    : table_(std::move(table)),
      profile_(std::move(profile)),
      counts_(with_totals(shape_of(table_), table_.cells)),
      cells_(std::move(cells)),
      withheld_(withheld) {
    cells_.resize(counts_.size(), Cell::Small);
}

std::size_t Release::at(std::size_t row, std::size_t column) const {
    return shape_of(table_).at(row, column);
}

Cell Release::cell(std::size_t row, std::size_t column) const {
    return cells_[at(row, column)];
}

bool Release::marked(std::size_t row, std::size_t column) const {
    return is_marked(cell(row, column));
}

std::optional<std::int64_t> Release::value(std::size_t row, std::size_t column) const {
    const std::size_t place = at(row, column);
    if (cells_[place] != Cell::Open) return std::nullopt;
    return rounded(profile_, counts_[place]);
}

std::string Release::text(std::size_t row, std::size_t column) const {
    if (const auto shown = value(row, column)) return number(*shown);
    return marked(row, column) ? profile_.mark : std::string();
}

std::optional<double> Release::percent(std::size_t part, std::size_t whole) const {
    if (is_marked(cells_[part]) || is_marked(cells_[whole])) return std::nullopt;
    // A total that is not shown would be worked out from the percentages of it.
    if (cells_[part] == Cell::Absent || cells_[whole] == Cell::Absent) return std::nullopt;
    std::int64_t over = counts_[whole];
    std::int64_t under = counts_[part];
    if (!profile_.exact_percentages && profile_.round > 1) {
        over = rounded(profile_, over);
        under = rounded(profile_, under);
        if (over < kRoundsInWhole * profile_.round) return std::nullopt;
    }
    if (over == 0) return std::nullopt;
    return 100.0 * static_cast<double>(under) / static_cast<double>(over);
}

std::optional<double> Release::row_percent(std::size_t row, std::size_t column) const {
    return percent(at(row, column), at(row, columns()));
}

std::optional<double> Release::column_percent(std::size_t row, std::size_t column) const {
    return percent(at(row, column), at(rows(), column));
}

Result<Release> release(CountTable table, const Profile& profile, const Release* earlier) {
    if (std::string wrong = wrong_with(table, profile, earlier); !wrong.empty())
        return refuse(Fault::Invalid, std::move(wrong));
    const Shape shape = shape_of(table);
    std::optional<Seen> before;
    // A release of which nothing was shown gave nothing away.
    if (earlier != nullptr && !earlier->withheld()) before = seen_earlier(*earlier);
    const Seen* compared = before ? &*before : nullptr;
    Seen now = seen_now(table, profile, compared);
    if (profile.from > profile.to)
        return Release(std::move(table), profile, std::move(now.cells), false);
    std::vector<Cell> all = now.cells;
    Guard guard(shape, std::move(now), compared);
    if (guard.cover()) return Release(std::move(table), profile, guard.cells(), false);
    for (Cell& cell : all) {
        if (cell == Cell::Open) cell = Cell::Cover;
    }
    return Release(std::move(table), profile, std::move(all), true);
}

}  // namespace longstone::measure
