#include <algorithm>
#include <set>

#include "api/api.h"
#include "api/members.h"
#include "api/routes.h"
#include "base/text.h"
#include "people/current.h"
#include "people/reviews.h"
#include "people/same_person.h"

// People on record who may be one: the pairs that wait for somebody, each side by side, what is
// said of them, and taking it back.
namespace longstone::api {
namespace {

constexpr std::size_t kMost = 100;

Json json_of_line(const people::Summary& person) {
    return Json::object({{"id", person.id},
                         {"name", people::display_name(person)},
                         {"birth_date", person.birth ? Json(iso(person.birth->date)) : Json()}});
}

// The pathways that put the pair where it stands.
std::vector<std::string> because_of(const people::PairLine& line) {
    const auto harm = std::max(line.open_a.harm, line.open_b.harm);
    std::set<std::string> names;
    for (const auto* open : {&line.open_a, &line.open_b})
        if (open->harm == harm) names.insert(open->worst.begin(), open->worst.end());
    return {names.begin(), names.end()};
}

Result<Answer> pairs(Call& call) {
    const auto grant = TRY(access::allow(call.viewer, access::Action::JudgeMatches));
    const auto queue = TRY(people::review_queue(call.context, grant, kMost));
    const auto figures = TRY(people::review_figures(call.context, grant));
    Json lines = Json::array();
    for (const auto& line : queue.lines)
        lines.push(
            Json::object({{"a", json_of_line(line.a)},
                          {"b", json_of_line(line.b)},
                          {"open_records", line.open_a.records + line.open_b.records},
                          {"harm", people::word(std::max(line.open_a.harm, line.open_b.harm))},
                          {"because_of", Json::strings(because_of(line))},
                          {"second_look", line.waits_for_second}}));
    return Answer{.body = Json::object({{"pairs", std::move(lines)},
                                        {"more", static_cast<std::int64_t>(queue.more)},
                                        {"counted", queue.counted},
                                        {"through", queue.through},
                                        {"decisions",
                                         Json::object({{"same", figures.same},
                                                       {"different", figures.different},
                                                       {"cannot_say", figures.cannot_say},
                                                       {"read_by_two", figures.read_by_two},
                                                       {"agreed", figures.agreed}})}})};
}

Json json_of_opinion(const people::Opinion& opinion) {
    return Json::object({{"says", opinion.says},
                         {"reason", opinion.reason},
                         {"actor", opinion.actor},
                         {"at", iso(opinion.at)}});
}

// The weight and what others said are told to those who have said, or who ask for the weight.
Result<Answer> pair(Call& call) {
    const auto grant = TRY(access::allow(call.viewer, access::Action::JudgeMatches));
    const auto seen = TRY(
        people::review_pair(call.context, grant, call.request.param("a"), call.request.param("b")));
    Json fields = Json::array();
    for (const auto& field : seen.fields) {
        Json one = Json::object({{"field", field.field},
                                 {"a", Json::strings(field.left)},
                                 {"b", Json::strings(field.right)}});
        if (field.agreement)
            one.set("agreement", people::word(field.agreement->agreement))
                .set("words", field.agreement->words);
        fields.push(std::move(one));
    }
    Json json = Json::object({{"a", json_of_line(seen.a)},
                              {"b", json_of_line(seen.b)},
                              {"fields", std::move(fields)},
                              {"decided", seen.decided}});
    if (seen.decided) json.set("same", seen.same);
    if (seen.own) {
        Json others = Json::array();
        for (const auto& other : seen.others)
            others.push(json_of_opinion(other));
        json.set("own", json_of_opinion(*seen.own)).set("others", std::move(others));
    }
    if (seen.own || seen.decided || call.request.query_text("weight") == "shown") {
        Json explanation = Json::array();
        for (const auto& reason : seen.reasons)
            explanation.push(Json::object(
                {{"field", reason.field}, {"weight", reason.weight}, {"words", reason.words}}));
        json.set("weight", seen.weight)
            .set("probability", seen.probability)
            .set("explanation", std::move(explanation));
    }
    return Answer{.body = std::move(json)};
}

Result<Answer> decide(Call& call, const Json& body) {
    TRY(only_members(body, {"says", "reason"}));
    const auto grant = TRY(access::allow(call.viewer, access::Action::JudgeMatches));
    const auto done = TRY(people::review(call.context,
                                         grant,
                                         call.request.param("a"),
                                         call.request.param("b"),
                                         body.text("says"),
                                         body.text("reason")));
    Json json = Json::object({{"decided", done.decided}});
    if (done.decided) json.set("same", done.same);
    return Answer{.status = 201, .body = std::move(json)};
}

Result<Answer> take_back(Call& call, const Json& body) {
    TRY(only_members(body, {{"rev", Shape::Whole}, "reason"}));
    const auto id = call.request.param("id");
    const auto grant = TRY(access::allow(call.viewer, access::Action::EditPerson, id));
    const auto rev = TRY(people::withdraw_judgement(call.context,
                                                    grant,
                                                    body["rev"].integer(),
                                                    call.request.param("said"),
                                                    body.text("reason")));
    return Answer{.status = 201, .body = Json::object({{"id", id}, {"rev", rev}})};
}

}  // namespace

void add_matching_routes(http::Router& router, Api& api) {
    add_reading(router, api, "/matching/pairs", "pairs of people who may be one", pairs);
    add_reading(router, api, "/matching/pairs/{a}/{b}", "two people side by side", pair);
    add_writing(router, api, "POST", "/matching/pairs/{a}/{b}", "judge two people", decide);
    add_writing(router,
                api,
                "POST",
                "/people/{id}/links/{said}/withdrawal",
                "take back what was said of two people",
                take_back);
}

}  // namespace longstone::api
