#include "people/agency_events.h"

#include "access/policy.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/assertions.h"
#include "people/note.h"
#include "people/sight.h"
#include "store/store.h"

namespace longstone::people {
namespace {

constexpr std::string_view kTold = "person.event-told";
constexpr std::string_view kWithdrawn = "person.event-withdrawn";

Json body_of(const AgencyEvent& event, const std::string& id) {
    Json body = Json::object({{"id", id},
                              {"feed", event.feed},
                              {"key", event.key},
                              {"kinds", event.kinds},
                              {"event", event.kind},
                              {"words", event.words},
                              {"known", iso(event.known_at)},
                              {"delivery", event.delivery}});
    const auto set = [&](const char* member, const std::string& text) {
        if (!text.empty()) body.set(member, text);
    };
    set("occurrence", event.occurrence);
    set("significance", event.significance);
    set("postcode", event.place.postcode);
    if (!event.place.lines.empty()) body.set("lines", Json::strings(event.place.lines));
    if (event.day_only) body.set("day-only", true);
    if (event.until) body.set("until", iso(*event.until));
    if (event.is_protected) body.set("protected", true);
    return body;
}

Address place_in(const Json& body) {
    Address place{.postcode = body.text("postcode")};
    for (const Json& line : body["lines"].items())
        place.lines.push_back(line.text());
    return place;
}

// What stands of it ends at this instant.
void replace(store::Session& db, std::string_view person, const journal::Event& event, int how) {
    db.run(
        "update person_event set replaced_at = $3, withdrawn = $4 where person = $1 and id = $2 "
        "and replaced_at is null",
        {person, event.body.text("id"), event.recorded_at.micros, how});
}

void keep(store::Session& db, std::string_view person, const journal::Event& event) {
    const Json& body = event.body;
    const Address place = place_in(body);
    const auto known = parse_instant(body.text("known"));
    const auto until = parse_instant(body.text("until"));
    db.run(
        "insert into person_event (person, id, seq, agency, feed, event_key, occurrence, kinds, "
        "kind, words, significance, lines, postcode, place, happened_at, day_only, until_at, "
        "known_at, recorded_at, actor, protected, delivery, withdrawn) values ($1, $2, $3, $4, $5, "
        "$6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 0)",
        {person,
         body.text("id"),
         event.seq,
         event.agency,
         body.text("feed"),
         body.text("key"),
         body.text("occurrence"),
         body.text("kinds"),
         body.text("event"),
         body.text("words"),
         body.text("significance"),
         join(place.lines, "\n"),
         place.postcode,
         place_key(place),
         event.happened_at.micros,
         body["day-only"].boolean() ? 1 : 0,
         until ? std::optional(until->micros) : std::nullopt,
         known.value_or(event.recorded_at).micros,
         event.recorded_at.micros,
         event.actor,
         body["protected"].boolean() ? 1 : 0,
         body.text("delivery")});
}

AgencyEvent event_of(const store::Row& row) {
    AgencyEvent one{.id = row.text(1),
                    .person = row.text(0),
                    .agency = row.text(2),
                    .feed = row.text(3),
                    .key = row.text(4),
                    .occurrence = row.text(5),
                    .kinds = row.text(6),
                    .kind = row.text(7),
                    .words = row.text(8),
                    .significance = row.text(9),
                    .place = {.postcode = row.text(11)},
                    .happened_at = {row.integer(12)},
                    .day_only = row.integer(13) != 0,
                    .known_at = {row.integer(15)},
                    .is_protected = row.integer(18) != 0,
                    .delivery = row.text(19),
                    .actor = row.text(17),
                    .recorded_at = {row.integer(16)},
                    .withdrawn = row.integer(21) != 0};
    if (!row.text(10).empty()) one.place.lines = split(row.text(10), '\n');
    if (!row.is_null(14)) one.until = Instant{row.integer(14)};
    if (!row.is_null(20)) one.replaced_at = Instant{row.integer(20)};
    return one;
}

bool asked_for(const AgencyEvent& event, const EventsAsked& asked) {
    if (asked.every_version) return !asked.as_at || event.recorded_at <= *asked.as_at;
    if (!asked.as_at) return !event.replaced_at;
    return event.recorded_at <= *asked.as_at &&
           (!event.replaced_at || *event.replaced_at > *asked.as_at);
}

}  // namespace

Result<std::string> tell_event(const Context& context,
                               const access::Grant& grant,
                               const AgencyEvent& event) {
    if (grant.action() != access::Action::EditPerson) return not_found();
    if (context.db.integer("select count(*) from person where id = $1", {grant.subject()}) == 0)
        return not_found();
    auto id = event.id.empty() ? new_id() : event.id;
    TRY(note(context,
             grant.viewer(),
             stream_of(grant.subject()),
             kTold,
             body_of(event, id),
             event.happened_at));
    return id;
}

Result<void> withdraw_event(const Context& context,
                            const access::Grant& grant,
                            std::string_view id,
                            std::string_view reason) {
    if (grant.action() != access::Action::EditPerson) return not_found();
    const auto row = context.db.one(
        "select happened_at from person_event where person = $1 and id = $2 and replaced_at is "
        "null",
        {grant.subject(), id});
    if (!row) return not_found();
    return note(context,
                grant.viewer(),
                stream_of(grant.subject()),
                kWithdrawn,
                Json::object({{"id", id}, {"reason", reason}}));
}

bool sees_event(const Context& context,
                const access::Viewer& viewer,
                std::string_view person,
                std::string_view agency) {
    if (sight_of(context, viewer, person) != Sight::Whole) return false;
    return (!viewer.agency.empty() && viewer.agency == agency) ||
           sees_by_work(context, viewer, person);
}

std::vector<AgencyEvent> agency_events_of(const Context& context,
                                          const access::Grant& grant,
                                          std::string_view person,
                                          const EventsAsked& asked) {
    std::vector<AgencyEvent> events;
    const auto& viewer = grant.viewer();
    if (grant.action() != access::Action::ReadPerson || grant.subject() != person) return events;
    if (sight_of(context, viewer, person) != Sight::Whole) return events;
    const bool works = sees_by_work(context, viewer, person);
    const bool sensitive = viewer.sees_sensitive || viewer.is_system();
    for (const auto& row : context.db.rows(
             "select person, id, agency, feed, event_key, occurrence, kinds, kind, words, "
             "significance, lines, postcode, happened_at, day_only, until_at, known_at, "
             "recorded_at, actor, protected, delivery, replaced_at, withdrawn from person_event "
             "where person = $1 and protected <= $2 order by happened_at, seq",
             {person, sensitive ? 1 : 0})) {
        auto one = event_of(row);
        const bool own = !viewer.agency.empty() && one.agency == viewer.agency;
        if ((works || own) && asked_for(one, asked)) events.push_back(std::move(one));
    }
    return events;
}

std::vector<std::string> others_in(const Context& context, const AgencyEvent& event) {
    std::vector<std::string> others;
    if (event.occurrence.empty()) return others;
    for (const auto& row : context.db.rows(
             "select distinct person from person_event where agency = $1 and feed = $2 and "
             "occurrence = $3 and replaced_at is null and person <> $4 order by person",
             {event.agency, event.feed, event.occurrence, event.person}))
        others.push_back(row.text(0));
    return others;
}

void apply_agency_event(store::Session& db, std::string_view person, const journal::Event& event) {
    if (event.kind == kTold) {
        replace(db, person, event, 0);
        keep(db, person, event);
    }
    if (event.kind == kWithdrawn) replace(db, person, event, 1);
}

}  // namespace longstone::people
