#include "api/api.h"
#include "api/routes.h"
#include "base/text.h"
#include "measure/asking.h"
#include "measure/counted.h"
#include "measure/figures.h"
#include "measure/measure_json.h"

// Figures: every measure, one over time with what it is broken down by, and what was counted.
namespace longstone::api {
namespace {

using measure::Figure;
using measure::Figures;

Json maybe(const std::optional<double>& value) {
    return value ? Json(*value) : Json();
}

Json json_of_figure(const define::Measure& measure, const Figure& figure) {
    Json json = Json::object({{"from", iso(figure.from)},
                              {"to", iso(figure.to)},
                              {"value", maybe(figure.value)},
                              {"denominator", figure.counted},
                              {"over", figure.over}});
    if (figure.hidden) return json.set("hidden", true).set("denominator", Json());
    if (measure.has_numerator()) json.set("numerator", figure.met);
    if (!measure.value.empty() || measure.shown == define::Shown::Days)
        json.set("amount", figure.amount);
    if (measure.shown == define::Shown::Rate) json.set("population", figure.population);
    if (figure.interval)
        json.set("interval", Json(Json::Array{figure.interval->low, figure.interval->high}));
    return json;
}

Result<const define::Measure*> measure_in(const Call& call) {
    const auto* measure = call.context.definitions.measure(call.request.param("id"));
    if (measure == nullptr) return not_found();
    return measure;
}

Result<measure::Asked> asked_in(const Call& call, const define::Measure& measure) {
    return measure::asked_of(
        measure,
        [&](std::string_view name) { return call.request.query_text(name); },
        london(call.context.now).date);
}

Result<Answer> list(Call& call) {
    Json measures = Json::array();
    for (const auto& [id, measure] : call.context.definitions.measures)
        measures.push(measure::measure_json(measure));
    return Answer{.body = Json::object({{"measures", std::move(measures)}})};
}

Result<Answer> read_one(Call& call) {
    const auto grant = TRY(access::allow(call.viewer, access::Action::SeeFigures));
    const auto* measure = TRY(measure_in(call));
    const auto asked = TRY(asked_in(call, *measure));
    Figures figures(call.context, grant);
    Json body = Json::object({{"measure", measure::measure_json(*measure)}});
    Json points = Json::array();
    for (const auto& figure : figures.series(*measure, asked.range, asked.period))
        points.push(json_of_figure(*measure, figure));
    body.set("points", std::move(points));
    body.set("total", json_of_figure(*measure, figures.total(*measure, asked.range)));
    if (!asked.dim.empty()) {
        Json parts = Json::array();
        for (const auto& part : figures.broken_down(*measure, asked.dim, asked.range)) {
            Json one = json_of_figure(*measure, part.figure);
            one.set("by", part.value).set("name", part.name);
            parts.push(std::move(one));
        }
        body.set("by", asked.dim).set("parts", std::move(parts));
    }
    return Answer{.body = std::move(body)};
}

Json cursor_of(const Figures::Behind& behind) {
    return behind.next == 0 ? Json() : Json(std::to_string(behind.next));
}

Result<Answer> records(Call& call) {
    const auto grant = TRY(access::allow(call.viewer, access::Action::SeeFigures));
    const auto* measure = TRY(measure_in(call));
    const auto asked = TRY(asked_in(call, *measure));
    Figures figures(call.context, grant);
    const auto behind = figures.behind(*measure,
                                       asked.range,
                                       asked.dim,
                                       asked.value,
                                       call.request.query_text("unmet") == "yes",
                                       asked.from);
    Json lines = Json::array();
    for (const auto& line : behind.lines)
        lines.push(Json::object({{"ref", line.ref},
                                 {"pathway", line.pathway},
                                 {"stage", line.stage},
                                 {"opened_at", iso(line.opened)}}));
    return Answer{.body = Json::object({{"counted", behind.counted},
                                        {"on_records", behind.records},
                                        {"records", std::move(lines)},
                                        {"hidden", behind.withheld},
                                        {"cursor", cursor_of(behind)}})};
}

// What is due is counted before the reading begins.
Reading counted(Reading reading) {
    return [reading = std::move(reading)](Call& call) -> Result<Answer> {
        TRY(access::allow(call.viewer, access::Action::SeeFigures));
        measure::refresh_in(call.context);
        return reading(call);
    };
}

}  // namespace

void add_measure_routes(http::Router& router, Api& api) {
    add_reading(router, api, "/measures", "measures", counted(list));
    add_reading(router, api, "/measures/{id}", "measure", counted(read_one));
    add_reading(
        router, api, "/measures/{id}/records", "records behind a measure", counted(records));
}

}  // namespace longstone::api
