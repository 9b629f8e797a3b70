#include "report/taken.h"

#include <algorithm>
#include <stdexcept>

#include "base/secret.h"
#include "base/text.h"
#include "measure/counted.h"
#include "measure/figures.h"
#include "measure/measure_json.h"
#include "measure/reference.h"
#include "report/changes.h"

namespace longstone::report {
namespace {

using define::Beside;
using measure::Figure;
using measure::Figures;

constexpr int kYear = 12;
constexpr int kQuarter = 3;
constexpr std::size_t kVersionLength = 12;

bool among(const std::vector<Beside>& list, Beside one) {
    return std::ranges::find(list, one) != list.end();
}

measure::Range range_of(Spell spell) {
    return {.from = spell.from, .to = spell.to};
}

Counted counted_of(const Figure& figure) {
    Counted counted{.counted = figure.counted,
                    .met = figure.met,
                    .amount = figure.amount,
                    .population = figure.population,
                    .value = figure.value};
    if (figure.interval) {
        counted.low = figure.interval->low;
        counted.high = figure.interval->high;
    }
    return counted;
}

std::optional<Spell> before_of(const define::ReportFigure& wanted, Spell spell) {
    if (among(wanted.beside, Beside::YearBefore)) return back(spell, kYear);
    if (among(wanted.beside, Beside::QuarterBefore)) return back(spell, kQuarter);
    return {};
}

// Whether one thing that is counted may stand in several parts.
bool overlaps(const define::Definitions& definitions,
              const define::Measure& measure,
              const std::string& by) {
    return std::ranges::any_of(definitions.pathways, [&](const auto& entry) {
        if (!measure.counts_on(entry.first)) return false;
        const auto* field = definitions.field(entry.second, by);
        return field == nullptr ? !define::is_breakdown(by)
                                : field->type == define::FieldType::Choices ||
                                      field->type == define::FieldType::Agencies;
    });
}

void take_parts(Figures& figures,
                const define::Measure& measure,
                const std::string& by,
                Taken& taken) {
    for (const auto& part : figures.broken_down(measure, by, range_of(taken.spell)))
        taken.rows.push_back(
            {.value = part.value, .name = part.name, .now = counted_of(part.figure)});
    if (!taken.before) return;
    for (auto& row : taken.rows)
        row.before = counted_of(figures.total(measure, range_of(*taken.before), by, row.value));
    for (const auto& part : figures.broken_down(measure, by, range_of(*taken.before))) {
        const auto known = std::ranges::find(taken.rows, part.value, &TakenRow::value);
        if (known != taken.rows.end()) continue;
        taken.rows.push_back(
            {.value = part.value,
             .name = part.name,
             .now = counted_of(figures.total(measure, range_of(taken.spell), by, part.value)),
             .before = counted_of(part.figure)});
    }
}

void take_run(Figures& figures,
              const define::Measure& measure,
              const define::ReportFigure& wanted,
              Taken& taken) {
    const auto period = wanted.each == "quarter" ? define::Period::Quarter : define::Period::Month;
    // Two years, so that there is something to see the year against.
    const auto from = back(taken.spell, kYear).from;
    for (const auto& figure : figures.series(
             measure, {.from = from, .to = taken.spell.to}, period, wanted.by, wanted.value)) {
        // A quarter that reaches beyond the report's own days would look like a fall.
        if (figure.from < from || taken.spell.to < figure.to) continue;
        taken.rows.push_back(
            {.value = iso(figure.from), .name = figure.label, .now = counted_of(figure)});
    }
}

std::vector<OtherArea> others_of(work::Context& context,
                                 const define::Measure& measure,
                                 const define::ReportFigure& wanted,
                                 Spell spell) {
    std::vector<OtherArea> others;
    for (const auto& other : measure::comparators_of(context, measure, spell.to)) {
        const bool wants = (other.kind == "region" && among(wanted.beside, Beside::Region)) ||
                           (other.kind == "england" && among(wanted.beside, Beside::England));
        if (wants)
            others.push_back({.area = other.area,
                              .kind = other.kind,
                              .source = other.published.source,
                              .from = other.from,
                              .to = other.to,
                              .value = other.value});
    }
    return others;
}

bool is_listed(const define::Report& report, const std::string& figure) {
    for (const auto& chapter : report.chapters)
        for (const auto& section : chapter.sections)
            for (const auto& part : section.parts)
                if (part.kind == define::ReportPart::Kind::Records &&
                    std::ranges::find(part.figures, figure) != part.figures.end())
                    return true;
    return false;
}

Taken take_one(work::Context& context,
               Figures& figures,
               const define::Report& report,
               const define::ReportFigure& wanted,
               const define::Measure& measure,
               Spell whole) {
    Taken taken{.id = wanted.id,
                .name = wanted.name.empty() ? measure.name : wanted.name,
                .measure = measure::measure_json(measure),
                .shown = measure.shown,
                .good = measure.good,
                .open = measure.open,
                .rare = measure.rare,
                .target = measure.target,
                .spell = spell_of(report, wanted, whole),
                .by = wanted.by,
                .part = wanted.value,
                .each = wanted.each,
                .change_decimals = wanted.change_decimals,
                .shows_small = wanted.shows_small};
    taken.version = hex(blake2b({taken.measure.dump()})).substr(0, kVersionLength);
    taken.before = before_of(wanted, taken.spell);
    if (!wanted.by.empty()) taken.by_name = figures.dim_name(measure, wanted.by);
    taken.others = others_of(context, measure, wanted, taken.spell);
    if (!wanted.each.empty()) {
        taken.shape = Taken::Shape::Run;
        take_run(figures, measure, wanted, taken);
    } else if (!wanted.by.empty() && wanted.value.empty()) {
        taken.shape = Taken::Shape::Parts;
        taken.overlapping = overlaps(context.definitions, measure, wanted.by);
        take_parts(figures, measure, wanted.by, taken);
    } else {
        TakenRow row{.now = counted_of(
                         figures.total(measure, range_of(taken.spell), wanted.by, wanted.value))};
        if (taken.before)
            row.before = counted_of(
                figures.total(measure, range_of(*taken.before), wanted.by, wanted.value));
        taken.rows.push_back(std::move(row));
    }
    if (is_listed(report, wanted.id)) {
        for (auto& one : figures.counted_on(measure, range_of(taken.spell)))
            taken.records.push_back(std::move(one.record));
        std::ranges::sort(taken.records);
    }
    return taken;
}

}  // namespace

define::Measure Taken::as_measure() const {
    return {.id = measure.text("id"), .name = name, .shown = shown, .good = good};
}

const Taken* TakenFigures::find(std::string_view id) const {
    const auto found = std::ranges::find(figures, id, &Taken::id);
    return found == figures.end() ? nullptr : &*found;
}

TakenFigures take(work::Context& context,
                  const access::Grant& grant,
                  const define::Report& report,
                  Spell whole) {
    if (grant.reach() != access::Reach::Whole)
        throw std::logic_error("the figures of a report are taken by who sees its record whole");
    const auto system = access::system_viewer();
    const auto counting = access::allow(system, access::Action::SeeFigures);
    if (!counting) throw std::logic_error("the system may count");
    Figures figures(context, *counting);
    TakenFigures taken{.at = context.now, .profile = report.profile};
    for (const auto& wanted : report.figures) {
        const auto* measure = context.definitions.measure(wanted.measure);
        if (measure == nullptr) continue;  // refused by the checks of the definitions
        taken.figures.push_back(take_one(context, figures, report, wanted, *measure, whole));
    }
    taken.changes = changes_in(context, figures, report, whole);
    return taken;
}

}  // namespace longstone::report
