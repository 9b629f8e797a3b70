#include "work/acts/requests.h"

#include "api/api.h"
#include "api/json_of_record.h"
#include "api/members.h"
#include "api/routes.h"
#include "work/acts/return_files.h"
#include "work/house.h"
#include "work/lists.h"
#include "work/visible.h"

// Asking agencies, and their answers.
namespace longstone::api {
namespace {

Result<Answer> ask(Call& call, const Json& body) {
    TRY(only_members(body,
                     {{"rev", Shape::Whole}, "request", {"agencies", Shape::Texts}, "words"}));
    work::AskAgencies asked{.rule = body.text("request"), .words = body.text("words")};
    for (const Json& agency : body["agencies"].items()) {
        asked.agencies.push_back(agency.text());
    }
    const auto opened = TRY(work::ask_agencies(
        call.context, call.viewer, call.request.param("ref"), rev_member(body), asked));
    return Answer{.status = 201, .body = json_of_record(call.context, opened)};
}

Json json_of_request(const work::OpenRequest& found) {
    Json json = Json::object(
        {{"id", found.request.id},
         {"record", found.opened.record.ref},
         {"pathway", found.opened.record.pathway},
         {"request", found.request.rule},
         {"form", found.request.form},
         {"agency", found.request.agency},
         {"words", found.request.words},
         {"asked_at", iso(found.request.asked)},
         {"due_at", iso(found.request.due)},
         {"answered_at", found.request.answered ? Json(iso(*found.request.answered)) : Json()}});
    if (found.request.answered && work::sees_reply(found.opened, found.request))
        json.set("answers", work::to_json(found.request.answers));
    return json;
}

Result<Answer> reply(Call& call, const Json& body) {
    TRY(only_members(body, {{"answers", Shape::Object}}));
    auto answers = TRY(work::answers_from_json(body["answers"]));
    const auto found = TRY(work::reply_to_request(
        call.context, call.viewer, call.request.param("id"), std::move(answers)));
    return Answer{.body = json_of_request(found)};
}

Result<Answer> read_request(Call& call) {
    const auto found = TRY(work::find_request(
        call.context, call.viewer, access::Action::Read, call.request.param("id")));
    work::note_read(call.context, found.opened.grant);
    return Answer{.body = json_of_request(found)};
}

Result<Answer> withdraw(Call& call, const Json& body) {
    TRY(only_members(body, {"reason"}));
    const auto opened = TRY(work::withdraw_request(
        call.context, call.viewer, call.request.param("id"), body.text("reason")));
    return Answer{.body = json_of_record(call.context, opened)};
}

Result<Answer> remind_one(Call& call, const Json& body) {
    TRY(only_members(body, {}));
    const auto opened = TRY(work::remind(call.context, call.viewer, call.request.param("id")));
    return Answer{.body = json_of_record(call.context, opened)};
}

// The answer as another partnership takes it in, sealed with the key of this house.
Result<Answer> give_file(Call& call, const Json& body) {
    TRY(only_members(body, {}));
    const auto& keys = call.api.house.keys;
    const auto given =
        TRY(work::give_return(call.context,
                              call.viewer,
                              {.public_key = keys.public_key, .secret_key = keys.secret_key},
                              call.request.param("id")));
    auto file = TRY(Json::parse(given.text));
    return Answer{.body = std::move(file)};
}

Json json_of_taken(const work::TakenReturn& taken) {
    return Json::object({{"partnership", taken.partnership_name},
                         {"agency", taken.agency_name},
                         {"record", taken.record},
                         {"round", taken.round},
                         {"answered_at", iso(taken.answered)},
                         {"seal", work::seal_words(taken.key)},
                         {"carried", work::to_json(taken.fitted)}});
}

Result<Answer> take_file(Call& call, const Json& body) {
    TRY(only_members(body, {{"file", Shape::Any}, "seal", {"ours", Shape::TextOrTruth}}));
    const auto& file = body["file"];
    const auto taken =
        TRY(work::take_return(call.context,
                              call.viewer,
                              call.api.house.keys.public_key,
                              call.request.param("id"),
                              {.text = file.is_string() ? file.text() : file.dump(),
                               .seal = body.text("seal"),
                               .ours = body["ours"].boolean() || body.text("ours") == "yes"}));
    return Answer{.body = json_of_taken(taken)};
}

Result<Answer> waiting(Call& call) {
    Json list = Json::array();
    for (const auto& entry : work::requests_waiting(call.context, call.viewer, 200)) {
        list.push(Json::object({{"id", entry.id},
                                {"record", entry.record},
                                {"pathway", entry.pathway},
                                {"request", entry.rule},
                                {"agency", entry.agency},
                                {"person_name", entry.person_name},
                                {"asked_at", iso(entry.asked)},
                                {"due_at", iso(entry.due)}}));
    }
    return Answer{.body = Json::object({{"requests", std::move(list)}})};
}

}  // namespace

void add_request_routes(http::Router& router, Api& api) {
    add_writing(router, api, "POST", "/records/{ref}/requests", "ask agencies", ask);
    add_reading(router, api, "/requests", "requests waiting for your agency", waiting);
    add_reading(router, api, "/requests/{id}", "read a request", read_request);
    add_writing(router, api, "POST", "/requests/{id}/answers", "answer a request", reply);
    add_writing(router, api, "POST", "/requests/{id}/withdrawal", "withdraw a request", withdraw);
    add_writing(router, api, "POST", "/requests/{id}/reminders", "remind an agency", remind_one);
    add_writing(router,
                api,
                "POST",
                "/requests/{id}/return-file",
                "an answer as a file for another partnership",
                give_file);
    add_writing(router,
                api,
                "POST",
                "/requests/{id}/taken-return",
                "take in an answer given to another partnership",
                take_file);
}

}  // namespace longstone::api
