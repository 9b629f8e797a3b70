#include "people/connections.h"

#include <algorithm>

#include "api/api.h"
#include "api/door.h"
#include "api/routes.h"
#include "base/text.h"
#include "people/current.h"

// Who a person is connected to, as nodes and links.
namespace longstone::api {
namespace {

Json date_or_null(const std::optional<Date>& date) {
    return date ? Json(iso(*date)) : Json();
}

std::string what_words(const Call& call, const people::Connection& link) {
    const auto* list = call.context.definitions.code_list(link.codes);
    const auto* code = list == nullptr ? nullptr : list->find(link.what);
    return code == nullptr ? link.what : code->text;
}

// Whoever is merely named has no id to be opened by.
Json json_of(const people::Connected& one, std::size_t n) {
    return Json::object({{"n", static_cast<std::int64_t>(n)},
                         {"person", one.may_open ? Json(one.line.id) : Json()},
                         {"name", people::display_name(one.line)},
                         {"steps", one.steps}});
}

std::int64_t place_of(const people::Connections& all, const std::string& person) {
    const auto found = std::ranges::find(
        all.people, person, [](const people::Connected& one) { return one.line.id; });
    return found - all.people.begin();
}

Result<Answer> connections(Call& call) {
    const auto id = call.request.param("id");
    const auto grant = TRY(access::allow(call.viewer, access::Action::ReadPerson, id));
    const auto all = TRY(people::connections_of(call.context, grant, id));
    Json people = Json::array(), links = Json::array();
    for (std::size_t n = 0; n < all.people.size(); ++n)
        people.push(json_of(all.people[n], n));
    for (const auto& link : all.links) {
        links.push(Json::object({{"from", place_of(all, link.from)},
                                 {"to", place_of(all, link.to)},
                                 {"kind", people::word(link.bond)},
                                 {"what", what_words(call, link)},
                                 {"code", link.codes.empty() ? Json() : Json(link.what)},
                                 {"also", Json::strings(link.also)},
                                 {"source", link.source},
                                 {"since", date_or_null(link.since)},
                                 {"until", date_or_null(link.until)},
                                 {"over", link.over}}));
    }
    return Answer{
        .body = Json::object(
            {{"people", std::move(people)}, {"links", std::move(links)}, {"more", all.more}})};
}

}  // namespace

void add_connection_routes(http::Router& router, Api& api) {
    add_reading(
        router, api, "/people/{id}/connections", "read who a person is connected to", connections);
}

}  // namespace longstone::api
