#include <fstream>
#include <iterator>

#include "base/text.h"
#include "cli/commands.h"
#include "journal/journal.h"
#include "measure/asking.h"
#include "measure/counted.h"
#include "measure/figures.h"
#include "measure/measure_json.h"
#include "measure/reference.h"

// Figures at the command line.
namespace longstone::cli {
namespace {

constexpr std::int64_t kEverything = 100'000'000;

struct Wanted {
    std::vector<const define::Measure*> measures = {};
};

Result<Wanted> wanted_of(const work::House& house, const MeasureOptions& options) {
    Wanted wanted;
    Problem wrong{.message = "The figures asked for could not be read."};
    std::vector<std::string> known;
    for (const auto& [id, measure] : house.definitions->measures) {
        known.push_back(id);
        if (options.ids.empty()) wanted.measures.push_back(&measure);
    }
    for (const auto& id : options.ids) {
        const auto* measure = house.definitions->measure(id);
        if (measure != nullptr) {
            wanted.measures.push_back(measure);
            continue;
        }
        const auto near = did_you_mean(id, known);
        wrong.fields.push_back(
            {id, near.empty() ? "There is no such measure" : cat({"Did you mean ", near, "?"})});
    }
    if (!wrong.fields.empty()) return Refused(std::move(wrong));
    return wanted;
}

// The house as this system knew it at an instant: its events up to then, in memory.
Result<std::unique_ptr<work::House>> house_as_at(const work::House& house,
                                                 const std::string& as_at) {
    const auto then = parse_instant(as_at);
    if (!then)
        return Refused(Problem{.message = "The time could not be read.",
                               .fields = {{"--as-at", "Write it like 2026-03-31T23:59:59Z"}}});
    auto past = work::open_house(
        {.data_dir = ":memory:", .now = [at = *then] { return at; }, .publishes = false},
        house.definitions);
    measure::prepare(*past);
    const auto from = house.store->read();
    const auto into = past->store->write();
    journal::replay(*from, *into, past->projections, *then);
    into->commit();
    measure::recount(*past);
    return past;
}

Json json_of(const define::Measure& measure, const measure::Figure& figure) {
    Json json = Json::object({{"measure", measure.id},
                              {"from", iso(figure.from)},
                              {"to", iso(figure.to)},
                              {"value", figure.value ? Json(*figure.value) : Json()},
                              {"denominator", figure.counted}});
    if (measure.has_numerator()) json.set("numerator", figure.met);
    return json;
}

void tell(const define::Measure& measure,
          const std::string& part,
          const measure::Figure& figure,
          bool json) {
    if (json) {
        auto one = json_of(measure, figure);
        if (!part.empty()) one.set("part", part);
        say(one.dump());
        return;
    }
    say(cat({measure.id,
             part.empty() ? "" : ", ",
             part,
             ": ",
             measure::say_value(measure, figure.value),
             " (",
             figure.words(measure),
             ")"}));
}

}  // namespace

int measure_list(const Common& common) {
    const auto house = open(common);
    if (!house) return kRefused;
    for (const auto& [id, measure] : house->definitions->measures) {
        say(common.json ? measure::measure_json(measure).dump()
                        : cat({id, ": ", measure.name, " (", measure.theme, ")"}));
    }
    return kDone;
}

int measure_run(const Common& common, const MeasureOptions& options) {
    auto house = open(common);
    if (!house) return kRefused;
    const auto wanted = wanted_of(*house, options);
    if (!wanted) return refused(wanted.error());
    if (!options.as_at.empty()) {
        auto past = house_as_at(*house, options.as_at);
        if (!past) return refused(past.error());
        house = std::move(*past);
    }
    measure::refresh(*house, kEverything);
    const auto session = house->store->read();
    auto context = house->context(*session);
    const auto system = access::system_viewer();
    const auto grant = access::allow(system, access::Action::SeeFigures);
    if (!grant) return refused(grant.error());
    measure::Figures figures(context, *grant);
    for (const auto* measure : wanted->measures) {
        const auto asked = measure::asked_of(
            *measure,
            [&](std::string_view name) {
                return name == "from" ? options.from
                       : name == "to" ? options.to
                       : name == "by" ? options.by
                                      : std::string();
            },
            london(context.now).date);
        if (!asked) return refused(asked.error());
        tell(*measure, {}, figures.total(*measure, asked->range), common.json);
        if (asked->dim.empty()) continue;
        for (const auto& part : figures.broken_down(*measure, asked->dim, asked->range))
            tell(*measure, part.name, part.figure, common.json);
    }
    return kDone;
}

int measure_load(const Common& common, const MeasureLoad& options) {
    std::ifstream file(options.file, std::ios::binary);
    if (!file) {
        complain(cat({"cannot read ", options.file}));
        return kRefused;
    }
    const std::string text((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    const auto house = open(common);
    if (!house) return kRefused;
    const auto loaded = measure::read_reference(*house->definitions, text);
    if (!loaded) return refused(loaded.error());
    for (const auto& bad : loaded->bad)
        complain(cat({options.file,
                      ":",
                      number(bad.row),
                      ": ",
                      bad.column,
                      bad.column.empty() ? "" : ": ",
                      bad.why}));
    if (!loaded->bad.empty() && !options.skip_bad) {
        complain("Nothing was kept. Mend these rows, or add --skip-bad to load the others.");
        return kRefused;
    }
    const auto published = parse_date(options.published);
    if (!options.published.empty() && !published) {
        complain("Write the day of --published like 2026-03-31.");
        return kRefused;
    }
    const auto session = house->store->write();
    auto context = house->context(*session);
    const auto system = access::system_viewer();
    const auto grant = access::allow(system, access::Action::KeepFigures);
    if (!grant) return refused(grant.error());
    const auto kept = measure::keep_reference(
        context, *grant, *loaded, {.source = options.source, .on = published});
    if (!kept) return refused(kept.error());
    session->commit();
    say(cat({count_of(static_cast<long long>(loaded->rows.size()), "row", "rows"),
             " of ",
             loaded->kind,
             " loaded."}));
    return kDone;
}

}  // namespace longstone::cli
