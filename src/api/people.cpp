#include "api/api.h"
#include "api/members.h"
#include "api/new_person.h"
#include "api/routes.h"
#include "base/text.h"
#include "people/assertions.h"
#include "people/current.h"
#include "people/edit.h"
#include "people/find.h"
#include "people/search.h"
#include "work/acts/person_changed.h"

// People: searched before they are created, read, added to, related.
namespace longstone::api {
namespace {

Json date_or_null(const std::optional<Date>& date) {
    return date ? Json(iso(*date)) : Json();
}

Json json_of_summary(const people::Summary& person) {
    return Json::object({{"id", person.id},
                         {"rev", person.rev},
                         {"kind", people::word(person.kind)},
                         {"given_name", person.given},
                         {"family_name", person.family},
                         {"preferred_name", person.preferred},
                         {"birth_date", person.birth ? Json(iso(person.birth->date)) : Json()},
                         {"expected_date", date_or_null(person.expected)},
                         {"sex", people::word(person.sex)},
                         {"deceased", person.deceased},
                         {"name", people::display_name(person)},
                         {"where", person.where}});
}

Json json_of_candidate(const people::Candidate& candidate) {
    Json explanation = Json::array();
    for (const auto& field : candidate.explanation) {
        explanation.push(Json::object(
            {{"field", field.field}, {"weight", field.weight}, {"words", field.words}}));
    }
    Json json = Json::object({{"name", candidate.name},
                              {"known_to", Json::strings(candidate.known_to)},
                              {"weight", candidate.weight},
                              {"probability", candidate.probability},
                              {"explanation", std::move(explanation)}});
    if (candidate.whole)
        json.set("id", candidate.id)
            .set("person", json_of_summary(candidate.person))
            .set("same_person", Json::strings(candidate.same));
    return json;
}

// "place", or "place,group"; empty: whom the other members ask for.
Result<std::vector<people::Kind>> kinds_asked(const std::string& text) {
    std::vector<people::Kind> kinds;
    for (const auto& one : split(text, ',')) {
        if (trim(one).empty()) continue;
        const auto kind = people::kind_of(trim(one));
        if (!kind)
            return Refused(
                Problem{.message = "That kind is not known.",
                        .fields = {{"kind", "Give person, place, group or organisation"}}});
        kinds.push_back(*kind);
    }
    return kinds;
}

Result<Answer> search(Call& call) {
    const auto& request = call.request;
    const auto grant = TRY(access::allow(call.viewer, access::Action::SearchPeople));
    people::Query query{.given_name = request.query_text("given_name"),
                        .family_name = request.query_text("family_name"),
                        .birth_date = request.query_text("birth_date"),
                        .postcode = request.query_text("postcode"),
                        .nhs_number = request.query_text("nhs_number"),
                        .text = request.query_text("text"),
                        .name = request.query_text("name"),
                        .where = request.query_text("where"),
                        .kinds = TRY(kinds_asked(request.query_text("kind")))};
    if (const auto limit = request.query_text("limit");
        !limit.empty() && limit.size() < 4 &&
        limit.find_first_not_of("0123456789") == std::string::npos) {
        query.limit = std::stoi(limit);
    }
    const auto found = TRY(people::search(call.context, grant, query));
    if (!found.ready)
        return Answer{.status = 503, .body = Json::object({{"detail", found.advice}})};
    Json candidates = Json::array();
    for (const auto& candidate : found.candidates) {
        candidates.push(json_of_candidate(candidate));
    }
    return Answer{.body = Json::object({{"candidates", std::move(candidates)},
                                        {"too_many", found.too_many},
                                        {"advice", found.advice}})};
}

Result<Answer> create(Call& call, const Json& body) {
    const auto grant = TRY(access::allow(call.viewer, access::Action::CreatePerson));
    const auto person = TRY(new_person_from(body, {}));
    const auto id = TRY(people::create_person(call.context, grant, person));
    return Answer{.status = 201,
                  .body = Json::object({{"id", id}}),
                  .location = cat({"/api/v1/people/", id})};
}

Result<Answer> born(Call& call, const Json& body) {
    TRY(only_members(
        body, {{"rev", Shape::Whole}, "born", "sex", "given_name", "family_name", "source"}));
    const auto id = call.request.param("id");
    const auto grant = TRY(access::allow(call.viewer, access::Action::EditPerson, id));
    const auto day = parse_date(body.text("born"));
    const auto sex = people::sex_of(body.text("sex"));
    if (!day || !sex)
        return Refused(Problem{.message = "Say when the baby was born, and of which sex.",
                               .fields = {{day ? "sex" : "born", "Give F, M or U, and a date"}}});
    people::Birth birth{.rev = rev_member(body).value_or(0),
                        .born = *day,
                        .sex = *sex,
                        .source = body.text("source")};
    if (body.has("given_name") || body.has("family_name"))
        birth.name =
            people::Name{.given = body.text("given_name"), .family = body.text("family_name")};
    const auto rev = TRY(people::record_birth(call.context, grant, birth));
    TRY(work::person_changed(call.context, id));
    return Answer{.body = Json::object({{"id", id}, {"rev", rev}})};
}

Json json_of_assertion(const people::Assertion& assertion) {
    Json json = people::to_json(assertion.fact);
    json.set("id", assertion.id)
        .set("source", assertion.source)
        .set("actor", assertion.actor)
        .set("agency", assertion.agency);
    json.set("happened_at", iso(assertion.happened_at))
        .set("recorded_at", iso(assertion.recorded_at));
    json.set("from", date_or_null(assertion.from))
        .set("until", date_or_null(assertion.until))
        .set("protected", assertion.is_protected);
    if (assertion.withdrawn)
        json.set("withdrawn",
                 Json::object({{"at", iso(assertion.withdrawn->at)},
                               {"reason", assertion.withdrawn->reason}}));
    return json;
}

Json json_of_relationship(const people::Relationship& relationship) {
    return Json::object(
        {{"id", relationship.id},
         {"person", relationship.may_open ? Json(relationship.other.id) : Json()},
         {"name", trim(cat({relationship.other.given, " ", relationship.other.family}))},
         {"type", relationship.type},
         {"other_responsible", people::word(relationship.other_responsible)},
         {"lives_with", people::word(relationship.lives_with)},
         {"contact", relationship.contact},
         {"from", date_or_null(relationship.from)},
         {"until", date_or_null(relationship.until)}});
}

Result<Answer> read_person(Call& call) {
    const auto id = call.request.param("id");
    const auto grant = TRY(access::allow(call.viewer, access::Action::ReadPerson, id));
    const auto person = TRY(people::find_person(call.context, grant, id));
    Json json = json_of_summary(person.line);
    Json assertions = Json::array();
    for (const auto& assertion : person.assertions) {
        assertions.push(json_of_assertion(assertion));
    }
    Json relationships = Json::array();
    for (const auto& relationship : person.relationships) {
        relationships.push(json_of_relationship(relationship));
    }
    Json same = Json::array();
    for (const auto& judgement : person.judgements) {
        same.push(Json::object(
            {{"id", judgement.id},
             {"person", judgement.other},
             {"same", judgement.same},
             {"reason", judgement.reason},
             {"actor", judgement.actor},
             {"model", judgement.model},
             {"weight", judgement.weight},
             {"stands", judgement.stands},
             {"withdrawn_because", judgement.ended ? Json(judgement.ended->reason) : Json()},
             {"recorded_at", iso(judgement.recorded_at)}}));
    }
    json.set("assertions", std::move(assertions))
        .set("relationships", std::move(relationships))
        .set("same_person", std::move(same));
    json.set("address_withheld", person.address_withheld);
    return Answer{.body = std::move(json)};
}

Result<Answer> state_more(Call& call, const Json& body) {
    TRY(only_members(body, {{"rev", Shape::Whole}, {"details", Shape::Object}, "source"}));
    const auto id = call.request.param("id");
    const auto grant = TRY(access::allow(call.viewer, access::Action::EditPerson, id));
    people::Statement statement{.rev = body["rev"].integer(), .source = body.text("source")};
    const auto reading = TRY(access::allow(call.viewer, access::Action::ReadPerson, id));
    const auto line = TRY(people::find_line(call.context, reading, id));
    statement.assertions = TRY(assertions_from(body["details"], "details/", line.kind));
    const auto rev = TRY(people::state(call.context, grant, statement));
    return Answer{.body = Json::object({{"id", id}, {"rev", rev}})};
}

Result<people::Answer> answer_member(const Json& body, std::string_view member) {
    const auto text = body.text(member);
    if (body[member].is_bool())
        return body[member].boolean() ? people::Answer::Yes : people::Answer::No;
    if (text.empty()) return people::Answer::NotKnown;
    const auto answer = people::answer_of(text);
    if (!answer)
        return Refused(Problem{.message = "An answer could not be read.",
                               .fields = {{std::string(member), "Give yes, no or not-known"}}});
    return *answer;
}

// A relationship (type), or a judgement that two records are one person or are not (same: true,
// false).
Result<Answer> link(Call& call, const Json& body) {
    TRY(only_members(body,
                     {{"rev", Shape::Whole},
                      "other",
                      "type",
                      {"other_responsible", Shape::TextOrTruth},
                      {"person_responsible", Shape::TextOrTruth},
                      {"lives_with", Shape::TextOrTruth},
                      "contact",
                      {"same", Shape::Truth},
                      "reason",
                      "source"}));
    const auto id = call.request.param("id");
    const auto grant = TRY(access::allow(call.viewer, access::Action::EditPerson, id));
    std::int64_t rev = body["rev"].integer();
    const auto other = body.text("other");
    if (body.has("same")) {
        if (body["same"].is_null())
            return Refused(Problem{.message = "Say whether they are the same person.",
                                   .fields = {{"same", "Give true or false"}}});
        const auto judge = body["same"].boolean() ? people::judge_same : people::judge_different;
        rev = TRY(judge(call.context, grant, rev, other, body.text("reason")));
    } else {
        people::NewRelationship relationship{.rev = rev,
                                             .other = other,
                                             .type = body.text("type"),
                                             .contact = body.text("contact"),
                                             .source = body.text("source")};
        relationship.other_responsible = TRY(answer_member(body, "other_responsible"));
        relationship.person_responsible = TRY(answer_member(body, "person_responsible"));
        relationship.lives_with = TRY(answer_member(body, "lives_with"));
        rev = TRY(people::relate(call.context, grant, relationship));
    }
    return Answer{.status = 201, .body = Json::object({{"id", id}, {"rev", rev}})};
}

}  // namespace

void add_people_routes(http::Router& router, Api& api) {
    add_reading(router, api, "/people", "search people", search);
    add_writing(router, api, "POST", "/people", "create a person", create);
    add_reading(router, api, "/people/{id}", "read a person", read_person);
    add_writing(router, api, "PATCH", "/people/{id}", "state more about a person", state_more);
    add_writing(router, api, "POST", "/people/{id}/birth", "record a birth", born);
    add_writing(router, api, "POST", "/people/{id}/links", "relate or judge two people", link);
}

}  // namespace longstone::api
