#include "api/api.h"
#include "api/door.h"
#include "api/members.h"
#include "api/routes.h"
#include "work/acts/ask_known.h"
#include "work/acts/releases.h"
#include "work/sharing/register.h"

// Whether an agency knows somebody, what it is asked for and releases, and what its own system does
// to answer blind (docs/sharing.md).
namespace longstone::api {
namespace {

constexpr std::size_t kLargestList = 64U << 20U;

Json maybe_time(const std::optional<Instant>& at) {
    return at ? Json(iso(*at)) : Json();
}

Json json_of(Call& call, const work::KnownQuestion& question) {
    using State = work::KnownQuestion::State;
    const auto state = question.state(call.context.now, work::list_counts(call.context, question));
    const char* word = state == State::Known        ? "known"
                       : state == State::NotKnown   ? "not-known"
                       : state == State::Unanswered ? "unanswered"
                                                    : "waiting";
    return Json::object({{"id", question.id},
                         {"person", question.person},
                         {"agency", question.owner},
                         {"purpose", question.purpose},
                         {"gateway", question.gateway},
                         {"asked_at", iso(question.asked)},
                         {"asked_by", question.asked_by},
                         {"answer_at", iso(question.shows)},
                         {"answer", word},
                         {"category", state == State::Known ? question.category : ""}});
}

Json json_of(const work::FieldRequest& request, Instant now) {
    Json fields = Json::array();
    for (const auto& field : request.fields) {
        Json one = Json::object({{"field", field.field},
                                 {"gateway", field.gateway},
                                 {"until", iso(field.until)},
                                 {"decision", field.decision},
                                 {"reason", field.reason},
                                 {"open", field.open(now)},
                                 {"ended_at", maybe_time(field.ended)},
                                 {"ended_reason", field.ended_reason}});
        if (!field.value.empty()) one.set("value", field.value);
        fields.push(std::move(one));
    }
    return Json::object({{"id", request.id},
                         {"record", request.record},
                         {"person", request.person},
                         {"agency", request.owner},
                         {"asked_for", request.asker},
                         {"asked_by", request.asked_by},
                         {"purpose", request.purpose},
                         {"words", request.words},
                         {"asked_at", iso(request.asked)},
                         {"decided_at", maybe_time(request.decided)},
                         {"decided_by", request.decided_by},
                         {"withdrawn_at", maybe_time(request.withdrawn)},
                         {"fields", std::move(fields)}});
}

Json without_values(work::FieldRequest request, Instant now) {
    for (auto& field : request.fields)
        field.value.clear();
    return json_of(request, now);
}

// ---- those who work on a record

Result<Answer> ask_known(Call& call, const Json& body) {
    TRY(only_members(body, {"person", "agency", "purpose", "gateway"}));
    const auto question = TRY(work::ask_known(call.context,
                                              call.viewer,
                                              call.request.param("ref"),
                                              {.person = body.text("person"),
                                               .holder = body.text("agency"),
                                               .purpose = body.text("purpose"),
                                               .gateway = body.text("gateway")}));
    return Answer{.status = 201, .body = json_of(call, question)};
}

Result<Answer> list_known(Call& call) {
    const auto opened = TRY(open_whole(call));
    Json list = Json::array();
    for (const auto& question : work::questions_of(call.context, opened.grant))
        list.push(json_of(call, question));
    return Answer{.body = Json::object({{"questions", std::move(list)}})};
}

Result<Answer> ask_fields(Call& call, const Json& body) {
    TRY(only_members(body, {"question", "purpose", "words", {"fields", Shape::Objects}}));
    work::AskFields asked{.question = body.text("question"),
                          .purpose = body.text("purpose"),
                          .words = body.text("words")};
    TRY(only_members_of_each(body["fields"], {"field", "gateway", "until"}, "fields/"));
    for (const Json& field : body["fields"].items()) {
        const auto until = TRY(day_member(field, "until"));
        asked.fields.push_back({.field = field.text("field"),
                                .gateway = field.text("gateway"),
                                .until = until.value_or(Date{})});
    }
    const auto request =
        TRY(work::ask_fields(call.context, call.viewer, call.request.param("ref"), asked));
    return Answer{.status = 201, .body = without_values(request, call.context.now)};
}

Result<Answer> list_fields(Call& call) {
    const auto opened = TRY(open_whole(call));
    Json list = Json::array();
    for (const auto& request : work::field_requests_of(call.context, opened.grant))
        list.push(without_values(request, call.context.now));
    return Answer{.body = Json::object({{"requests", std::move(list)}})};
}

Result<Answer> read_released(Call& call) {
    const auto request =
        TRY(work::read_releases(call.context, call.viewer, call.request.param("request")));
    return Answer{.body = json_of(request, call.context.now)};
}

Result<Answer> withdraw(Call& call, const Json& body) {
    TRY(only_members(body, {"reason"}));
    const auto request = TRY(work::withdraw_fields(
        call.context, call.viewer, call.request.param("request"), body.text("reason")));
    return Answer{.body = without_values(request, call.context.now)};
}

// ---- the agency that is asked

Result<Answer> read_asked(Call& call) {
    const auto asked =
        TRY(work::find_field_request(call.context, call.viewer, call.request.param("request")));
    auto json = json_of(asked.request, call.context.now);
    json.set("name", asked.person.name);
    if (asked.person.born) json.set("birth_date", iso(*asked.person.born));
    return Answer{.body = std::move(json)};
}

Result<Answer> decide(Call& call, const Json& body) {
    TRY(only_members(body, {{"decisions", Shape::Objects}}));
    std::vector<work::FieldDecision> decisions;
    TRY(only_members_of_each(
        body["decisions"], {"field", "decision", "value", "reason", "until"}, "decisions/"));
    for (const Json& one : body["decisions"].items()) {
        decisions.push_back({.field = one.text("field"),
                             .decision = one.text("decision"),
                             .value = one.text("value"),
                             .reason = one.text("reason")});
        decisions.back().until = TRY(day_member(one, "until"));
    }
    const auto request = TRY(
        work::decide_fields(call.context, call.viewer, call.request.param("request"), decisions));
    return Answer{.body = json_of(request, call.context.now)};
}

Result<Answer> end(Call& call, const Json& body) {
    TRY(only_members(body, {"field", "reason"}));
    const auto request = TRY(work::end_release(call.context,
                                               call.viewer,
                                               call.request.param("request"),
                                               body.text("field"),
                                               body.text("reason")));
    return Answer{.body = json_of(request, call.context.now)};
}

Result<Answer> read_register(Call& call) {
    const auto wanted = call.request.param("agency");
    const auto found =
        TRY(work::sharing_register(call.context, call.viewer, wanted == "all" ? "" : wanted));
    Json requests = Json::array(), questions = Json::array();
    for (const auto& line : found.requests) {
        auto json = json_of(line.request, call.context.now);
        Json looks = Json::array();
        for (const auto& look : line.looks)
            looks.push(Json::object({{"at", iso(look.at)},
                                     {"by", look.actor},
                                     {"agency", look.agency},
                                     {"fields", look.reason}}));
        json.set("name", line.person).set("looks", std::move(looks));
        requests.push(std::move(json));
    }
    for (const auto& line : found.questions) {
        const auto& one = line.question;
        questions.push(Json::object({{"asked_at", iso(one.asked)},
                                     {"asked_for", one.asker},
                                     {"agency", one.owner},
                                     {"purpose", one.purpose},
                                     {"gateway", one.gateway},
                                     {"waits", line.waits},
                                     {"known", one.known},
                                     {"contact_told", one.contact_told},
                                     {"whom", line.person}}));
    }
    return Answer{.body = Json::object(
                      {{"requests", std::move(requests)}, {"questions", std::move(questions)}})};
}

// ---- its own system

Result<http::Reply> send_list(Call& call) {
    const auto body = Json::parse(call.request.body);
    if (!body || !body->is_object())
        return refuse(Fault::Malformed, "Send one JSON object with epoch, public_key and entries.");
    TRY(only_members(*body, {"epoch", "public_key", {"entries", Shape::Any}}));
    const auto list = TRY(work::list_from_json(call.request.param("agency"), *body));
    const auto held = TRY(work::send_known_list(call.context, call.viewer, list));
    return http::Reply::json(
        200,
        Json::object(
            {{"epoch", held.epoch}, {"entries", held.entries}, {"until", iso(held.until)}}));
}

Result<Answer> open_questions(Call& call) {
    Json list = Json::array();
    const auto open =
        TRY(work::questions_open(call.context, call.viewer, call.request.param("agency")));
    for (const auto& question : open) {
        list.push(Json::object({{"id", question.id},
                                {"asked_for", question.asker},
                                {"epoch", question.epoch},
                                {"purpose", question.purpose},
                                {"gateway", question.gateway},
                                {"asked_at", iso(question.asked)},
                                {"points", Json::strings(question.points)}}));
    }
    return Answer{.body = Json::object({{"questions", std::move(list)}})};
}

Result<Answer> answer(Call& call, const Json& body) {
    TRY(only_members(body, {{"points", Shape::Texts}}));
    std::vector<std::string> points;
    for (const Json& point : body["points"].items())
        points.push_back(point.text());
    TRY(work::answer_known(call.context,
                           call.viewer,
                           call.request.param("agency"),
                           call.request.param("question"),
                           points));
    // The same whatever came of it: whoever answers is not told whom they know.
    return Answer{.body = Json::object({{"answered", true}})};
}

}  // namespace

void add_sharing_routes(http::Router& router, Api& api) {
    add_writing(router,
                api,
                "POST",
                "/records/{ref}/known",
                "ask whether an agency knows somebody",
                ask_known);
    add_reading(router, api, "/records/{ref}/known", "whether agencies know somebody", list_known);
    add_writing(router,
                api,
                "POST",
                "/records/{ref}/field-requests",
                "ask an agency for fields",
                ask_fields);
    add_reading(
        router, api, "/records/{ref}/field-requests", "what agencies were asked for", list_fields);
    add_reading(router, api, "/released/{request}", "read what an agency released", read_released);
    add_writing(router,
                api,
                "POST",
                "/field-requests/{request}/withdrawal",
                "withdraw what an agency was asked for",
                withdraw);
    add_reading(
        router, api, "/field-requests/{request}", "read what your agency is asked for", read_asked);
    add_writing(router,
                api,
                "POST",
                "/field-requests/{request}/decisions",
                "decide what your agency releases",
                decide);
    add_writing(router, api, "POST", "/field-requests/{request}/ends", "end a release early", end);
    add_reading(router,
                api,
                "/sharing/{agency:key}",
                "everything an agency was asked and released",
                read_register);
    router.add(
        "POST",
        "/api/v1/known/{agency:key}/list",
        [&api](const http::Request& request) { return in_transaction(api, request, send_list); },
        {.name = "send an agency's hashed list",
         .access = http::AccessKind::Api,
         .body_limit = kLargestList});
    add_reading(router,
                api,
                "/known/{agency:key}/questions",
                "questions for an agency's own system",
                open_questions);
    add_writing(router,
                api,
                "POST",
                "/known/{agency:key}/questions/{question}",
                "answer for an agency's own system",
                answer);
}

}  // namespace longstone::api
