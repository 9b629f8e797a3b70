#include "chronology/view_json.h"

namespace longstone::chronology {
namespace {

Json json_of_entry(const Entry& entry) {
    Json details = Json::array();
    for (const auto& detail : entry.details)
        details.push(Json::object(
            {{"label", detail.label}, {"value", detail.value}, {"voice", detail.voice}}));
    Json known{Json::Object{}};
    for (const auto& one : entry.known) {
        if (one.user.empty()) known.set(one.agency, iso(one.from));
    }
    Json marks = Json::array();
    for (const auto& mark : entry.marks)
        marks.push(Json::object({{"id", mark.id},
                                 {"says", mark.says},
                                 {"reason", mark.reason},
                                 {"by", mark.by},
                                 {"agency", mark.agency},
                                 {"at", iso(mark.at)}}));
    return Json::object({{"id", entry.id},
                         {"kind", word(entry.kind)},
                         {"happened_at", iso(entry.happened)},
                         {"recorded_at", iso(entry.recorded)},
                         {"known_from", std::move(known)},
                         {"source", entry.source.empty() ? Json("longstone") : Json(entry.source)},
                         {"agency", entry.agency},
                         {"actor", entry.actor},
                         {"record", entry.record.empty() ? Json() : Json(entry.record)},
                         {"pathway", entry.pathway.empty() ? Json() : Json(entry.pathway)},
                         {"people", Json::strings(entry.about)},
                         {"words", entry.words},
                         {"details", std::move(details)},
                         {"weight", word(entry.weight)},
                         {"weighed_by", entry.weighed_by},
                         {"marks", std::move(marks)}});
}

Json json_of_patterns(const View& view) {
    Json gaps = Json::array();
    for (const auto& gap : view.gaps)
        gaps.push(Json::object({{"from", iso(gap.from)},
                                {"to", gap.open ? Json() : Json(iso(gap.to))},
                                {"days", gap.days},
                                {"usual", gap.usual},
                                {"words", gap.words}}));
    Json bursts = Json::array();
    for (const auto& burst : view.bursts)
        bursts.push(Json::object({{"from", iso(burst.from)},
                                  {"to", iso(burst.to)},
                                  {"count", burst.count},
                                  {"expected", burst.expected},
                                  {"chance", burst.chance},
                                  {"words", burst.words}}));
    Json starts = Json::array();
    for (const auto& start : view.starts)
        starts.push(Json::object({{"closed", start.closed},
                                  {"opened", start.opened},
                                  {"closed_on", iso(start.closed_on)},
                                  {"opened_on", iso(start.opened_on)},
                                  {"words", start.words}}));
    return Json::object({{"gaps", std::move(gaps)},
                         {"bursts", std::move(bursts)},
                         {"fresh_starts", std::move(starts)}});
}

Json pin(const View& view, int at) {
    return at < 0 ? Json() : Json(view.all[static_cast<std::size_t>(at)].id);
}

}  // namespace

Json to_json(const View& view, const std::vector<const Entry*>& entries) {
    Json events = Json::array();
    for (const auto* entry : entries)
        events.push(json_of_entry(*entry));
    Json people = Json::array();
    for (const auto& id : view.people)
        people.push(Json::object({{"id", id}, {"name", view.name_of(id)}}));
    Json json = Json::object({{"person", view.circle.person.id},
                              {"people", std::move(people)},
                              {"as_at", iso(view.as_at)},
                              {"events", std::move(events)},
                              {"first", pin(view, view.pins.first)},
                              {"worst", pin(view, view.pins.worst)},
                              {"latest", pin(view, view.pins.latest)},
                              {"patterns", json_of_patterns(view)}});
    if (view.known)
        json.set("known",
                 Json::object({{"happened", view.known->happened}, {"known", view.known->known}}));
    return json;
}

}  // namespace longstone::chronology
