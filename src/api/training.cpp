#include "partnership/training.h"

#include "api/api.h"
#include "api/json_of_record.h"
#include "api/members.h"
#include "api/routes.h"

// Courses, places on them, who came and what they say of it.
namespace longstone::api {
namespace {

using work::PlaceState;

Json time_or_null(const std::optional<Instant>& instant) {
    return instant ? Json(iso(*instant)) : Json();
}

Json json_of_place(const PlaceState& place, const std::vector<PlaceState>& all) {
    const auto position = work::position_of(all, place);
    Json json = Json::object({{"id", place.id},
                              {"state", work::word(place.state)},
                              {"agency", place.agency},
                              {"manager", place.manager},
                              {"asked_at", iso(place.asked)},
                              {"given_at", time_or_null(place.given)},
                              {"late", place.late}});
    if (position > 0) json.set("position", position);
    if (!place.certificate.empty())
        json.set("certificate", place.certificate).set("valid_until", place.valid_until);
    Json evaluated = Json::array();
    for (const auto& [id, given] : place.evaluated)
        evaluated.push(id);
    return json.set("evaluated", std::move(evaluated));
}

Json json_of_offer(const define::Pathway& pathway,
                   const work::RecordState& record,
                   const work::Offer& offer) {
    return Json::object({{"record", record.ref},
                         {"pathway", pathway.id},
                         {"title", record.first_answer(pathway.summary)},
                         {"first_day", offer.first ? Json(iso(*offer.first)) : Json()},
                         {"last_day", offer.last ? Json(iso(*offer.last)) : Json()},
                         {"times", offer.times},
                         {"capacity", offer.capacity},
                         {"places_left", offer.left()},
                         {"waiting", offer.waiting},
                         {"needs_approval", offer.needs_approval},
                         {"open", offer.is_open},
                         {"cancel_by", time_or_null(offer.cancel_by)}});
}

// The course, the caller's own place, and for whoever runs it every place.
Answer answer_of(Call& call, const work::Opened& opened, int status = 200) {
    const auto offer = work::offer_of(work::situation_of(call.context, opened));
    Json json = json_of_offer(*opened.pathway, opened.record, offer);
    const auto& places = opened.record.places;
    const auto* mine = work::place_for(places, call.viewer.user);
    json.set("place", mine == nullptr ? Json() : json_of_place(*mine, places));
    if (work::runs_places(call.viewer, opened)) {
        Json all = Json::array();
        for (const auto& place : places) {
            Json one = json_of_place(place, places);
            one.set("learner", place.learner).set("name", place.name).set("needs", place.needs);
            all.push(std::move(one));
        }
        json.set("places", std::move(all));
    }
    return {.status = status, .body = std::move(json)};
}

Result<Answer> list(Call& call) {
    TRY(access::allow(call.viewer, access::Action::BookPlaces));
    Json courses = Json::array();
    for (const auto& session : partnership::catalogue(call.context, call.viewer, {}))
        courses.push(json_of_offer(*session.pathway, session.record, session.offer));
    return Answer{.body = Json::object({{"courses", std::move(courses)}})};
}

Result<Answer> mine(Call& call) {
    TRY(access::allow(call.viewer, access::Action::BookPlaces));
    Json places = Json::array();
    for (const auto& one : partnership::places_of(call.context, call.viewer)) {
        Json json = json_of_offer(*one.session.pathway, one.session.record, one.session.offer);
        json.set("place", json_of_place(one.place, one.session.record.places));
        places.push(std::move(json));
    }
    return Answer{.body = Json::object({{"places", std::move(places)}})};
}

Result<Answer> one(Call& call) {
    const auto opened =
        TRY(work::open_places(call.context, call.viewer, call.request.param("ref")));
    return answer_of(call, opened);
}

Result<Answer> ask(Call& call, const Json& body) {
    TRY(only_members(body, {"manager", "needs", {"wait", Shape::Truth}}));
    const auto opened = TRY(work::ask_place(call.context,
                                            call.viewer,
                                            call.request.param("ref"),
                                            {.manager = body.text("manager"),
                                             .needs = body.text("needs"),
                                             .wait = body["wait"].boolean()}));
    return answer_of(call, opened, 201);
}

Result<Answer> approve(Call& call, const Json& body) {
    TRY(only_members(body, {}));
    const auto opened = TRY(work::approve_place(
        call.context, call.viewer, call.request.param("ref"), call.request.param("place")));
    return answer_of(call, opened);
}

Result<Answer> decline(Call& call, const Json& body) {
    TRY(only_members(body, {"reason"}));
    const auto opened = TRY(work::decline_place(call.context,
                                                call.viewer,
                                                call.request.param("ref"),
                                                call.request.param("place"),
                                                body.text("reason")));
    return answer_of(call, opened);
}

Result<Answer> give_back(Call& call, const Json& body) {
    TRY(only_members(body, {"reason"}));
    const auto opened = TRY(work::cancel_place(call.context,
                                               call.viewer,
                                               call.request.param("ref"),
                                               call.request.param("place"),
                                               body.text("reason")));
    return answer_of(call, opened);
}

Result<Answer> register_who_came(Call& call, const Json& body) {
    TRY(only_members(
        body, {{"rev", Shape::Whole}, {"came", Shape::Objects}, {"walk_ins", Shape::Objects}}));
    TRY(only_members_of_each(body["came"], {"place", {"came", Shape::Truth}}, "came/"));
    TRY(only_members_of_each(body["walk_ins"], {"learner", "name", "agency"}, "walk_ins/"));
    work::Register taken;
    for (const Json& entry : body["came"].items()) {
        taken.came.push_back({.place = entry.text("place"), .came = entry["came"].boolean()});
    }
    for (const Json& entry : body["walk_ins"].items())
        taken.walk_ins.push_back({.learner = entry.text("learner"),
                                  .name = entry.text("name"),
                                  .agency = entry.text("agency")});
    const auto opened = TRY(work::take_register(
        call.context, call.viewer, call.request.param("ref"), rev_member(body), taken));
    return answer_of(call, opened);
}

Result<Answer> evaluate(Call& call, const Json& body) {
    TRY(only_members(body, {"evaluation", {"answers", Shape::Object}}));
    auto answers = TRY(work::answers_from_json(body["answers"]));
    const auto opened = TRY(work::evaluate_place(call.context,
                                                 call.viewer,
                                                 call.request.param("ref"),
                                                 call.request.param("place"),
                                                 body.text("evaluation"),
                                                 std::move(answers)));
    return answer_of(call, opened);
}

}  // namespace

void add_training_routes(http::Router& router, Api& api) {
    add_reading(router, api, "/training", "courses to book", list);
    add_reading(router, api, "/training/mine", "your places on courses", mine);
    add_reading(router, api, "/training/{ref}", "a course and your place on it", one);
    add_writing(router, api, "POST", "/training/{ref}/places", "ask for a place", ask);
    const std::string place = "/training/{ref}/places/{place}";
    add_writing(router, api, "POST", place + "/approval", "approve a place", approve);
    add_writing(router, api, "POST", place + "/refusal", "do not approve a place", decline);
    add_writing(router, api, "POST", place + "/cancellation", "give a place back", give_back);
    add_writing(router, api, "POST", place + "/evaluations", "evaluate a course", evaluate);
    add_writing(
        router, api, "POST", "/training/{ref}/register", "record who came", register_who_came);
}

}  // namespace longstone::api
