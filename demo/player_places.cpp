#include "base/text.h"
#include "demo/player.h"
#include "work/places.h"
#include "work/places_kept.h"

// The steps of a story that are about places: booked, approved, given back, used, evaluated.
namespace longstone::demo {

// The id of the place that whoever holds this post has on the record; "none" without one.
std::string Player::place_of(const std::string& post) {
    const auto& user = callers_.user_of(post);
    const auto session = house_.store->read();
    const auto places = work::load_places(*session, ref_);
    const auto* place = work::place_for(places, user);
    return place == nullptr ? "none" : place->id;
}

// "late" stands for one that was given back late.
std::vector<std::string> Player::place_differences(const Json& expected) {
    std::vector<std::string> wrong;
    for (const auto& [post, state] : expected.members()) {
        const auto& user = callers_.user_of(post);
        const auto session = house_.store->read();
        const auto places = work::load_places(*session, ref_);
        const auto* place = work::place_for(places, user);
        std::string now = "none";
        if (place != nullptr) now = place->late ? "late" : std::string(work::word(place->state));
        if (now != state.text())
            wrong.push_back(cat({"the place of ", post, " is ", now, ", not ", state.text()}));
    }
    return wrong;
}

void Player::on_places(const std::string& what, const Json& body) {
    acted_ = true;
    last_ = call("POST", cat({"/api/v1/training/", ref_, what}), body);
}

void Player::take_register(const Json& taken) {
    Json came = Json::array();
    for (const std::string_view part : {"came", "missed"}) {
        for (const Json& post : taken[part].items())
            came.push(Json::object({{"place", place_of(post.text())}, {"came", part == "came"}}));
    }
    Json walk_ins = Json::array();
    for (const Json& one : taken["walk-ins"].items()) {
        Json entry{Json::Object{}};
        if (one.is_string()) entry.set("learner", callers_.user_of(one.text()));
        for (const auto& [key, value] : one.members())
            entry.set(key, value);
        walk_ins.push(std::move(entry));
    }
    on_places("/register",
              Json::object({{"came", std::move(came)}, {"walk_ins", std::move(walk_ins)}}));
}

// Whether the step was one of these.
bool Player::act_on_places(const Json& step) {
    if (step.has("book")) {
        const Json& asked = step["book"];
        Json body = Json::object({{"needs", asked.text("needs")}});
        if (asked.has("manager")) body.set("manager", callers_.user_of(asked.text("manager")));
        if (asked.has("wait")) body.set("wait", true);
        on_places("/places", body);
    } else if (step.has("approve")) {
        const auto place = cat({"/places/", place_of(step.text("approve"))});
        if (step.has("reason"))
            on_places(cat({place, "/refusal"}), Json::object({{"reason", step["reason"]}}));
        else
            on_places(cat({place, "/approval"}), Json(Json::Object{}));
    } else if (step.has("give-back")) {
        on_places(cat({"/places/", place_of(step.text("give-back")), "/cancellation"}),
                  Json::object({{"reason", step.text("reason")}}));
    } else if (step.has("register")) {
        take_register(step["register"]);
    } else if (step.has("evaluate")) {
        const Json& said = step["evaluate"];
        on_places(
            cat({"/places/", place_of(said.has("of") ? said.text("of") : as_), "/evaluations"}),
            Json::object({{"evaluation", said.text("which")}, {"answers", answers_of(said)}}));
    } else {
        return false;
    }
    return true;
}

}  // namespace longstone::demo
