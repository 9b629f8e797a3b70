#include "work/acts/meetings.h"

#include "api/api.h"
#include "api/json_of_record.h"
#include "api/members.h"
#include "api/routes.h"
#include "base/text.h"

// Meetings of a record.
namespace longstone::api {
namespace {

Result<std::vector<work::Seat>> seats_from(const Json& list) {
    TRY(only_members_of_each(list,
                             {"agency",
                              "name",
                              "role",
                              {"invited", Shape::Truth},
                              {"attended", Shape::Truth},
                              {"apologies", Shape::Truth}},
                             "seats/"));
    std::vector<work::Seat> seats;
    for (const Json& entry : list.items()) {
        seats.push_back({.agency = entry.text("agency"),
                         .name = entry.text("name"),
                         .role = entry.text("role"),
                         .invited = entry["invited"].boolean(),
                         .attended = entry["attended"].boolean(),
                         .apologies = entry["apologies"].boolean()});
    }
    return seats;
}

Result<Answer> shown(Call& call, const work::Opened& opened, int status = 200) {
    return Answer{.status = status, .body = json_of_record(call.context, opened)};
}

// Called for a time to come, or (with held_at) recorded as held.
Result<Answer> meet(Call& call, const Json& body) {
    TRY(only_members(body,
                     {{"rev", Shape::Whole},
                      "meeting",
                      "id",
                      "at",
                      "place",
                      "held_at",
                      {"seats", Shape::Objects},
                      {"answers", Shape::Object},
                      "dissent"}));
    const auto ref = call.request.param("ref");
    auto seats = TRY(seats_from(body["seats"]));
    const auto held_at = TRY(time_member(body, "held_at"));
    if (!held_at && !body["at"].is_null()) {
        const auto at = TRY(time_member(body, "at"));
        const auto opened = TRY(work::call_meeting(call.context,
                                                   call.viewer,
                                                   ref,
                                                   rev_member(body),
                                                   {.rule = body.text("meeting"),
                                                    .meeting = body.text("id"),
                                                    .at = at.value_or(Instant{}),
                                                    .place = body.text("place"),
                                                    .invited = std::move(seats)}));
        return shown(call, opened, 201);
    }
    work::HoldMeeting held{.meeting = body.text("id"),
                           .rule = body.text("meeting"),
                           .held_at = held_at,
                           .seats = std::move(seats),
                           .dissent = body.text("dissent")};
    if (!body["answers"].is_null()) held.answers = TRY(work::answers_from_json(body["answers"]));
    const auto opened =
        TRY(work::hold_meeting(call.context, call.viewer, ref, rev_member(body), held));
    return shown(call, opened, 201);
}

Result<Answer> cancel(Call& call, const Json& body) {
    TRY(only_members(body, {"reason"}));
    const auto opened = TRY(work::cancel_meeting(call.context,
                                                 call.viewer,
                                                 call.request.param("ref"),
                                                 call.request.param("meeting"),
                                                 body.text("reason")));
    return shown(call, opened);
}

Result<Answer> send(Call& call, const Json& body) {
    TRY(only_members(body, {}));
    const auto opened = TRY(work::send_minutes(
        call.context, call.viewer, call.request.param("ref"), call.request.param("meeting")));
    return shown(call, opened);
}

Result<Answer> receive(Call& call, const Json& body) {
    TRY(only_members(body, {}));
    const auto opened = TRY(work::receive_minutes(
        call.context, call.viewer, call.request.param("ref"), call.request.param("meeting")));
    return shown(call, opened);
}

}  // namespace

void add_meeting_routes(http::Router& router, Api& api) {
    add_writing(router, api, "POST", "/records/{ref}/meetings", "call or hold a meeting", meet);
    add_writing(router,
                api,
                "POST",
                "/records/{ref}/meetings/{meeting}/cancellation",
                "cancel a meeting",
                cancel);
    add_writing(
        router, api, "POST", "/records/{ref}/meetings/{meeting}/minutes", "send minutes", send);
    add_writing(router,
                api,
                "POST",
                "/records/{ref}/meetings/{meeting}/receipts",
                "acknowledge minutes",
                receive);
}

}  // namespace longstone::api
