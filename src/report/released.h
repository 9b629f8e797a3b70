#pragma once

#include <string>
#include <vector>

#include "measure/suppress.h"
#include "report/taken.h"
#include "work/load.h"

// What reports have released, kept so that the next is held against it: nobody shall find a small
// number by taking one release from another. Each column of figures that a report published is an
// event of its record, with the true counts and which of them were hidden.
namespace longstone::report {

// One column of one figure: a period of it, whole, in parts or point by point.
struct Column {
    std::string measure = {}, by = {}, part = {}, each = {};
    Spell spell = {};
    std::vector<std::string> values = {}, names = {};  // of its rows
    bool open = false;  // of what stands at the end: days between tell nothing
    measure::Release release = {};

    // Another release of the same thing, whichever days it is about.
    [[nodiscard]] bool same_figure(const Column& other) const;
};

class Releases {
public:
    Releases() = default;
    explicit Releases(std::vector<Column> columns) : columns_(std::move(columns)) {}

    // The column with its small numbers hidden, as many more as it takes, and what an earlier
    // release of it, or of days that begin or end with these, would give away. Rows that were
    // released before and are none now come after the others.
    [[nodiscard]] Column hide(Column column,
                              measure::CountTable table,
                              const measure::Profile& profile) const;

private:
    std::vector<Column> columns_ = {};  // the latest first
};

// Those of other records' reports.
Releases releases_before(work::Context& context, std::string_view record);

Json to_json(const Column& column);
Column column_from_json(const Json& json);

}  // namespace longstone::report
