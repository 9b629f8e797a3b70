#include "api/api.h"
#include "api/routes.h"
#include "review/pack.h"
#include "review/replay.h"

// Decisions as they were taken, and the pack for a rapid review.
namespace longstone::api {
namespace {

Json json_of(const review::Decision& decision) {
    Json details = Json::array();
    for (const auto& [label, value] : decision.details)
        details.push(Json::object({{"label", label}, {"value", value}}));
    const char* kind = decision.kind == review::Decision::Kind::Move     ? "move"
                       : decision.kind == review::Decision::Kind::Answer ? "answer"
                                                                         : "meeting";
    return Json::object({{"id", decision.id},
                         {"record", decision.record},
                         {"pathway", decision.pathway},
                         {"kind", kind},
                         {"happened_at", iso(decision.happened)},
                         {"recorded_at", iso(decision.recorded)},
                         {"by", decision.by},
                         {"agency", decision.agency},
                         {"words", decision.words},
                         {"reason", decision.reason},
                         {"details", std::move(details)}});
}

Json json_of(const chronology::Entry& entry) {
    Json details = Json::array();
    for (const auto& detail : entry.details)
        details.push(Json::object({{"label", detail.label}, {"value", detail.value}}));
    return Json::object({{"id", entry.id},
                         {"record", entry.record},
                         {"kind", std::string(chronology::word(entry.kind))},
                         {"happened_at", iso(entry.happened)},
                         {"recorded_at", iso(entry.recorded)},
                         {"agency", entry.agency},
                         {"source", entry.source},
                         {"words", entry.words},
                         {"details", std::move(details)}});
}

Result<Answer> list(Call& call) {
    const auto review =
        TRY(review::open_review(call.context, call.viewer, call.request.param("ref")));
    for (const auto& grant : review.records)
        work::note_read(call.context, grant);
    Json decisions = Json::array();
    for (const auto& decision : review::decisions_of(call.context, review))
        decisions.push(json_of(decision));
    return Answer{.body = Json::object({{"decisions", std::move(decisions)}})};
}

// An id has a slash, which an address cannot carry: "MC-2026-0412.7".
Result<Answer> one(Call& call) {
    const auto review =
        TRY(review::open_review(call.context, call.viewer, call.request.param("ref")));
    auto id = call.request.param("event");
    if (const auto dot = id.rfind('.'); dot != std::string::npos) id[dot] = '/';
    const auto replayed = TRY(review::replay(call.context, review, id));
    for (const auto& grant : review.records)
        if (grant.subject() == replayed.decision.record) work::note_read(call.context, grant);
    Json could_see = Json::array(), hidden = Json::array(), later = Json::array(),
         looks = Json::array(), posts = Json::array();
    for (const auto& seen : replayed.could_see) {
        auto entry = json_of(seen.entry);
        entry.set("looked_at", seen.looked ? Json(iso(*seen.looked)) : Json());
        could_see.push(std::move(entry));
    }
    for (const auto& [there, why] : replayed.hidden) {
        auto entry = json_of(there);
        entry.set("why", std::string(review::word(why)));
        hidden.push(std::move(entry));
    }
    for (const auto& arrived : replayed.later) {
        auto entry = json_of(arrived);
        entry.set("later_by_seconds",
                  (arrived.recorded.micros - replayed.decision.recorded.micros) / kSecond);
        later.push(std::move(entry));
    }
    for (const auto& look : replayed.looks)
        looks.push(Json::object({{"at", iso(look.at)},
                                 {"subject", look.subject},
                                 {"action", look.action},
                                 {"reason", look.reason}}));
    for (const auto& held : replayed.posts)
        posts.push(Json::object({{"agency", held.agency}, {"post", held.post}}));
    return Answer{.body = Json::object({{"decision", json_of(replayed.decision)},
                                        {"posts", std::move(posts)},
                                        {"could_see", std::move(could_see)},
                                        {"hidden", std::move(hidden)},
                                        {"later", std::move(later)},
                                        {"looked_at", std::move(looks)}})};
}

Result<Answer> pack(Call& call) {
    auto review = TRY(review::open_review(call.context, call.viewer, call.request.param("ref")));
    const auto made = TRY(review::make_pack(call.context, review));
    for (const auto& grant : review.records)
        work::note_read(call.context, grant, "pack");
    return Answer{.body = review::to_json(made)};
}

}  // namespace

void add_review_routes(http::Router& router, Api& api) {
    add_reading(router, api, "/records/{ref}/decisions", "decisions to look back on", list);
    add_reading(router, api, "/records/{ref}/decisions/{event}", "a decision as it was taken", one);
    add_reading(router, api, "/records/{ref}/pack", "a pack for a review", pack);
}

}  // namespace longstone::api
