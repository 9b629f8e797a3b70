#include "api/json_of_record.h"

#include "work/answers.h"
#include "work/engine.h"
#include "work/visible.h"

namespace longstone::api {
namespace {

using work::Opened;

Json time_or_null(const std::optional<Instant>& instant) {
    return instant ? Json(iso(*instant)) : Json();
}
Json date_or_null(const std::optional<Date>& date) {
    return date ? Json(iso(*date)) : Json();
}

bool whole(const Opened& opened) {
    return opened.grant.reach() == access::Reach::Whole;
}

Json answers_json(work::Context& context, const Opened& opened) {
    Json answers{Json::Object{}};
    for (const auto& [field, answer] : work::visible_answers(context, opened)) {
        answers.set(field, work::to_json(answer.given));
    }
    return answers;
}

Json carried_json(work::Context& context, const Opened& opened) {
    Json carried{Json::Object{}};
    for (const auto& [field, answer] : work::visible_answers(context, opened)) {
        if (!answer.carried_from.empty()) carried.set(field, answer.carried_from);
    }
    return carried;
}

// Answers that nobody gave: they stand until somebody does.
Json worked_out_json(work::Context& context, const Opened& opened) {
    Json fields = Json::array();
    for (const auto& [field, answer] : work::visible_answers(context, opened)) {
        if (answer.by.empty()) fields.push(field);
    }
    return fields;
}

Json people_json(const Opened& opened) {
    Json people = Json::array();
    for (const auto& person : work::visible_people(opened)) {
        people.push(Json::object({{"id", person.person},
                                  {"role", person.role},
                                  {"kind", people::word(person.kind)},
                                  {"name", person.name},
                                  {"birth_date", date_or_null(person.born)},
                                  {"expected_date", date_or_null(person.expected)},
                                  {"sex", person.sex}}));
    }
    return people;
}

Json requests_json(const Opened& opened) {
    Json requests = Json::array();
    for (const auto& request : opened.record.requests) {
        if (!whole(opened) && request.agency != opened.grant.viewer().agency &&
            !work::sees_reply(opened, request))
            continue;
        Json entry = Json::object({{"id", request.id},
                                   {"request", request.rule},
                                   {"form", request.form},
                                   {"agency", request.agency},
                                   {"words", request.words},
                                   {"asked_at", iso(request.asked)},
                                   {"due_at", iso(request.due)},
                                   {"answered_at", time_or_null(request.answered)},
                                   {"withdrawn_at", time_or_null(request.withdrawn)}});
        if (request.answered && work::sees_reply(opened, request))
            entry.set("answers", work::to_json(request.answers));
        requests.push(std::move(entry));
    }
    return requests;
}

Json meetings_json(const Opened& opened) {
    Json meetings = Json::array();
    for (const auto& meeting : opened.record.meetings) {
        bool invited = false;
        Json seats = Json::array();
        for (const auto& seat : meeting.seats) {
            invited = invited || seat.agency == opened.grant.viewer().agency;
            seats.push(Json::object({{"agency", seat.agency},
                                     {"name", seat.name},
                                     {"role", seat.role},
                                     {"invited", seat.invited},
                                     {"attended", seat.attended},
                                     {"apologies", seat.apologies},
                                     {"minutes_received", seat.minutes_received}}));
        }
        if (!whole(opened) && !invited) continue;
        meetings.push(Json::object({{"id", meeting.id},
                                    {"meeting", meeting.rule},
                                    {"at", iso(meeting.at)},
                                    {"place", meeting.place},
                                    {"held_at", time_or_null(meeting.held)},
                                    {"quorate", meeting.quorate},
                                    {"minutes_sent_at", time_or_null(meeting.minutes_sent)},
                                    {"cancelled_at", time_or_null(meeting.cancelled)},
                                    {"dissent", meeting.dissent},
                                    {"seats", std::move(seats)}}));
    }
    return meetings;
}

Json actions_json(const Opened& opened) {
    Json actions = Json::array();
    for (const auto& action : opened.record.actions) {
        if (!whole(opened) && action.agency != opened.grant.viewer().agency) continue;
        actions.push(Json::object({{"id", action.id},
                                   {"what", action.what},
                                   {"owner", action.owner},
                                   {"agency", action.agency},
                                   {"due", date_or_null(action.due)},
                                   {"status", action.status},
                                   {"evidence", action.evidence}}));
    }
    return actions;
}

Json told_json(const Opened& opened) {
    Json list = Json::array();
    const auto& viewer = opened.grant.viewer();
    for (const auto& told : opened.record.told) {
        const bool mine = told.agency == viewer.agency ||
                          (told.whom == "referrer" && opened.record.opened_agency == viewer.agency);
        if (!whole(opened) && !mine) continue;
        list.push(Json::object({{"whom", told.whom},
                                {"agency", told.agency},
                                {"person", told.person},
                                {"how", told.how},
                                {"words", told.words},
                                {"not_told_reason", told.not_told_reason},
                                {"at", iso(told.at)}}));
    }
    return list;
}

Json moves_json(const work::Situation& situation, const Opened& opened) {
    Json moves = Json::array();
    const auto* stage = opened.pathway->stage(opened.record.stage);
    if (stage == nullptr) return moves;
    for (const auto& open : work::moves_of(situation)) {
        Json missing = Json::array();
        for (const auto& lack : open.missing) {
            missing.push(Json::object(
                {{"need", lack.need}, {"sentence", lack.sentence}, {"anchor", lack.anchor}}));
        }
        const bool yours =
            work::may_move(*opened.pathway, *stage, *open.move, opened.grant.viewer());
        moves.push(Json::object({{"to", open.move->to},
                                 {"name", open.move->name},
                                 {"allowed", yours && open.missing.empty()},
                                 {"yours", yours},
                                 {"reason", open.move->reason},
                                 {"missing", std::move(missing)}}));
    }
    return moves;
}

Json history_json(const Opened& opened) {
    Json list = Json::array();
    for (const auto& earlier : opened.record.earlier) {
        list.push(Json::object({{"record", earlier.ref},
                                {"pathway", earlier.pathway},
                                {"stage", earlier.stage},
                                {"summary", earlier.summary},
                                {"person", earlier.person},
                                {"opened_at", iso(earlier.opened)},
                                {"decision", earlier.decision},
                                {"reason", earlier.reason}}));
    }
    return list;
}

Json comparisons_json(const Opened& opened) {
    Json list = Json::array();
    for (const auto& comparison : work::compare_ratings(*opened.pathway, opened.record)) {
        Json ratings = Json::array();
        for (const auto& [agency, rating] : comparison.ratings) {
            ratings.push(Json::object({{"agency", agency}, {"rating", rating}}));
        }
        list.push(Json::object({{"request", comparison.rule->id},
                                {"disagree", comparison.disagree},
                                {"ratings", std::move(ratings)}}));
    }
    return list;
}

Json documents_json(const Opened& opened) {
    Json list = Json::array();
    for (const auto& document : opened.record.documents) {
        if (!whole(opened) && document.agency != opened.grant.viewer().agency) continue;
        list.push(Json::object({{"id", document.id},
                                {"name", document.name},
                                {"type", document.type},
                                {"size", document.size},
                                {"agency", document.agency},
                                {"at", iso(document.at)}}));
    }
    return list;
}

Json links_json(const Opened& opened) {
    Json list = Json::array();
    for (const auto& link : opened.record.links) {
        list.push(Json::object({{"kind", link.kind},
                                {"record", link.other},
                                {"pathway", link.pathway},
                                {"direction", link.forward ? "to" : "from"}}));
    }
    return list;
}

void put_whole(const work::Situation& situation, const Opened& opened, Json& json) {
    json.set("moves", moves_json(situation, opened));
    json.set("history", history_json(opened));
    json.set("comparisons", comparisons_json(opened));
    json.set("links", links_json(opened));
    Json owed = Json::array();
    for (const auto& entry : work::told_and_owed(situation)) {
        owed.push(Json::object(
            {{"whom", entry.rule->whom}, {"agency", entry.agency}, {"settled", entry.settled}}));
    }
    json.set("owed", std::move(owed));
    Json flags = Json::array();
    for (const auto* flag : work::flags_of(situation)) {
        flags.push(Json::object({{"id", flag->id}, {"name", flag->name}}));
    }
    json.set("flags", std::move(flags));
    Json strands = Json::array();
    for (const auto& state : work::strands_of(situation)) {
        strands.push(Json::object({{"id", state.strand->id},
                                   {"name", state.strand->name},
                                   {"runs", state.runs},
                                   {"ended", state.ended}}));
    }
    if (!strands.items().empty()) json.set("strands", std::move(strands));
    Json dissents = Json::array();
    for (const auto& dissent : opened.record.dissents) {
        dissents.push(Json::object({{"agency", dissent.agency},
                                    {"about", dissent.about},
                                    {"words", dissent.words},
                                    {"at", iso(dissent.at)}}));
    }
    json.set("dissents", std::move(dissents));
}

}  // namespace

Json json_of_clocks(const work::Context& context, const Opened& opened) {
    Json clocks = Json::array();
    for (const auto& clock : opened.record.clocks) {
        const auto* rule = opened.pathway->clock(clock.clock);
        if (rule == nullptr) continue;
        clocks.push(Json::object({{"id", clock.clock},
                                  {"n", clock.n},
                                  {"name", rule->name},
                                  {"kind", define::word(rule->kind)},
                                  {"status", rule->status},
                                  {"source", rule->source},
                                  {"started_at", iso(clock.started)},
                                  {"due_at", iso(clock.due)},
                                  {"warn_at", time_or_null(clock.warn)},
                                  {"stopped_at", time_or_null(clock.stopped)},
                                  {"paused_at", time_or_null(clock.paused)},
                                  {"pause_reason", clock.pause_reason},
                                  {"near", clock.near(context.now)},
                                  {"late", clock.late(context.now)},
                                  {"late_reason", clock.late_reason}}));
    }
    return clocks;
}

Json json_of_record(work::Context& context, const Opened& opened) {
    const auto& record = opened.record;
    const work::Situation situation{.definitions = context.definitions,
                                    .pathway = *opened.pathway,
                                    .record = record,
                                    .now = context.now};
    Json json = Json::object({{"ref", record.ref},
                              {"pathway", record.pathway},
                              {"version", record.version},
                              {"stage", record.stage},
                              {"rev", record.rev},
                              {"source", record.source},
                              {"opened_at", iso(record.opened)},
                              {"recorded_at", iso(record.recorded)},
                              {"closed_at", time_or_null(record.closed)},
                              {"restricted", record.restricted},
                              {"answers", answers_json(context, opened)},
                              {"people", people_json(opened)},
                              {"requests", requests_json(opened)},
                              {"meetings", meetings_json(opened)},
                              {"actions", actions_json(opened)},
                              {"told", told_json(opened)},
                              {"documents", documents_json(opened)}});
    if (!whole(opened)) return json;
    json.set("opened_by", record.opened_by)
        .set("opened_agency", record.opened_agency)
        .set("lead", record.lead)
        .set("lead_agency", record.lead_agency);
    json.set("carried", carried_json(context, opened));
    json.set("worked_out", worked_out_json(context, opened));
    json.set("clocks", json_of_clocks(context, opened));
    put_whole(situation, opened, json);
    return json;
}

}  // namespace longstone::api
