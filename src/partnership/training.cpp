#include "partnership/training.h"

#include <algorithm>
#include <set>

#include "access/accounts.h"
#include "access/reach.h"
#include "base/text.h"

namespace longstone::partnership {
namespace {

using work::Context;
using work::Place;

work::Situation situation_of(const Context& context, const Session& session) {
    return {.definitions = context.definitions,
            .pathway = *session.pathway,
            .record = session.record,
            .now = context.now};
}

// Nothing when it is not for this viewer to book on.
std::optional<Session> session_of(Context& context,
                                  const access::Viewer& viewer,
                                  const std::string& ref) {
    const auto grant = access::allow(viewer, access::Action::BookPlaces, ref);
    if (!grant) return {};
    Session session{.record = work::load_offered(context, *grant)};
    session.pathway = context.definitions.pathway(session.record.pathway);
    if (session.pathway == nullptr || !session.pathway->places || session.record.restricted)
        return {};
    session.offer = work::offer_of(situation_of(context, session));
    return session;
}

bool says(const define::Definitions& definitions,
          const Session& session,
          const std::string& folded) {
    if (folded.empty()) return true;
    std::string all = session.title();
    for (const auto& field : session.pathway->places->shows)
        all += cat({" ", session.record.first_answer(field)});
    for (const auto& filter : session.pathway->places->filters) {
        const auto* field = definitions.field(*session.pathway, filter);
        if (field == nullptr) continue;
        for (const auto& value : session.values(filter))
            all += cat({" ", definitions.value_text(*field, value)});
    }
    return fold(all).find(folded) != std::string::npos;
}

bool fits(const define::Definitions& definitions, const Session& session, const Sought& sought) {
    const auto& offer = session.offer;
    if (!offer.is_open || (sought.only_free && offer.left() == 0)) return false;
    if (sought.from && offer.first < sought.from) return false;
    if (sought.until && offer.first > sought.until) return false;
    for (const auto& [field, value] : sought.chosen) {
        const auto values = session.values(field);
        if (!value.empty() && std::ranges::find(values, value) == values.end()) return false;
    }
    return says(definitions, session, fold(sought.words));
}

// The places on these records that `wanted` picks, each with its session.
template <class Wanted>
std::vector<PlaceOn> places_on(Context& context,
                               const access::Viewer& viewer,
                               const store::Rows& refs,
                               Wanted wanted) {
    std::vector<PlaceOn> found;
    std::set<std::string> seen;
    for (const auto& row : refs) {
        if (!seen.insert(row.text(0)).second) continue;
        const auto session = session_of(context, viewer, row.text(0));
        if (!session) continue;
        for (const auto& place : session->record.places) {
            if (!wanted(place)) continue;
            found.push_back({.session = *session,
                             .place = place,
                             .evaluations = work::evaluations_of(
                                 situation_of(context, *session), session->offer, place)});
        }
    }
    return found;
}

std::set<std::string> agencies_approved_for(const Context& context, const access::Viewer& viewer) {
    std::set<std::string> agencies;
    for (const auto& held : viewer.posts)
        if (access::post_has_power(context.definitions, held, "approve-training"))
            agencies.insert(held.agency);
    return agencies;
}

}  // namespace

std::vector<std::string> Session::values(std::string_view field) const {
    const auto* answer = record.answer(field);
    return answer == nullptr ? std::vector<std::string>() : answer->given.values;
}

std::vector<const define::Field*> filters(const define::Definitions& definitions) {
    std::vector<const define::Field*> fields;
    for (const auto& [id, pathway] : definitions.pathways) {
        if (!pathway.places) continue;
        for (const auto& name : pathway.places->filters) {
            const auto* field = definitions.field(pathway, name);
            if (field != nullptr && std::ranges::find(fields, field) == fields.end())
                fields.push_back(field);
        }
    }
    return fields;
}

std::vector<Session> catalogue(Context& context,
                               const access::Viewer& viewer,
                               const Sought& sought) {
    std::vector<Session> sessions;
    for (const auto& [id, pathway] : context.definitions.pathways) {
        if (!pathway.places) continue;
        for (const auto& stage : pathway.places->at) {
            for (const auto& row : context.db.rows(
                     "select ref from record where pathway = $1 and stage = $2 and closed_at is "
                     "null and restricted = 0",
                     {id, stage})) {
                auto session = session_of(context, viewer, row.text(0));
                if (session && fits(context.definitions, *session, sought))
                    sessions.push_back(std::move(*session));
            }
        }
    }
    std::ranges::sort(sessions, [](const Session& a, const Session& b) {
        return std::tie(a.offer.begins, a.record.ref) < std::tie(b.offer.begins, b.record.ref);
    });
    return sessions;
}

std::vector<PlaceOn> places_of(Context& context, const access::Viewer& viewer) {
    auto places = places_on(context,
                            viewer,
                            context.db.rows("select record from place where learner = $1 and "
                                            "learner <> ''",
                                            {viewer.user}),
                            [&](const auto& place) { return place.learner == viewer.user; });
    const auto now = context.now;
    std::ranges::stable_sort(places, [&](const PlaceOn& a, const PlaceOn& b) {
        const bool to_come = a.session.offer.ends > now;
        if (to_come != (b.session.offer.ends > now)) return to_come;
        return to_come ? a.session.offer.begins < b.session.offer.begins
                       : b.session.offer.begins < a.session.offer.begins;
    });
    return places;
}

std::vector<PlaceOn> places_to_approve(Context& context, const access::Viewer& viewer) {
    const auto mine = agencies_approved_for(context, viewer);
    auto places = places_on(
        context,
        viewer,
        context.db.rows("select record from place where state = 'asked' order by asked_at", {}),
        [](const auto& place) { return place.state == Place::Asked; });
    std::erase_if(places, [&](const PlaceOn& one) {
        const auto& place = one.place;
        const auto& access = one.session.pathway->access;
        const bool runs = viewer.holds_any(access.works) || viewer.holds_any(access.lead);
        const bool approves = place.manager == viewer.user || mine.contains(place.agency) ||
                              (place.manager.empty() && runs);
        return place.learner == viewer.user || !approves || !one.session.offer.is_open;
    });
    return places;
}

std::vector<ToEvaluate> to_evaluate(Context& context, const access::Viewer& viewer) {
    std::vector<ToEvaluate> all;
    for (auto& one : places_on(context,
                               viewer,
                               context.db.rows("select record from place where (learner = $1 or "
                                               "manager = $1) and state in ('booked', 'attended')",
                                               {viewer.user}),
                               [&](const auto& place) {
                                   return place.learner == viewer.user ||
                                          place.manager == viewer.user;
                               })) {
        for (const auto& asked : one.evaluations) {
            const auto& whose = asked.rule->by_manager ? one.place.manager : one.place.learner;
            if (asked.open(context.now) && whose == viewer.user)
                all.push_back({.place = one, .asked = asked});
        }
    }
    std::ranges::stable_sort(all, {}, [](const ToEvaluate& one) { return one.asked.due; });
    return all;
}

std::optional<Certificate> find_certificate(Context& context, std::string_view number) {
    if (number.empty()) return {};
    const auto row = context.db.one(
        "select p.record, p.id, r.pathway from place p join record r on r.ref = p.record where "
        "p.certificate = $1",
        {number});
    if (!row) return {};
    // Nobody in particular asks: the program reads it for them, and the page says the course alone.
    const auto system = access::system_viewer();
    const auto session = session_of(context, system, row->text(0));
    if (!session) return {};
    const auto* place = work::find_place(session->record.places, row->text(1));
    if (place == nullptr) return {};
    return Certificate{.number = place->certificate,
                       .learner = place->learner,
                       .name = place->learner.empty()
                                   ? place->name
                                   : access::shown_name(context.db, place->learner),
                       .course = session->title(),
                       .pathway = session->pathway->id,
                       .first = session->offer.first,
                       .last = session->offer.last,
                       .valid_until = parse_date(place->valid_until)};
}

}  // namespace longstone::partnership
