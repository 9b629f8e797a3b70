#include "measure/reference.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text.h"
#include "journal/journal.h"
#include "people/note.h"

namespace longstone::measure {
namespace {

constexpr const char* kStream = "figures/reference";
constexpr const char* kKind = "figures.loaded";

Published published_in(const store::Row& row, std::size_t source) {
    return {.source = row.text(source), .on = parse_date(row.text(source + 1))};
}

Comparator comparator_in(const store::Row& row) {
    return {.measure = row.text(0),
            .area = row.text(1),
            .kind = row.text(2),
            .from = parse_date(row.text(3)).value_or(Date()),
            .to = parse_date(row.text(4)).value_or(Date()),
            .value = std::stod(row.text(5)),
            .published = published_in(row, 6)};
}

Population population_in(const store::Row& row) {
    return {.name = row.text(0),
            .year = row.integer(1),
            .people = row.integer(2),
            .published = published_in(row, 3)};
}

void apply_loaded(store::Session& db, const journal::Event& e) {
    if (e.kind != kKind || e.body.is_null()) return;
    const auto source = e.body.text("source");
    const auto published = e.body.text("published");
    const bool populations = e.body.text("kind") == kPopulations;
    for (const auto& row : e.body["rows"].items()) {
        const auto& cells = row.items();
        if (populations) {
            db.run(
                "insert into population (name, year, people, source, published) values ($1, "
                "cast($2 as bigint), cast($3 as bigint), $4, $5) on conflict (name, year) do "
                "update set people = excluded.people, source = excluded.source, published = "
                "excluded.published",
                {cells[0].text(), cells[1].text(), cells[2].text(), source, published});
        } else {
            db.run(
                "insert into comparator (measure, area, kind, from_date, to_date, value, source, "
                "published) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (measure, area, "
                "from_date) do update set kind = excluded.kind, to_date = excluded.to_date, value "
                "= excluded.value, source = excluded.source, published = excluded.published",
                {cells[0].text(),
                 cells[1].text(),
                 cells[2].text(),
                 cells[3].text(),
                 cells[4].text(),
                 cells[5].text(),
                 source,
                 published});
        }
    }
    db.run(
        "insert into reference_load (n, at, by_user, kind, rows, source, published) values ($1, "
        "$2, $3, $4, $5, $6, $7) on conflict (n) do nothing",
        {e.stream_rev,
         e.recorded_at.micros,
         e.actor,
         e.body.text("kind"),
         static_cast<std::int64_t>(e.body["rows"].items().size()),
         source,
         published});
}

// The figure that stands where a row would go.
std::optional<std::string> standing(work::Context& context,
                                    std::string_view kind,
                                    const std::vector<std::string>& row) {
    const auto found =
        kind == kPopulations
            ? context.db.one(
                  "select cast(people as text) from population where name = $1 and year = cast($2 "
                  "as bigint)",
                  {row[0], row[1]})
            : context.db.one(
                  "select value from comparator where measure = $1 and area = $2 and from_date = "
                  "$3 and to_date = $4 and kind = $5",
                  {row[0], row[1], row[3], row[4], row[2]});
    if (found) return found->text(0);
    if (kind == kPopulations) return {};
    const auto other = context.db.one(
        "select value from comparator where measure = $1 and area = $2 and from_date = $3",
        {row[0], row[1], row[3]});
    return other ? std::optional(cat({other->text(0), " (of another period or kind)"}))
                 : std::nullopt;
}

}  // namespace

std::string_view area_kind_words(std::string_view kind) {
    if (kind == "region") return "the region";
    if (kind == "england") return "England";
    return kind == "neighbours" ? "statistical neighbours" : "another area";
}

std::vector<Comparator> comparators_of(work::Context& context,
                                       const define::Measure& measure,
                                       Date by) {
    std::vector<Comparator> all;
    for (const auto& row :
         context.db.rows("select measure, area, kind, from_date, to_date, value, source, published "
                         "from comparator where measure = $1 and from_date <= $2 order by area, "
                         "from_date desc",
                         {measure.id, iso(by)})) {
        if (all.empty() || all.back().area != row.text(1)) all.push_back(comparator_in(row));
    }
    return all;
}

std::optional<Population> population_of(work::Context& context, const std::string& name, Date by) {
    const auto row = context.db.one(
        "select name, year, people, source, published from population where name = $1 and year <= "
        "$2 order by year desc limit 1",
        {name, std::int64_t{civil_of(by).year}});
    return row ? std::optional(population_in(*row)) : std::nullopt;
}

std::vector<Comparator> all_comparators(work::Context& context) {
    std::vector<Comparator> all;
    for (const auto& row :
         context.db.rows("select measure, area, kind, from_date, to_date, value, source, published "
                         "from comparator order by measure, area, from_date desc"))
        all.push_back(comparator_in(row));
    return all;
}

std::vector<Population> all_populations(work::Context& context) {
    std::vector<Population> all;
    for (const auto& row : context.db.rows(
             "select name, year, people, source, published from population order by name, year "
             "desc"))
        all.push_back(population_in(row));
    return all;
}

std::vector<Load> loads(work::Context& context) {
    std::vector<Load> all;
    for (const auto& row : context.db.rows(
             "select at, by_user, kind, rows, source, published from reference_load order by n "
             "desc"))
        all.push_back({.at = Instant{row.integer(0)},
                       .by = row.text(1),
                       .kind = row.text(2),
                       .rows = row.integer(3),
                       .published = published_in(row, 4)});
    return all;
}

std::vector<Planned> plan_of(work::Context& context, const Loaded& loaded) {
    std::vector<Planned> plan;
    plan.reserve(loaded.rows.size());
    for (const auto& row : loaded.rows) {
        Planned planned{.row = row};
        if (const auto before = standing(context, loaded.kind, row)) {
            planned.before = *before;
            const auto was = parse_figure(*before);
            planned.effect =
                was && was == parse_figure(row.back()) ? Effect::Same : Effect::Replaces;
        }
        plan.push_back(std::move(planned));
    }
    return plan;
}

Result<void> keep_reference(work::Context& context,
                            const access::Grant& grant,
                            const Loaded& loaded,
                            const Published& published) {
    if (grant.action() != access::Action::KeepFigures)
        throw std::logic_error("figures of others are loaded with a grant to keep figures");
    if (trim(published.source).empty())
        return Refused(Problem{.message = "Say whose figures these are.",
                               .fields = {{"source", "Give the publication they come from"}}});
    if (loaded.rows.empty())
        return refuse(Fault::Invalid, "There is no row in the file that can be used.");
    Json rows = Json::array();
    for (const auto& row : loaded.rows)
        rows.push(Json::strings(row));
    return people::note(
        context,
        grant.viewer(),
        std::string(kStream),
        kKind,
        Json::object({{"kind", loaded.kind},
                      {"source", std::string(trim(published.source))},
                      {"published", published.on ? iso(*published.on) : std::string()},
                      {"rows", std::move(rows)}}));
}

journal::Projection reference_projection() {
    return {.name = "figures of others",
            .tables = {"population", "comparator", "reference_load"},
            .apply = apply_loaded};
}

}  // namespace longstone::measure
