#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "report/released.h"
#include "report/taken.h"

// Figures as they may be shown to anybody: small numbers hidden, and as many more as it takes that
// no hidden one can be worked out; every number said in words. Nothing here can be turned back.
namespace longstone::report {

struct ShownValue {
    std::string text = {};             // "84%", "171", "c", "no figure"
    std::string of = {};               // "27 of 30", "from 236"
    std::optional<double> value = {};  // nothing where it is hidden or there is none
    bool hidden = false;
};

struct ShownRow {
    std::string name = {};
    ShownValue now = {};
    std::optional<ShownValue> before = {};
};

struct ShownStretch {  // of a run: where the same limits hold
    std::size_t from = 0, to = 0;
    double mean = 0;
    std::optional<double> lower = {}, upper = {};
};

struct ShownFigure {
    std::string id = {}, name = {}, shape = {};  // one, parts, run
    std::string measure = {}, question = {}, source = {}, note = {}, version = {}, good = {};
    std::string unit = {};  // "%"
    std::string period = {}, before_period = {}, by_name = {};
    std::string address_query = {};  // from, to and by, for who may look behind it
    int change_decimals = 0;
    std::string because = {};  // why small numbers of it are shown
    bool hidden = false;       // some of it is
    std::vector<ShownRow> rows = {};
    std::vector<std::pair<std::string, std::string>> others = {};  // area and what it has
    std::string says = {};                                         // of a run: what moved
    bool special = false;                                          // and not by chance
    std::vector<ShownStretch> stretches = {};

    [[nodiscard]] bool has_value() const;
    // What stands for {id}, {id.before}, {id.change}, {id.words}, {id.top}, {id.region}.
    [[nodiscard]] std::string words(std::string_view what) const;
};

inline constexpr std::string_view kHiddenMark = "c";

// Held against what earlier reports released.
ShownFigure show(const Taken& taken, std::string_view profile, const Releases& releases = {});
// The columns of it as they are released so, for the next report to be held against.
std::vector<Column> columns_of(const Taken& taken,
                               std::string_view profile,
                               const Releases& releases);

Json to_json(const ShownFigure& figure);
ShownFigure shown_from_json(const Json& json);

}  // namespace longstone::report
