#include "api/api.h"
#include "api/json_of_record.h"
#include "api/members.h"
#include "api/new_person.h"
#include "api/routes.h"
#include "base/text.h"
#include "work/acts/answer_record.h"
#include "work/acts/move.h"
#include "work/acts/open_record.h"
#include "work/history.h"
#include "work/lists.h"

// Records: opened, listed, read (also as they were), answered, moved.
namespace longstone::api {
namespace {

Answer whole_answer(Call& call, const work::Opened& opened, int status = 200) {
    return {.status = status, .body = json_of_record(call.context, opened)};
}

// Each person is one already known, by id, or a new one, whose details are given.
Result<std::vector<work::PersonNamed>> people_from(Call& call,
                                                   const define::Pathway& pathway,
                                                   const Json& body,
                                                   const access::Grant& grant) {
    std::vector<work::PersonNamed> named;
    TRY(only_members_of_each(body["people"], {"id", {"new", Shape::Object}, "role"}, "people/"));
    std::size_t n = 0;
    for (const Json& entry : body["people"].items()) {
        const auto prefix = cat({"people/", number(static_cast<long long>(++n)), "/"});
        if (!entry["id"].is_null()) {
            named.push_back({.person = entry.text("id"), .role = entry.text("role")});
            continue;
        }
        // A role that takes one kind of subject alone says which it is.
        const auto* rule = pathway.role(entry.text("role"));
        const bool told = rule != nullptr && rule->kinds.size() == 1;
        const auto kind = told ? people::kind_of(rule->kinds.front()) : std::nullopt;
        const auto person =
            TRY(new_person_from(entry["new"], prefix, kind.value_or(people::Kind::Person)));
        const auto id = TRY(people::create_person(call.context, grant, person));
        named.push_back({.person = id, .role = entry.text("role")});
    }
    return named;
}

Result<access::Grant> leave_to_name(Call& call, const std::string& pathway) {
    access::RecordFacts facts{.pathway = pathway, .users = {call.viewer.user}};
    if (!call.viewer.agency.empty()) facts.agencies.insert(call.viewer.agency);
    return access::allow(call.context.definitions, call.viewer, access::Action::Open, facts);
}

Result<Answer> open_one(Call& call, const Json& body) {
    TRY(only_members(body,
                     {"pathway",
                      "happened_at",
                      {"people", Shape::Objects},
                      {"answers", Shape::Object},
                      "reason"}));
    const auto pathway = body.text("pathway");
    const auto* definition = call.context.definitions.pathway(pathway);
    if (definition == nullptr) {
        return Refused(Problem{
            .message = "That pathway is not known.",
            .fields = {
                {"pathway", "Give the id of a pathway you may open: see GET /api/v1/pathways"}}});
    }
    const auto leave = TRY(leave_to_name(call, pathway));
    const auto grant = TRY(access::allow_through(leave, access::Action::CreatePerson, {}));
    work::NewRecord asked{.pathway = pathway, .source = "partner", .reason = body.text("reason")};
    asked.happened_at = TRY(time_member(body, "happened_at"));
    asked.people = TRY(people_from(call, *definition, body, grant));
    if (!body["answers"].is_null()) asked.answers = TRY(work::answers_from_json(body["answers"]));
    const auto opened = TRY(work::open_record(call.context, call.viewer, asked));
    auto answer = whole_answer(call, opened, 201);
    answer.body.set("clocks", json_of_clocks(call.context, opened));
    answer.location = cat({"/api/v1/records/", opened.record.ref});
    return answer;
}

Json json_of_line(const work::Line& line) {
    return Json::object({{"ref", line.ref},
                         {"pathway", line.pathway},
                         {"stage", line.stage},
                         {"summary", line.summary},
                         {"rating", line.rating},
                         {"person", line.person},
                         {"person_name", line.person_name},
                         {"lead", line.lead},
                         {"opened_at", iso(line.opened)},
                         {"closed_at", line.closed ? Json(iso(*line.closed)) : Json()},
                         {"due_at", line.due ? Json(iso(*line.due)) : Json()},
                         {"requests_asked", line.requests_asked},
                         {"requests_answered", line.requests_answered},
                         {"waiting_for", Json::strings(line.waiting_for)}});
}

Result<int> limit_of(const http::Request& request) {
    const auto text = request.query_text("limit");
    if (text.empty()) return 50;
    if (text.size() > 3 || text.find_first_not_of("0123456789") != std::string::npos) {
        return Refused(Problem{.message = "The limit could not be read.",
                               .fields = {{"limit", "Give a number from 1 to 200"}}});
    }
    return std::stoi(text);
}

Result<Answer> list(Call& call) {
    const auto& request = call.request;
    work::Filter filter{.pathway = request.query_text("pathway"),
                        .stage = request.query_text("stage"),
                        .person = request.query_text("person"),
                        .lead = request.query_text("lead"),
                        .agency_waiting = request.query_text("waiting_for"),
                        .board = request.query_text("board"),
                        .opened_by = request.query_text("opened_by"),
                        .closed_too = request.query_text("closed") == "yes",
                        .after = request.query_text("cursor")};
    filter.limit = TRY(limit_of(request));
    if (const auto text = request.query_text("due_before"); !text.empty()) {
        filter.due_before = parse_instant(text);
        if (!filter.due_before)
            return Refused(Problem{.message = "A time could not be read.",
                                   .fields = {{"due_before", "Give an RFC 3339 time"}}});
    }
    const auto page = work::list_records(call.context, call.viewer, filter);
    Json records = Json::array();
    for (const auto& line : page.lines) {
        records.push(json_of_line(line));
    }
    return Answer{.body = Json::object({{"records", std::move(records)},
                                        {"cursor", page.next.empty() ? Json() : Json(page.next)}})};
}

Result<Answer> read_one(Call& call) {
    auto opened = TRY(work::open_record_for(
        call.context, call.viewer, access::Action::Read, call.request.param("ref")));
    work::note_read(call.context, opened.grant);
    if (const auto text = call.request.query_text("as_at"); !text.empty()) {
        const auto when = parse_instant(text);
        if (!when)
            return Refused(Problem{
                .message = "A time could not be read.",
                .fields = {{"as_at", "Give an RFC 3339 time, for example 2026-03-02T14:30:00Z"}}});
        opened.record = TRY(work::record_as_at(call.context, opened.grant, *when));
        call.context.now = *when;
    }
    return whole_answer(call, opened);
}

Result<Answer> events(Call& call) {
    const auto opened = TRY(work::open_record_for(
        call.context, call.viewer, access::Action::Read, call.request.param("ref")));
    work::note_read(call.context, opened.grant);
    Json list = Json::array();
    for (const auto& entry : work::history_of(call.context, opened)) {
        Json details = Json::array();
        for (const auto& [label, value] : entry.details) {
            details.push(Json::object({{"label", label}, {"value", value}}));
        }
        list.push(Json::object({{"rev", entry.rev},
                                {"happened_at", iso(entry.happened)},
                                {"recorded_at", iso(entry.recorded)},
                                {"actor", entry.actor},
                                {"agency", entry.agency},
                                {"kind", entry.kind},
                                {"words", entry.words},
                                {"details", std::move(details)}}));
    }
    return Answer{.body = Json::object({{"events", std::move(list)}})};
}

Result<Answer> answer_one(Call& call, const Json& body) {
    TRY(only_members(body,
                     {{"rev", Shape::Whole}, {"answers", Shape::Object}, "reason", "happened_at"}));
    work::AnswersGiven given{.reason = body.text("reason")};
    given.answers = TRY(work::answers_from_json(body["answers"]));
    given.happened_at = TRY(time_member(body, "happened_at"));
    const auto opened = TRY(work::answer_record(
        call.context, call.viewer, call.request.param("ref"), rev_member(body), given));
    return whole_answer(call, opened);
}

Result<Answer> move_one(Call& call, const Json& body) {
    TRY(only_members(
        body, {{"rev", Shape::Whole}, "to", {"answers", Shape::Object}, "reason", "happened_at"}));
    work::MoveAsked asked{.to = body.text("to"), .reason = body.text("reason")};
    if (!body["answers"].is_null()) asked.answers = TRY(work::answers_from_json(body["answers"]));
    asked.happened_at = TRY(time_member(body, "happened_at"));
    const auto moved = TRY(work::move_record(
        call.context, call.viewer, call.request.param("ref"), rev_member(body), asked));
    auto answer = whole_answer(call, moved.opened);
    answer.body.set("opened", Json::strings(moved.follow_ons));
    return answer;
}

}  // namespace

void add_record_routes(http::Router& router, Api& api) {
    add_writing(router, api, "POST", "/records", "open a record", open_one);
    add_reading(router, api, "/records", "list records", list);
    add_reading(router, api, "/records/{ref}", "read a record", read_one);
    add_reading(router, api, "/records/{ref}/events", "read a record's events", events);
    add_writing(
        router, api, "PATCH", "/records/{ref}/answers", "answer a record's questions", answer_one);
    add_writing(router, api, "POST", "/records/{ref}/moves", "move a record", move_one);
}

}  // namespace longstone::api
