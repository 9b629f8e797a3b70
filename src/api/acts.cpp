#include <algorithm>

#include "api/api.h"
#include "api/json_of_record.h"
#include "api/members.h"
#include "api/routes.h"
#include "base/text.h"
#include "work/acts/actions.h"
#include "work/acts/assign.h"
#include "work/acts/clock_acts.h"
#include "work/acts/dissent.h"
#include "work/acts/name_people.h"
#include "work/acts/review_history.h"
#include "work/acts/share.h"
#include "work/acts/tell.h"

// What else people do to a record: each call is one act of src/work/acts and answers with the
// record.
namespace longstone::api {
namespace {

std::string ref_of(const Call& call) {
    return call.request.param("ref");
}

Result<Answer> shown(Call& call, Result<work::Opened> opened) {
    const auto done = TRY(std::move(opened));
    return Answer{.body = json_of_record(call.context, done)};
}

// "all", or a list of them.
Result<void> put_hearers(const Json& said,
                         std::string_view member,
                         std::vector<std::string>& names,
                         bool& all) {
    if (said.is_null()) return {};
    if (said.is_string() && said.text() == "all") {
        all = true;
        return {};
    }
    for (const Json& name : said.items())
        names.push_back(name.text());
    if (!names.empty() && std::ranges::all_of(said.items(), &Json::is_string)) return {};
    const std::string what = "Give \"all\", or a list of texts with one of them at least";
    return Refused(Problem{.message = what, .fields = {{std::string(member), what}}});
}

Result<Answer> tell_them(Call& call, const Json& body) {
    TRY(only_members(body,
                     {{"rev", Shape::Whole},
                      "whom",
                      "agency",
                      {"agencies", Shape::Any},
                      {"people", Shape::Any},
                      "how",
                      "words",
                      "not_told_reason",
                      "at"}));
    work::Telling telling{.whom = body.text("whom"),
                          .how = body.text("how"),
                          .words = body.text("words"),
                          .not_told_reason = body.text("not_told_reason")};
    if (const auto agency = body.text("agency"); !agency.empty()) telling.agencies = {agency};
    TRY(put_hearers(body["agencies"], "agencies", telling.agencies, telling.all));
    TRY(put_hearers(body["people"], "people", telling.people, telling.all));
    telling.at = TRY(time_member(body, "at"));
    return shown(call,
                 work::tell(call.context, call.viewer, ref_of(call), rev_member(body), telling));
}

Result<Answer> review(Call& call, const Json& body) {
    TRY(only_members(body, {{"rev", Shape::Whole}, {"items", Shape::Objects}}));
    std::vector<work::HistoryDecision> decisions;
    TRY(only_members_of_each(body["items"], {"record", "decision", "reason"}, "items/"));
    for (const Json& item : body["items"].items()) {
        decisions.push_back({.record = item.text("record"),
                             .decision = item.text("decision"),
                             .reason = item.text("reason")});
    }
    return shown(
        call,
        work::review_history(call.context, call.viewer, ref_of(call), rev_member(body), decisions));
}

Result<Answer> set_one_action(Call& call, const Json& body) {
    TRY(only_members(body, {"what", "owner", "agency", "due"}));
    work::NewAction action{
        .what = body.text("what"), .owner = body.text("owner"), .agency = body.text("agency")};
    action.due = TRY(day_member(body, "due"));
    auto answer =
        TRY(shown(call, work::set_action(call.context, call.viewer, ref_of(call), action)));
    answer.status = 201;
    return answer;
}

Result<Answer> end_one_action(Call& call, const Json& body) {
    TRY(only_members(body, {"status", "evidence"}));
    return shown(call,
                 work::end_action(call.context,
                                  call.viewer,
                                  ref_of(call),
                                  call.request.param("action"),
                                  body.text("status"),
                                  body.text("evidence")));
}

Result<Answer> name_one(Call& call, const Json& body) {
    TRY(only_members(body, {"person", "role"}));
    return shown(
        call,
        work::add_person(
            call.context, call.viewer, ref_of(call), body.text("person"), body.text("role")));
}

Result<Answer> take_off(Call& call, const Json& body) {
    TRY(only_members(body, {"person", "role", "reason"}));
    return shown(call,
                 work::remove_person(call.context,
                                     call.viewer,
                                     ref_of(call),
                                     body.text("person"),
                                     body.text("role"),
                                     body.text("reason")));
}

Result<Answer> lead_one(Call& call, const Json& body) {
    TRY(only_members(body, {{"rev", Shape::Whole}, "lead"}));
    return shown(call,
                 work::assign_lead(
                     call.context, call.viewer, ref_of(call), rev_member(body), body.text("lead")));
}

Result<Answer> disagree(Call& call, const Json& body) {
    TRY(only_members(body, {"about", "words"}));
    return shown(
        call,
        work::record_dissent(
            call.context, call.viewer, ref_of(call), body.text("about"), body.text("words")));
}

Result<Answer> pause(Call& call, const Json& body) {
    TRY(only_members(body, {"reason", "review_on"}));
    const auto review_on = TRY(time_member(body, "review_on"));
    return shown(call,
                 work::pause_clock(call.context,
                                   call.viewer,
                                   ref_of(call),
                                   call.request.param("clock"),
                                   body.text("reason"),
                                   review_on));
}

Result<Answer> resume(Call& call, const Json& body) {
    TRY(only_members(body, {}));
    return shown(
        call,
        work::resume_clock(call.context, call.viewer, ref_of(call), call.request.param("clock")));
}

Result<Answer> explain(Call& call, const Json& body) {
    TRY(only_members(body, {"reason"}));
    return shown(call,
                 work::explain_lateness(call.context,
                                        call.viewer,
                                        ref_of(call),
                                        call.request.param("clock"),
                                        body.text("reason")));
}

Result<Answer> share(Call& call, const Json& body) {
    TRY(only_members(body, {"agency", "purpose", "gateway"}));
    return shown(call,
                 work::share_with_agency(call.context,
                                         call.viewer,
                                         ref_of(call),
                                         body.text("agency"),
                                         body.text("purpose"),
                                         body.text("gateway")));
}

Result<Answer> restrict_one(Call& call, const Json& body) {
    TRY(only_members(body, {{"restricted", Shape::Truth}, "reason"}));
    return shown(call,
                 work::set_restricted(call.context,
                                      call.viewer,
                                      ref_of(call),
                                      body["restricted"].boolean(true),
                                      body.text("reason")));
}

Result<Answer> name_a_user(Call& call, const Json& body) {
    TRY(only_members(body, {"user", "reason"}));
    return shown(
        call,
        work::name_user(
            call.context, call.viewer, ref_of(call), body.text("user"), body.text("reason")));
}

Result<Answer> bar_a_user(Call& call, const Json& body) {
    TRY(only_members(body, {"user", "reason"}));
    return shown(
        call,
        work::bar_user(
            call.context, call.viewer, ref_of(call), body.text("user"), body.text("reason")));
}

Result<Answer> glass(Call& call, const Json& body) {
    TRY(only_members(body, {"reason"}));
    TRY(work::break_glass(call.context, call.viewer, ref_of(call), body.text("reason")));
    return Answer{
        .body = Json::object({{"ref", ref_of(call)}, {"open_for_minutes", work::kGlassMinutes}})};
}

}  // namespace

void add_act_routes(http::Router& router, Api& api) {
    add_writing(
        router, api, "POST", "/records/{ref}/outcomes", "tell somebody the outcome", tell_them);
    add_writing(router, api, "POST", "/records/{ref}/history", "review earlier records", review);
    add_writing(router, api, "POST", "/records/{ref}/actions", "set an action", set_one_action);
    add_writing(
        router, api, "PATCH", "/records/{ref}/actions/{action}", "close an action", end_one_action);
    add_writing(
        router, api, "POST", "/records/{ref}/people", "name a person on a record", name_one);
    add_writing(router,
                api,
                "POST",
                "/records/{ref}/people/removals",
                "take a person off a record",
                take_off);
    add_writing(router, api, "POST", "/records/{ref}/lead", "name the lead", lead_one);
    add_writing(router, api, "POST", "/records/{ref}/dissents", "record disagreement", disagree);
    add_writing(router, api, "POST", "/records/{ref}/clocks/{clock}/pause", "pause a clock", pause);
    add_writing(
        router, api, "POST", "/records/{ref}/clocks/{clock}/resume", "resume a clock", resume);
    add_writing(
        router, api, "POST", "/records/{ref}/clocks/{clock}/lateness", "explain lateness", explain);
    add_writing(router, api, "POST", "/records/{ref}/sharing", "share with an agency", share);
    add_writing(
        router, api, "POST", "/records/{ref}/restriction", "restrict a record", restrict_one);
    add_writing(
        router, api, "POST", "/records/{ref}/named", "name a user on a record", name_a_user);
    add_writing(
        router, api, "POST", "/records/{ref}/barred", "bar a user from a record", bar_a_user);
    add_writing(
        router, api, "POST", "/records/{ref}/break-glass", "open a record by break-glass", glass);
}

}  // namespace longstone::api
