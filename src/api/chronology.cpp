#include "api/api.h"
#include "api/routes.h"
#include "base/text.h"
#include "chronology/view_json.h"

// The line of time of a person, and of whoever stands beside them.
namespace longstone::api {
namespace {

using chronology::Entry;

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
    std::vector<const Entry*> events;
    for (const auto place : view.shown)
        if (asked_for(asked, view, view.all[place])) events.push_back(&view.all[place]);
    auto json = chronology::to_json(view, events);
    json.set("known_to", asked.known_to.empty() ? Json() : Json(asked.known_to));
    return Answer{.body = std::move(json)};
}

}  // namespace

void add_chronology_routes(http::Router& router, Api& api) {
    add_reading(router, api, "/people/{id}/chronology", "read a line of time", line);
}

}  // namespace longstone::api
