#include "measure/reference.h"

#include <algorithm>
#include <stdexcept>

#include "base/csv.h"
#include "base/text.h"
#include "journal/journal.h"

namespace longstone::measure {
namespace {

constexpr const char* kStream = "figures/reference";
constexpr const char* kKind = "figures.loaded";

struct Shape {
    std::string_view kind;
    std::vector<std::string> columns;
};
const std::vector<Shape>& shapes() {
    static const std::vector<Shape> all = {
        {.kind = "comparators", .columns = {"measure", "area", "kind", "from", "to", "value"}},
        {.kind = "populations", .columns = {"population", "year", "people"}},
    };
    return all;
}

bool is_count(const std::string& text) {
    return !text.empty() && text.size() < 12 &&
           text.find_first_not_of("0123456789") == std::string::npos;
}

std::string wrong_comparator(const define::Definitions& definitions,
                             const std::vector<std::string>& row) {
    constexpr std::array<std::string_view, 4> kKinds = {"region", "england", "neighbours", "area"};
    if (definitions.measure(row[0]) == nullptr)
        return cat({"there is no measure \"", row[0], "\""});
    if (row[1].empty()) return "the area is not named";
    if (std::ranges::find(kKinds, row[2]) == kKinds.end())
        return "the kind of area is region, england, neighbours or area";
    const auto from = parse_date(row[3]);
    const auto to = parse_date(row[4]);
    if (!from || !to) return "a date is written YYYY-MM-DD";
    if (*to < *from) return "the period ends before it begins";
    if (!parse_figure(row[5])) return cat({"\"", row[5], "\" is not a figure"});
    return {};
}

std::string wrong_population(const std::vector<std::string>& row) {
    if (row[0].empty()) return "the population is not named";
    if (!is_count(row[1]) || row[1].size() != 4) return "the year is written as four digits";
    if (!is_count(row[2])) return cat({"\"", row[2], "\" is not a number of people"});
    return {};
}

void apply_loaded(store::Session& db, const journal::Event& e) {
    if (e.kind != kKind || e.body.is_null()) return;
    const auto source = e.body.text("source");
    const bool populations = e.body.text("kind") == shapes()[1].kind;
    for (const auto& row : e.body["rows"].items()) {
        const auto& cells = row.items();
        if (populations) {
            db.run(
                "insert into population (name, year, people, source) values ($1, cast($2 as "
                "bigint), cast($3 as bigint), $4) on conflict (name, year) do update set people = "
                "excluded.people, source = excluded.source",
                {cells[0].text(), cells[1].text(), cells[2].text(), source});
        } else {
            db.run(
                "insert into comparator (measure, area, kind, from_date, to_date, value, source) "
                "values ($1, $2, $3, $4, $5, $6, $7) on conflict (measure, area, from_date) do "
                "update set kind = excluded.kind, to_date = excluded.to_date, value = "
                "excluded.value, source = excluded.source",
                {cells[0].text(),
                 cells[1].text(),
                 cells[2].text(),
                 cells[3].text(),
                 cells[4].text(),
                 cells[5].text(),
                 source});
        }
    }
}

}  // namespace

std::vector<Comparator> comparators_of(work::Context& context,
                                       const define::Measure& measure,
                                       Date by) {
    std::vector<Comparator> all;
    for (const auto& row : context.db.rows(
             "select area, kind, from_date, to_date, value, source from comparator where measure = "
             "$1 and from_date <= $2 order by area, from_date desc",
             {measure.id, iso(by)})) {
        if (!all.empty() && all.back().area == row.text(0)) continue;
        all.push_back({.area = row.text(0),
                       .kind = row.text(1),
                       .from = parse_date(row.text(2)).value_or(Date()),
                       .to = parse_date(row.text(3)).value_or(Date()),
                       .value = std::stod(row.text(4)),
                       .source = row.text(5)});
    }
    return all;
}

Result<Loaded> read_reference(const define::Definitions& definitions, std::string_view csv) {
    const auto rows = TRY(parse_csv(csv));
    if (rows.empty())
        return refuse(Fault::Invalid, "The file is empty. Give it a header and rows.");
    const auto& header = rows.front().cells;
    const auto shape = std::ranges::find(shapes(), header, &Shape::columns);
    if (shape == shapes().end())
        return refuse(Fault::Invalid,
                      cat({"The first line of the file must be ",
                           join(shapes()[0].columns, ","),
                           " or ",
                           join(shapes()[1].columns, ","),
                           "."}));
    Loaded loaded{.kind = std::string(shape->kind)};
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto& cells = rows[i].cells;
        std::string why;
        if (cells.size() != header.size())
            why = cat({"it has ",
                       count_of(static_cast<long long>(cells.size()), "cell", "cells"),
                       " and the header has ",
                       number(static_cast<long long>(header.size()))});
        else if (shape == shapes().begin())
            why = wrong_comparator(definitions, cells);
        else
            why = wrong_population(cells);
        if (why.empty())
            loaded.rows.push_back(cells);
        else
            loaded.bad.push_back({.row = static_cast<int>(rows[i].line), .why = why});
    }
    return loaded;
}

Result<void> keep_reference(work::Context& context,
                            const access::Grant& grant,
                            const Loaded& loaded,
                            const std::string& source) {
    if (grant.action() != access::Action::SeeFigures)
        throw std::logic_error("figures of others are loaded with a grant to see figures");
    if (trim(source).empty())
        return Refused(Problem{.message = "Say whose figures these are.",
                               .fields = {{"source", "Give the publication and its date"}}});
    if (loaded.rows.empty())
        return refuse(Fault::Invalid, "There is no row in the file that can be used.");
    Json rows = Json::array();
    for (const auto& row : loaded.rows)
        rows.push(Json::strings(row));
    TRY(journal::append(context.db,
                        context.projections,
                        {.stream = kStream,
                         .after_rev = journal::current_rev(context.db, kStream),
                         .happened_at = context.now,
                         .recorded_at = context.now,
                         .actor = grant.viewer().user,
                         .agency = grant.viewer().agency,
                         .kind = kKind,
                         .body = Json::object({{"kind", loaded.kind},
                                               {"source", std::string(trim(source))},
                                               {"rows", std::move(rows)}})}));
    return {};
}

journal::Projection reference_projection() {
    return {
        .name = "figures of others", .tables = {"population", "comparator"}, .apply = apply_loaded};
}

}  // namespace longstone::measure
