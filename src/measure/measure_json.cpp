#include "measure/measure_json.h"

#include "base/text.h"

namespace longstone::measure {
namespace {

using define::Condition;

Json condition_json(const Condition& condition) {
    Json parts = Json::array();
    for (const auto& part : condition.parts)
        parts.push(condition_json(part));
    return Json::object({{"kind", static_cast<int>(condition.kind)},
                         {"field", condition.field},
                         {"values", Json::strings(condition.values)},
                         {"number", condition.number},
                         {"parts", std::move(parts)}});
}

Json trigger_json(const std::optional<define::Trigger>& trigger) {
    if (!trigger) return {};
    return Json::object({{"kind", static_cast<int>(trigger->kind)},
                         {"what", trigger->what},
                         {"when", condition_json(trigger->when)}});
}

}  // namespace

Json counting_json(const define::Measure& measure) {
    Json json = Json::object({{"id", measure.id},
                              {"counts", define::word(measure.counts)},
                              {"what", measure.what},
                              {"field", measure.field},
                              {"of", Json::strings(measure.of)},
                              {"as", define::word(measure.shown)},
                              {"at", trigger_json(measure.at)},
                              {"until", trigger_json(measure.until)},
                              {"open", measure.open},
                              {"when", condition_json(measure.when)},
                              {"met", condition_json(measure.met)},
                              {"met_word", measure.met_word},
                              {"again", Json::strings(measure.again.pathways)},
                              {"value", measure.value},
                              {"days_from", trigger_json(measure.days_from)},
                              {"days_to", trigger_json(measure.days_to)},
                              {"by", Json::strings(measure.by)}});
    if (measure.again.within) json.set("again_within", say(*measure.again.within));
    return json;
}

Json measure_json(const define::Measure& measure) {
    Json json = counting_json(measure);
    json.set("name", measure.name)
        .set("question", measure.question)
        .set("theme", measure.theme)
        .set("about", measure.about)
        .set("source", measure.source)
        .set("note", measure.note)
        .set("population", measure.population)
        .set("per", measure.per)
        .set("good", define::word(measure.good))
        .set("period", define::word(measure.period))
        .set("rare", measure.rare);
    if (measure.target) json.set("target", *measure.target);
    return json;
}

}  // namespace longstone::measure
