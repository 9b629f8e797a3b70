#include "api/api.h"
#include "api/members.h"
#include "api/routes.h"
#include "base/text.h"
#include "people/current.h"
#include "work/family.h"
#include "work/forecast.h"
#include "work/notices.h"
#include "work/words.h"

// Across records: what will be late, a family's work, words in answers, notices.
namespace longstone::api {
namespace {

Json time_or_null(const std::optional<Instant>& time) {
    return time ? Json(iso(*time)) : Json();
}

Result<int> number_in(const http::Request& request, std::string_view name, int otherwise) {
    const auto text = request.query_text(name);
    if (text.empty()) return otherwise;
    if (text.size() > 3 || text.find_first_not_of("0123456789") != std::string::npos) {
        return Refused(Problem{.message = "A number could not be read.",
                               .fields = {{std::string(name), "Give a number from 1 to 200"}}});
    }
    return std::stoi(text);
}

// ---- the forecast

Json json_of_groups(const work::Forecast& forecast,
                    const std::vector<work::ForecastGroup>& groups) {
    Json list = Json::array();
    for (const auto& group : groups) {
        Json counts{Json::Object{}};
        for (std::size_t i = 0; i < group.counts.size(); ++i) {
            counts.set(forecast.days[i].id, group.counts[i]);
        }
        list.push(Json::object({{"id", group.id},
                                {"name", group.name},
                                {"total", group.total},
                                {"counts", std::move(counts)}}));
    }
    return list;
}

Json json_of_line(const work::ForecastLine& line) {
    return Json::object({{"record", line.record.ref},
                         {"pathway", line.record.pathway},
                         {"stage", line.record.stage},
                         {"person", line.record.person},
                         {"person_name", line.record.person_name},
                         {"lead", line.record.lead},
                         {"lead_agency", line.record.lead_agency},
                         {"team", line.team},
                         {"clock", line.clock},
                         {"name", line.name},
                         {"due_at", iso(line.due)},
                         {"kind", define::word(line.kind)},
                         {"status", line.status},
                         {"source", line.source}});
}

Result<Answer> read_forecast(Call& call) {
    const auto& request = call.request;
    work::ForecastFilter filter{.team = request.query_text("team"),
                                .worker = request.query_text("worker"),
                                .pathway = request.query_text("pathway"),
                                .day = request.query_text("day"),
                                .after = request.query_text("cursor")};
    filter.limit = TRY(number_in(request, "limit", filter.limit));
    const auto forecast = work::forecast(call.context, call.viewer, filter);
    Json days = Json::array();
    for (const auto& day : forecast.days) {
        days.push(Json::object(
            {{"id", day.id}, {"date", iso(day.date)}, {"late", day.late}, {"count", day.count}}));
    }
    Json clocks = Json::array();
    for (const auto& line : forecast.lines) {
        clocks.push(json_of_line(line));
    }
    return Answer{
        .body = Json::object({{"days", std::move(days)},
                              {"total", forecast.total},
                              {"teams", json_of_groups(forecast, forecast.teams)},
                              {"workers", json_of_groups(forecast, forecast.workers)},
                              {"pathways", json_of_groups(forecast, forecast.pathways)},
                              {"clocks", std::move(clocks)},
                              {"cursor", forecast.next.empty() ? Json() : Json(forecast.next)}})};
}

// ---- the family

Json json_of_members(const work::Family& family) {
    Json list = Json::array();
    for (const auto& member : family.members) {
        list.push(Json::object({{"id", member.person.id},
                                {"name", people::display_name(member.person)},
                                {"steps", member.steps},
                                {"ties", Json::strings(member.ties)}}));
    }
    return list;
}

Json json_of_records(const work::Family& family) {
    Json list = Json::array();
    for (const auto& record : family.records) {
        Json json = Json::object({{"ref", record.line.ref},
                                  {"pathway", record.line.pathway},
                                  {"summary", record.line.summary},
                                  {"whole", record.whole},
                                  {"people", Json::strings(record.people)}});
        if (record.whole)
            json.set("stage", record.line.stage)
                .set("lead", record.line.lead)
                .set("due_at", time_or_null(record.line.due));
        list.push(std::move(json));
    }
    return list;
}

Json json_of_actions(const work::Family& family) {
    Json list = Json::array();
    for (const auto& action : family.actions) {
        list.push(Json::object({{"id", action.id},
                                {"record", action.record},
                                {"what", action.what},
                                {"owner", action.owner},
                                {"agency", action.agency},
                                {"due", action.due ? Json(iso(*action.due)) : Json()},
                                {"people", Json::strings(action.people)}}));
    }
    return list;
}

Json json_of_clocks(const work::Family& family) {
    Json list = Json::array();
    for (const auto& clock : family.clocks) {
        list.push(Json::object({{"record", clock.record},
                                {"clock", clock.clock},
                                {"name", clock.name},
                                {"due_at", iso(clock.due)},
                                {"paused", clock.paused},
                                {"kind", define::word(clock.kind)},
                                {"status", clock.status},
                                {"source", clock.source},
                                {"people", Json::strings(clock.people)}}));
    }
    return list;
}

Json json_of_meetings(const work::Family& family) {
    Json list = Json::array();
    for (const auto& meeting : family.meetings) {
        list.push(Json::object({{"id", meeting.id},
                                {"record", meeting.record},
                                {"name", meeting.name},
                                {"place", meeting.place},
                                {"at", iso(meeting.at)},
                                {"people", Json::strings(meeting.people)}}));
    }
    return list;
}

Result<Answer> read_family(Call& call) {
    const auto id = call.request.param("id");
    const auto grant = TRY(access::allow(call.viewer, access::Action::ReadPerson, id));
    const auto family = TRY(work::family_of(call.context, grant, id));
    return Answer{.body = Json::object({{"people", json_of_members(family)},
                                        {"many", family.many},
                                        {"records", json_of_records(family)},
                                        {"actions", json_of_actions(family)},
                                        {"clocks", json_of_clocks(family)},
                                        {"meetings", json_of_meetings(family)}})};
}

// ---- words; sent in a body, so that no address holds a name

Result<Answer> search(Call& call, const Json& body) {
    TRY(only_members(body, {"text", {"limit", Shape::Whole}}));
    constexpr std::int64_t kUsual = 25;
    constexpr std::int64_t kMost = 100;
    const auto text = body.text("text");
    if (work::sought_words(text).empty()) {
        return Refused(Problem{.message = "There is nothing to search for.",
                               .fields = {{"text", "Give a word of two letters or more"}}});
    }
    const auto limit = std::min(std::max(body["limit"].integer(kUsual), std::int64_t{1}), kMost);
    work::note_word_search(call.context, call.viewer, text);
    const auto found = work::search_words(call.context, call.viewer, text, static_cast<int>(limit));
    Json answers = Json::array();
    for (const auto& one : found.answers) {
        Json excerpt = Json::array();
        for (const auto& piece : one.excerpt) {
            excerpt.push(Json::object({{"text", piece.text}, {"hit", piece.hit}}));
        }
        answers.push(Json::object({{"record", one.record.ref},
                                   {"pathway", one.record.pathway},
                                   {"field", one.field},
                                   {"label", one.label},
                                   {"at", iso(one.at)},
                                   {"excerpt", std::move(excerpt)}}));
    }
    return Answer{.body = Json::object({{"answers", std::move(answers)},
                                        {"too_many", found.too_many},
                                        {"advice", found.advice}})};
}

// ---- notices

Result<Answer> read_notices(Call& call) {
    const int limit = TRY(number_in(call.request, "limit", 50));
    Json list = Json::array();
    for (const auto& notice : work::notices_of(call.context, call.viewer, limit)) {
        list.push(Json::object({{"id", notice.id},
                                {"record", notice.record},
                                {"path", notice.path.empty() ? Json() : Json(notice.path)},
                                {"words", notice.words},
                                {"at", iso(notice.at)},
                                {"read", notice.read}}));
    }
    return Answer{.body =
                      Json::object({{"notices", std::move(list)},
                                    {"unread", work::unread_notices(call.context, call.viewer)}})};
}

// Those named, or all when none is.
Result<Answer> mark_notices(Call& call, const Json& body) {
    TRY(only_members(body, {{"notices", Shape::Texts}}));
    if (body["notices"].is_null()) work::mark_read(call.context, call.viewer);
    for (const Json& notice : body["notices"].items()) {
        TRY(work::mark_read(call.context, call.viewer, notice.text()));
    }
    return Answer{.body =
                      Json::object({{"unread", work::unread_notices(call.context, call.viewer)}})};
}

}  // namespace

void add_across_routes(http::Router& router, Api& api) {
    add_reading(router, api, "/forecast", "what will be late", read_forecast);
    add_reading(router, api, "/people/{id}/family", "read a family's work", read_family);
    add_writing(router, api, "POST", "/search", "find words in answers", search);
    add_reading(router, api, "/notices", "read your notices", read_notices);
    add_writing(router, api, "POST", "/notices/read", "mark notices read", mark_notices);
}

}  // namespace longstone::api
