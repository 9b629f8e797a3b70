#include <algorithm>

#include "api/api.h"
#include "api/door.h"
#include "api/json_of_record.h"
#include "api/members.h"
#include "api/routes.h"
#include "base/text.h"
#include "partnership/competence.h"
#include "work/acts/answer_links.h"
#include "work/acts/rounds.h"
#include "work/acts/samples.h"
#include "work/house.h"

// The partnership's own work: links through which people answer without an account, samples drawn
// for audits, yearly rounds, and who has learned what their role needs.
namespace longstone::api {
namespace {

using partnership::Standing;

// ---- links

Json json_of_link(Call& call, const work::AnswerLink& link) {
    const bool live = link.live(call.context.now);
    Json json = Json::object({{"id", link.id},
                              {"link", link.rule},
                              {"label", link.label},
                              {"made_at", iso(link.made)},
                              {"made_by", link.made_by},
                              {"expires_at", iso(link.expires)},
                              {"answers", link.answers},
                              {"most", link.most > 0 ? Json(link.most) : Json()},
                              {"live", live}});
    if (link.closed)
        json.set("closed_at", iso(*link.closed)).set("closed_reason", link.closed_reason);
    if (live) {
        const auto token = work::link_token(call.api.house.keys.csrf_key, link.id);
        json.set("token", token)
            .set("address", cat({call.api.house.options.base_url, "/a/", token}));
    }
    return json;
}

Result<Answer> links(Call& call) {
    const auto opened = TRY(open_whole(call));
    Json all = Json::array();
    for (const auto& link : work::answer_links_of(call.context, opened.grant))
        all.push(json_of_link(call, link));
    return Answer{.body = Json::object({{"links", std::move(all)}})};
}

Result<Answer> make_link(Call& call, const Json& body) {
    TRY(only_members(body, {"link", "label", "until", {"most", Shape::Whole}}));
    const auto until = TRY(day_member(body, "until"));
    const auto id = TRY(work::make_answer_link(call.context,
                                               call.viewer,
                                               call.api.house.keys.csrf_key,
                                               call.request.param("ref"),
                                               {.rule = body.text("link"),
                                                .label = body.text("label"),
                                                .until = until,
                                                .most = body["most"].integer()}));
    const auto opened = TRY(work::open_record_for(
        call.context, call.viewer, access::Action::Read, call.request.param("ref")));
    for (const auto& link : work::answer_links_of(call.context, opened.grant))
        if (link.id == id) return Answer{.status = 201, .body = json_of_link(call, link)};
    return not_found();
}

Result<Answer> close_link(Call& call, const Json& body) {
    TRY(only_members(body, {"reason"}));
    const auto opened = TRY(work::close_answer_link(call.context,
                                                    call.viewer,
                                                    call.request.param("ref"),
                                                    call.request.param("link"),
                                                    body.text("reason")));
    Json all = Json::array();
    for (const auto& link : work::answer_links_of(call.context, opened.grant))
        all.push(json_of_link(call, link));
    return Answer{.body = Json::object({{"links", std::move(all)}})};
}

// ---- samples

Json json_of_sample(const work::Sample& sample) {
    Json strata = Json::array();
    for (const auto& stratum : sample.drawn.strata)
        strata.push(Json::object(
            {{"value", stratum.value}, {"frame", stratum.frame}, {"drawn", stratum.drawn}}));
    return Json::object({{"n", sample.n},
                         {"algorithm", work::kDrawAlgorithm},
                         {"criteria", work::to_json(sample.criteria)},
                         {"size", sample.size},
                         {"frame", sample.frame},
                         {"seed", sample.seed},
                         {"drawn_at", iso(sample.at)},
                         {"drawn_by", sample.by},
                         {"reason", sample.reason},
                         {"records", Json::strings(sample.drawn.refs)},
                         {"strata", std::move(strata)}});
}

Result<Answer> samples(Call& call) {
    const auto opened = TRY(open_whole(call));
    if (!opened.pathway->sample) return not_found();
    Json all = Json::array();
    for (const auto& sample : work::samples_of(call.context, opened.grant))
        all.push(json_of_sample(sample));
    return Answer{.body = Json::object({{"samples", std::move(all)}})};
}

Result<Answer> draw(Call& call, const Json& body) {
    TRY(only_members(body,
                     {"pathway",
                      "by",
                      "since",
                      "until",
                      "field",
                      "value",
                      {"age_from", Shape::Whole},
                      {"age_to", Shape::Whole},
                      "agency",
                      "strata",
                      {"size", Shape::Whole},
                      "seed",
                      "reason"}));
    const auto years = [&](std::string_view member) -> std::optional<int> {
        if (body[member].is_null()) return {};
        return static_cast<int>(body[member].integer());
    };
    const auto since = TRY(day_member(body, "since")).value_or(Date{});
    const auto until = TRY(day_member(body, "until")).value_or(Date{});
    const auto sample = TRY(work::draw_sample(call.context,
                                              call.viewer,
                                              call.request.param("ref"),
                                              {.criteria = {.pathway = body.text("pathway"),
                                                            .by = body.text("by"),
                                                            .since = since,
                                                            .until = until,
                                                            .field = body.text("field"),
                                                            .value = body.text("value"),
                                                            .age_from = years("age_from"),
                                                            .age_to = years("age_to"),
                                                            .agency = body.text("agency"),
                                                            .strata = body.text("strata")},
                                               .size = body["size"].integer(),
                                               .seed = body.text("seed"),
                                               .reason = body.text("reason")}));
    return Answer{.status = 201, .body = json_of_sample(sample)};
}

// ---- rounds

Json json_of_round(Call& call, const define::Pathway& pathway) {
    const int year = work::round_year(*pathway.round, london(call.context.now).date);
    Json agencies = Json::array();
    for (const auto& place : work::round_places(call.context, pathway, year))
        agencies.push(
            Json::object({{"agency", place.agency},
                          {"record", place.record.empty() ? Json() : Json(place.record)},
                          {"stage", place.stage.empty() ? Json() : Json(place.stage)},
                          {"before", place.before.empty() ? Json() : Json(place.before)}}));
    return Json::object({{"pathway", pathway.id},
                         {"year", year},
                         {"begins", iso(work::round_begins(*pathway.round, year))},
                         {"agencies", std::move(agencies)}});
}

Result<Answer> rounds(Call& call) {
    Json all = Json::array();
    for (const auto& [id, pathway] : call.context.definitions.pathways)
        if (pathway.round && call.viewer.holds_any(pathway.access.opens))
            all.push(json_of_round(call, pathway));
    if (all.items().empty()) return not_found();
    return Answer{.body = Json::object({{"rounds", std::move(all)}})};
}

Result<Answer> begin_round(Call& call, const Json& body) {
    TRY(only_members(body, {}));
    const auto opened =
        TRY(work::open_round(call.context, call.viewer, call.request.param("pathway")));
    return Answer{.status = opened.empty() ? 200 : 201,
                  .body = Json::object({{"opened", Json::strings(opened)}})};
}

// ---- competence

std::string_view word(Standing standing) {
    switch (standing) {
        case Standing::UpToDate:
            return "up-to-date";
        case Standing::DueSoon:
            return "due-soon";
        case Standing::OutOfDate:
            return "out-of-date";
        case Standing::Never:
            return "never";
    }
    return {};
}

Json json_of(const partnership::Competence& one) {
    return Json::object({{"user", one.user},
                         {"name", one.shown},
                         {"agency", one.agency},
                         {"post", one.post},
                         {"requirement", one.requirement->id},
                         {"standing", word(one.due.standing)},
                         {"last", one.last ? Json(iso(*one.last)) : Json()},
                         {"until", one.due.until ? Json(iso(*one.due.until)) : Json()}});
}

// Counts by agency and need for who may see figures; names for who answers for those people.
Result<Answer> competence(Call& call) {
    const auto grant = TRY(access::allow(call.viewer, access::Action::BookPlaces));
    const auto sight = partnership::sight_of(call.context.definitions, call.viewer);
    if (!sight.everybody && sight.agencies.empty() && !call.viewer.may("see-figures"))
        return not_found();
    std::map<std::pair<std::string, std::string>, std::map<Standing, std::int64_t>> counts;
    Json people = Json::array();
    for (const auto& one : partnership::all_competence(call.context, grant)) {
        ++counts[{one.agency, one.requirement->id}][one.due.standing];
        if (sight.everybody ||
            std::ranges::find(sight.agencies, one.agency) != sight.agencies.end())
            people.push(json_of(one));
    }
    Json agencies = Json::array();
    for (auto& [key, standings] : counts) {
        Json line = Json::object({{"agency", key.first}, {"requirement", key.second}});
        for (const auto standing :
             {Standing::UpToDate, Standing::DueSoon, Standing::OutOfDate, Standing::Never})
            line.set(std::string(word(standing)), standings[standing]);
        agencies.push(std::move(line));
    }
    return Answer{
        .body = Json::object({{"agencies", std::move(agencies)}, {"people", std::move(people)}})};
}

Result<Answer> my_competence(Call& call) {
    TRY(access::allow(call.viewer, access::Action::BookPlaces));
    Json lines = Json::array();
    for (const auto& one : partnership::own_competence(call.context, call.viewer))
        lines.push(json_of(one));
    return Answer{.body = Json::object({{"people", std::move(lines)}})};
}

}  // namespace

void add_assurance_routes(http::Router& router, Api& api) {
    add_reading(router, api, "/records/{ref}/links", "links for answers", links);
    add_writing(router, api, "POST", "/records/{ref}/links", "make a link for answers", make_link);
    add_writing(router,
                api,
                "POST",
                "/records/{ref}/links/{link}/closing",
                "close a link for answers",
                close_link);
    add_reading(router, api, "/records/{ref}/samples", "samples drawn", samples);
    add_writing(router, api, "POST", "/records/{ref}/samples", "draw a sample", draw);
    add_reading(router, api, "/rounds", "yearly rounds", rounds);
    add_writing(router, api, "POST", "/rounds/{pathway}", "begin a yearly round", begin_round);
    add_reading(router, api, "/competence", "who is up to date", competence);
    add_reading(router, api, "/competence/mine", "your own training", my_competence);
}

}  // namespace longstone::api
