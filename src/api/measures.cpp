#include <algorithm>

#include "api/api.h"
#include "api/routes.h"
#include "base/text.h"
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

struct Asked {
    const define::Measure* measure = nullptr;
    measure::Range range = {};
    define::Period period = define::Period::Month;
    std::string dim = {}, value = {};
};

Result<Asked> asked_in(const Call& call) {
    const auto& request = call.request;
    Asked asked{.measure = call.context.definitions.measure(request.param("id"))};
    if (asked.measure == nullptr) return not_found();
    asked.range = measure::usual_range(*asked.measure, london(call.context.now).date);
    asked.period = asked.measure->period;
    Problem wrong{.message = "The figure asked for could not be read."};
    const auto date = [&](std::string_view name, Date& into) {
        const auto text = request.query_text(name);
        const auto read = parse_date(text);
        if (read)
            into = *read;
        else if (!text.empty())
            wrong.fields.push_back({std::string(name), "Write a day that exists as YYYY-MM-DD"});
    };
    date("from", asked.range.from);
    date("to", asked.range.to);
    if (asked.range.to < asked.range.from)
        wrong.fields.push_back({"to", "Give a day on or after from"});
    const auto by = request.query_text("by");
    if (!by.empty() && std::ranges::find(asked.measure->by, by) == asked.measure->by.end())
        wrong.fields.push_back(
            {"by",
             asked.measure->by.empty()
                 ? std::string("This measure is not broken down")
                 : cat({"It is broken down by ", join(asked.measure->by, ", ")})});
    asked.dim = by;
    asked.value = request.query_text("value");
    const auto period = request.query_text("period");
    bool known = period.empty();
    for (const auto one : {define::Period::Month, define::Period::Quarter, define::Period::Year}) {
        if (define::word(one) != period) continue;
        asked.period = one;
        known = true;
    }
    if (!known) wrong.fields.push_back({"period", "Give month, quarter or year"});
    if (!wrong.fields.empty()) return Refused(std::move(wrong));
    return asked;
}

Result<Answer> list(Call& call) {
    Json measures = Json::array();
    for (const auto& [id, measure] : call.context.definitions.measures)
        measures.push(measure::measure_json(measure));
    return Answer{.body = Json::object({{"measures", std::move(measures)}})};
}

Result<Answer> read_one(Call& call) {
    const auto grant = TRY(access::allow(call.viewer, access::Action::SeeFigures));
    const auto asked = TRY(asked_in(call));
    Figures figures(call.context, grant);
    Json body = Json::object({{"measure", measure::measure_json(*asked.measure)}});
    Json points = Json::array();
    for (const auto& figure : figures.series(*asked.measure, asked.range, asked.period))
        points.push(json_of_figure(*asked.measure, figure));
    body.set("points", std::move(points));
    body.set("total", json_of_figure(*asked.measure, figures.total(*asked.measure, asked.range)));
    if (!asked.dim.empty()) {
        Json parts = Json::array();
        for (const auto& part : figures.broken_down(*asked.measure, asked.dim, asked.range)) {
            Json one = json_of_figure(*asked.measure, part.figure);
            one.set("by", part.value).set("name", part.name);
            parts.push(std::move(one));
        }
        body.set("by", asked.dim).set("parts", std::move(parts));
    }
    return Answer{.body = std::move(body)};
}

Result<Answer> records(Call& call) {
    const auto grant = TRY(access::allow(call.viewer, access::Action::SeeFigures));
    const auto asked = TRY(asked_in(call));
    Figures figures(call.context, grant);
    const auto behind = figures.behind(*asked.measure,
                                       asked.range,
                                       asked.dim,
                                       asked.value,
                                       call.request.query_text("unmet") == "yes");
    Json lines = Json::array();
    for (const auto& line : behind.lines)
        lines.push(Json::object({{"ref", line.ref},
                                 {"pathway", line.pathway},
                                 {"stage", line.stage},
                                 {"opened_at", iso(line.opened)}}));
    const auto seen = static_cast<std::int64_t>(behind.lines.size());
    return Answer{.body = Json::object({{"counted", behind.counted},
                                        {"records", std::move(lines)},
                                        {"hidden", behind.records - seen}})};
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
