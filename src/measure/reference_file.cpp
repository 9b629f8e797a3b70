#include "measure/reference_file.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/csv.h"
#include "base/text.h"
#include "base/time.h"

namespace longstone::measure {
namespace {

using Cells = std::vector<std::string>;

const Cells kOfComparators = {"measure", "area", "kind", "from", "to", "value"};
const Cells kOfPopulations = {"population", "year", "people"};
constexpr double kMostPercent = 100;

struct Wrong {
    std::string column = {}, why = {};
};

bool is_count(const std::string& text) {
    return !text.empty() && text.size() < 12 &&
           text.find_first_not_of("0123456789") == std::string::npos;
}

std::string unknown(std::string_view what,
                    const std::string& said,
                    const std::vector<std::string>& known) {
    const auto near = did_you_mean(said, known);
    return cat({"there is no ",
                what,
                " \"",
                said,
                "\"",
                near.empty() ? "" : "; did you mean ",
                near,
                near.empty() ? "" : "?"});
}

std::optional<Wrong> wrong_comparator(const define::Definitions& definitions, const Cells& row) {
    constexpr std::array<std::string_view, 4> kKinds = {"region", "england", "neighbours", "area"};
    const auto* measure = definitions.measure(row[0]);
    if (measure == nullptr) {
        std::vector<std::string> ids;
        for (const auto& [id, known] : definitions.measures)
            ids.push_back(id);
        return Wrong{"measure", unknown("measure", row[0], ids)};
    }
    if (row[1].empty()) return Wrong{"area", "the area is not named"};
    if (std::ranges::find(kKinds, row[2]) == kKinds.end())
        return Wrong{"kind", "the kind of area is region, england, neighbours or area"};
    const auto from = parse_date(row[3]);
    const auto to = parse_date(row[4]);
    if (!from) return Wrong{"from", "a date is written YYYY-MM-DD"};
    if (!to) return Wrong{"to", "a date is written YYYY-MM-DD"};
    if (*to < *from) return Wrong{"to", "the period ends before it begins"};
    const auto value = parse_figure(row[5]);
    if (!value) return Wrong{"value", cat({"\"", row[5], "\" is not a figure"})};
    if (measure->has_numerator() && (*value < 0 || *value > kMostPercent))
        return Wrong{"value", "this measure is a percentage, from 0 to 100"};
    return {};
}

std::optional<Wrong> wrong_population(const std::vector<std::string>& known, const Cells& row) {
    if (row[0].empty()) return Wrong{"population", "the population is not named"};
    if (std::ranges::find(known, row[0]) == known.end())
        return Wrong{"population",
                     unknown("population that a measure is per called", row[0], known)};
    if (!is_count(row[1]) || row[1].size() != 4)
        return Wrong{"year", "the year is written as four digits"};
    if (!is_count(row[2]) || row[2] == "0")
        return Wrong{"people", cat({"\"", row[2], "\" is not a number of people"})};
    return {};
}

// What one row says of, so that a file does not say two things of the same.
std::string key_of(std::string_view kind, const Cells& row) {
    return kind == kPopulations ? cat({row[0], "/", row[1]})
                                : cat({row[0], "/", row[1], "/", row[3]});
}

}  // namespace

const std::vector<std::string>& columns_of(std::string_view kind) {
    return kind == kPopulations ? kOfPopulations : kOfComparators;
}

std::vector<std::string> populations_named(const define::Definitions& definitions) {
    std::set<std::string> names;
    for (const auto& [id, measure] : definitions.measures) {
        if (!measure.population.empty()) names.insert(measure.population);
    }
    return {names.begin(), names.end()};
}

Result<Loaded> read_reference(const define::Definitions& definitions, std::string_view csv) {
    const auto rows = TRY(parse_csv(csv));
    if (rows.empty())
        return refuse(Fault::Invalid, "The file is empty. Give it a header and rows.");
    const auto& header = rows.front().cells;
    if (header != kOfComparators && header != kOfPopulations)
        return refuse(Fault::Invalid,
                      cat({"The first line of the file must be ",
                           join(kOfComparators, ","),
                           " or ",
                           join(kOfPopulations, ","),
                           "."}));
    Loaded loaded{.kind = std::string(header == kOfComparators ? kComparators : kPopulations)};
    const auto known = populations_named(definitions);
    std::map<std::string, long long> said;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto cells = rows[i].cells;
        for (auto& cell : cells)
            cell = std::string(trim(cell));
        const auto line = static_cast<int>(rows[i].line);
        std::optional<Wrong> wrong;
        if (cells.size() != header.size())
            wrong = Wrong{{},
                          cat({"it has ",
                               count_of(static_cast<long long>(cells.size()), "cell", "cells"),
                               " and the header has ",
                               number(static_cast<long long>(header.size()))})};
        else if (header == kOfComparators)
            wrong = wrong_comparator(definitions, cells);
        else
            wrong = wrong_population(known, cells);
        if (!wrong) {
            const auto [first, fresh] = said.emplace(key_of(loaded.kind, cells), line);
            if (!fresh)
                wrong =
                    Wrong{header.front(),
                          cat({"line ", number(first->second), " says the same of the same time"})};
        }
        if (wrong)
            loaded.bad.push_back({.row = line, .column = wrong->column, .why = wrong->why});
        else
            loaded.rows.push_back(std::move(cells));
    }
    return loaded;
}

}  // namespace longstone::measure
