#include "report/released.h"

#include <algorithm>
#include <cstdlib>

namespace longstone::report {
namespace {

using measure::Cell;
using measure::CountTable;
using measure::Profile;
using measure::Release;

std::optional<std::size_t> place_of(const Column& column, const std::string& value) {
    const auto found = std::ranges::find(column.values, value);
    if (found == column.values.end()) return {};
    return static_cast<std::size_t>(found - column.values.begin());
}

bool is_small(const Profile& profile, std::int64_t count) {
    return count != 0 && profile.from <= count && count <= profile.to;
}

Release withheld(CountTable table, const Profile& profile) {
    return {std::move(table), profile, {}, true};
}

// An earlier release with its rows in the order of these: a row that it does not have counted
// nothing then, and was seen not to be there.
Release in_order(const Column& earlier, const std::vector<std::string>& values) {
    const auto& release = earlier.release;
    const std::size_t width = release.columns() + 1;
    CountTable table{.rows = values.size(),
                     .columns = release.columns(),
                     .row_totals = release.table().row_totals,
                     .column_totals = release.table().column_totals};
    std::vector<Cell> cells;
    for (const auto& value : values) {
        const auto row = place_of(earlier, value);
        for (std::size_t column = 0; column < width; ++column) {
            const bool total = column == release.columns();
            if (!total)
                table.cells.push_back(row ? release.table().cells[*row * release.columns() + column]
                                          : 0);
            cells.push_back(row                          ? release.cell(*row, column)
                            : total && !table.row_totals ? Cell::Absent
                                                         : Cell::Open);
        }
    }
    for (std::size_t column = 0; column < width; ++column)
        cells.push_back(release.cell(release.rows(), column));
    return {std::move(table), release.profile(), std::move(cells), release.withheld()};
}

bool comparable(const Release& earlier, const CountTable& table) {
    return earlier.columns() == table.columns && earlier.table().row_totals == table.row_totals &&
           earlier.table().column_totals == table.column_totals;
}

// Adds the rows that only the earlier release has, at nothing.
void add_missing(Column& column, CountTable& table, const Column& earlier) {
    for (std::size_t row = 0; row < earlier.values.size(); ++row) {
        if (place_of(column, earlier.values[row])) continue;
        column.values.push_back(earlier.values[row]);
        column.names.push_back(earlier.names[row]);
        table.cells.insert(table.cells.end(), table.columns, 0);
        ++table.rows;
    }
}

// Points in time that both have: whether one of them changed by so little that it tells of
// somebody. Their totals are of other days.
bool points_tell(const Column& column,
                 const CountTable& table,
                 const Profile& profile,
                 const Column& earlier) {
    for (std::size_t row = 0; row < column.values.size(); ++row) {
        const auto there = place_of(earlier, column.values[row]);
        if (!there) continue;
        for (std::size_t at = 0; at < table.columns; ++at) {
            const auto now = table.cells[row * table.columns + at];
            const auto then = earlier.release.table().cells[*there * table.columns + at];
            if (!earlier.release.marked(*there, at) && is_small(profile, std::abs(now - then)))
                return true;
        }
    }
    return false;
}

// Days that begin or end with those of an earlier release: taken from each other they leave the
// days between, which may hold a small number.
bool days_tell(const Column& column,
               const CountTable& table,
               const Profile& profile,
               const Column& earlier) {
    const bool begins = column.spell.from == earlier.spell.from;
    const bool ends = column.spell.to == earlier.spell.to;
    if (begins == ends) return false;
    return points_tell(column, table, profile, earlier);
}

}  // namespace

bool Column::same_figure(const Column& other) const {
    return measure == other.measure && by == other.by && part == other.part && each == other.each;
}

Column Releases::hide(Column column, CountTable table, const Profile& profile) const {
    const Column* same = nullptr;
    bool tells = false;
    for (const auto& earlier : columns_) {
        if (!column.same_figure(earlier) || earlier.release.withheld() ||
            !comparable(earlier.release, table))
            continue;
        if (!column.each.empty())
            tells = tells || points_tell(column, table, profile, earlier);
        else if (column.spell == earlier.spell)
            same = same == nullptr ? &earlier : same;
        else if (!column.open)
            tells = tells || days_tell(column, table, profile, earlier);
    }
    if (same != nullptr) add_missing(column, table, *same);
    if (tells || table.cells.empty()) {
        column.release = withheld(std::move(table), profile);
        return column;
    }
    const auto before = same == nullptr ? std::optional<Release>() : in_order(*same, column.values);
    auto released = measure::release(table, profile, before ? &*before : nullptr);
    column.release = released ? std::move(*released) : withheld(std::move(table), profile);
    return column;
}

Releases releases_before(work::Context& context, std::string_view record) {
    std::vector<Column> columns;
    for (const auto& row : context.db.rows(
             "select body from report_released where record <> $1 order by at desc, record, n",
             {record})) {
        const auto json = Json::parse(row.text(0));
        if (json) columns.push_back(column_from_json(*json));
    }
    return Releases(std::move(columns));
}

Json to_json(const Column& column) {
    Json counts = Json::array();
    for (const auto count : column.release.table().cells)
        counts.push(count);
    Json cells = Json::array();
    for (const auto cell : column.release.cells())
        cells.push(static_cast<int>(cell));
    return Json::object({{"measure", column.measure},
                         {"by", column.by},
                         {"part", column.part},
                         {"each", column.each},
                         {"from", iso(column.spell.from)},
                         {"to", iso(column.spell.to)},
                         {"values", Json::strings(column.values)},
                         {"names", Json::strings(column.names)},
                         {"columns", column.release.columns()},
                         {"row_totals", column.release.table().row_totals},
                         {"column_totals", column.release.table().column_totals},
                         {"counts", std::move(counts)},
                         {"cells", std::move(cells)},
                         {"profile", column.release.profile().id},
                         {"withheld", column.release.withheld()}});
}

Column column_from_json(const Json& json) {
    Column column{.measure = json.text("measure"),
                  .by = json.text("by"),
                  .part = json.text("part"),
                  .each = json.text("each"),
                  .spell = {.from = parse_date(json.text("from")).value_or(Date{}),
                            .to = parse_date(json.text("to")).value_or(Date{})}};
    for (const auto& value : json["values"].items())
        column.values.push_back(value.text());
    for (const auto& name : json["names"].items())
        column.names.push_back(name.text());
    CountTable table{.rows = column.values.size(),
                     .columns = static_cast<std::size_t>(json["columns"].integer()),
                     .row_totals = json["row_totals"].boolean(),
                     .column_totals = json["column_totals"].boolean()};
    for (const auto& count : json["counts"].items())
        table.cells.push_back(count.integer());
    std::vector<Cell> cells;
    for (const auto& cell : json["cells"].items())
        cells.push_back(static_cast<Cell>(cell.integer()));
    column.release = {std::move(table),
                      measure::find_profile(json.text("profile")).value_or(Profile{}),
                      std::move(cells),
                      json["withheld"].boolean()};
    return column;
}

}  // namespace longstone::report
