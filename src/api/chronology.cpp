#include "api/api.h"
#include "api/routes.h"
#include "base/text.h"
#include "chronology/view.h"
#include "people/current.h"

// The line of time of a person, and of whoever stands beside them.
namespace longstone::api {
namespace {

using chronology::Entry;

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
                         {"kind", chronology::word(entry.kind)},
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
                         {"weight", chronology::word(entry.weight)},
                         {"weighed_by", entry.weighed_by},
                         {"marks", std::move(marks)}});
}

Json json_of_patterns(const chronology::View& view) {
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

Json pin(const chronology::View& view, int at) {
    return at < 0 ? Json() : Json(view.all[static_cast<std::size_t>(at)].id);
}

Refused wrong(std::string field, std::string message) {
    return Refused(Problem{.message = "The line could not be read as asked.",
                           .fields = {{std::move(field), std::move(message)}}});
}

Result<std::optional<Instant>> minute(const http::Request& request, std::string_view name) {
    const auto text = request.query_text(name);
    if (text.empty()) return std::optional<Instant>();
    const auto at = chronology::minute_of(text);
    if (!at) return wrong(std::string(name), "Give a day (2026-03-03) or a time (RFC 3339)");
    return at;
}

Result<std::optional<Date>> day(const http::Request& request, std::string_view name) {
    const auto text = request.query_text(name);
    if (text.empty()) return std::optional<Date>();
    const auto date = parse_date(text);
    if (!date) return wrong(std::string(name), "Give a day: 2026-03-03");
    return date;
}

Result<chronology::ViewAsked> asked_in(const http::Request& request) {
    chronology::ViewAsked asked{.person = request.param("id"),
                                .with = request.query_all("with"),
                                .as_at = TRY(minute(request, "as_at")),
                                .known_to = request.query_text("known_to"),
                                .after = TRY(minute(request, "after"))};
    asked.filter = {.agency = request.query_text("agency"),
                    .person = request.query_text("person"),
                    .from = TRY(day(request, "from")),
                    .to = TRY(day(request, "to"))};
    for (const auto& word : request.query_all("kind")) {
        const auto kind = chronology::kind_of(word);
        if (!kind) return wrong("kind", cat({"There is no kind ", word}));
        asked.filter.kinds.push_back(*kind);
    }
    if (const auto word = request.query_text("weight"); !word.empty()) {
        const auto weight = chronology::weight_of(word);
        if (!weight) return wrong("weight", "Give none, some, serious or grave");
        asked.filter.least = *weight;
    }
    return asked;
}

// With an agency only what it could have known by then; with `after`, what became known since.
bool asked_for(const chronology::ViewAsked& asked, const chronology::View& view, const Entry& one) {
    if (!asked.known_to.empty() && !chronology::could_know(one, asked.known_to, view.as_at))
        return false;
    if (!asked.after) return true;
    const auto* known = asked.known_to.empty() ? nullptr : one.known_to(asked.known_to);
    return (known == nullptr ? one.recorded : known->from) > *asked.after;
}

Result<Answer> line(Call& call) {
    const auto asked = TRY(asked_in(call.request));
    const auto view = TRY(chronology::view_of(call.context, call.viewer, asked));
    Json events = Json::array();
    for (const auto& entry : view.shown)
        if (asked_for(asked, view, entry)) events.push(json_of_entry(entry));
    Json people = Json::array();
    for (const auto& id : view.people)
        people.push(Json::object({{"id", id}, {"name", view.name_of(id)}}));
    Json json = Json::object({{"person", asked.person},
                              {"people", std::move(people)},
                              {"as_at", iso(view.as_at)},
                              {"known_to", asked.known_to.empty() ? Json() : Json(asked.known_to)},
                              {"events", std::move(events)},
                              {"first", pin(view, view.pins.first)},
                              {"worst", pin(view, view.pins.worst)},
                              {"latest", pin(view, view.pins.latest)},
                              {"patterns", json_of_patterns(view)}});
    if (view.known)
        json.set("known",
                 Json::object({{"happened", view.known->happened}, {"known", view.known->known}}));
    return Answer{.body = std::move(json)};
}

}  // namespace

void add_chronology_routes(http::Router& router, Api& api) {
    add_reading(router, api, "/people/{id}/chronology", "read a line of time", line);
}

}  // namespace longstone::api
