#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "define/measure.h"
#include "define/report.h"
#include "report/spell.h"

// The figures of a report as they were counted on a day, each with all that it takes to say it
// again: what was counted of how many, the definition it was counted by, what it is held against.
// They are kept as they are; nothing leaves the house but through shown.h.
namespace longstone::report {

struct Counted {
    std::int64_t counted = 0, met = 0;
    double amount = 0, population = 0;
    std::optional<double> value = {}, low = {}, high = {};
};

// The whole, one part of a breakdown, or one period of several.
struct TakenRow {
    std::string value = {}, name = {};
    Counted now = {};
    std::optional<Counted> before = {};
};

struct OtherArea {
    std::string area = {}, kind = {}, source = {};
    Date from = {}, to = {};
    double value = 0;
};

struct Taken {
    enum class Shape { One, Parts, Run };
    std::string id = {}, name = {};
    Shape shape = Shape::One;
    Json measure = {};         // as it was defined
    std::string version = {};  // a fingerprint of that
    define::Shown shown = define::Shown::Count;
    define::Good good = define::Good::Neither;
    bool open = false;  // what stands at the end of the period
    bool rare = false;
    std::optional<double> target = {};
    Spell spell = {};
    std::optional<Spell> before = {};
    std::string by = {}, by_name = {};  // what it is broken down by
    std::string part = {}, each = {};   // this one part of it; a point for each of these
    bool overlapping = false;           // one may count in several parts
    int change_decimals = 0;
    std::string shows_small = {};
    std::vector<TakenRow> rows = {};
    std::vector<OtherArea> others = {};
    std::vector<std::string> records = {};  // behind it, where the report lists them

    [[nodiscard]] define::Measure as_measure() const;  // enough of it to say a value
};

// A figure that should move because of something that was asked for, and whether it did.
struct TakenChange {
    std::string record = {};  // of what was asked for
    std::string measure = {}, name = {};
    Date from = {};          // since when it could move
    std::string says = {};   // by how much, and whether that could be chance
    std::string found = {};  // better, worse, changed, no-change, before or too-few
};

struct TakenFigures {
    Instant at = {};
    std::string by = {};  // who froze them; empty while they are live
    std::string profile = {};
    std::vector<Taken> figures = {};
    std::vector<TakenChange> changes = {};

    [[nodiscard]] const Taken* find(std::string_view id) const;
    [[nodiscard]] bool frozen() const { return !by.empty(); }
};

// Counts them as they stand now. They are counted whole: hiding small numbers takes the true ones.
// The grant is on the record that carries the report.
TakenFigures take(work::Context& context,
                  const access::Grant& grant,
                  const define::Report& report,
                  Spell whole);

Json to_json(const TakenFigures& figures);
TakenFigures taken_from_json(const Json& json);

}  // namespace longstone::report
