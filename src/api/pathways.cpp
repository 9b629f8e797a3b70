#include <algorithm>

#include "api/api.h"
#include "api/routes.h"
#include "base/text.h"
#include "define/compare.h"
#include "work/lists.h"
#include "work/versions.h"

// The definitions that the caller may use.
namespace longstone::api {
namespace {

bool may_use(const access::Viewer& viewer, const define::Pathway& pathway) {
    const auto& access = pathway.access;
    return viewer.holds_any(access.opens) || viewer.holds_any(access.lead) ||
           viewer.holds_any(access.works) || viewer.holds_any(access.sees) ||
           viewer.may("see-definitions");
}

Result<Answer> list(Call& call) {
    Json pathways = Json::array();
    for (const auto& [id, pathway] : call.context.definitions.pathways) {
        if (!may_use(call.viewer, pathway)) continue;
        pathways.push(Json::object({{"id", id},
                                    {"name", pathway.name},
                                    {"about", pathway.about},
                                    {"version", pathway.version},
                                    {"may_open", call.viewer.holds_any(pathway.access.opens)}}));
    }
    return Answer{.body = Json::object({{"pathways", std::move(pathways)}})};
}

Result<Answer> read_one(Call& call) {
    const auto* pathway = call.context.definitions.pathway(call.request.param("id"));
    if (pathway == nullptr || !may_use(call.viewer, *pathway)) return not_found();
    return Answer{.body = define::to_json(call.context.definitions, *pathway)};
}

Json of_version(const work::PublishedVersion& one) {
    Json version = Json::object({{"n", one.n},
                                 {"version", one.version},
                                 {"published_at", iso(one.at)},
                                 {"published_by", one.by},
                                 {"open_records", one.open_records}});
    if (one.withdrawn) version.set("withdrawn_at", iso(*one.withdrawn));
    return version;
}

// With ?n= one version whole; otherwise all of them, each with what differs from the one before.
Result<Answer> versions(Call& call) {
    const auto grant = TRY(access::allow(call.viewer, access::Action::SeeDefinitions));
    const auto id = call.request.param("id");
    if (call.context.definitions.pathway(id) == nullptr) return not_found();
    const auto wanted = call.request.query_text("n");
    std::map<std::string, std::string> roles;
    for (const auto& [role, definition] : call.context.definitions.roles)
        roles[role] = definition.name;
    auto all = work::versions_of(call.context, grant, id);
    std::reverse(all.begin(), all.end());
    Json list = Json::array();
    Json before;
    for (const auto& one : all) {
        auto after = work::published_pathway(call.context.db, id, one.n);
        if (wanted == number(one.n)) {
            Json version = of_version(one);
            version.set("definition", std::move(after));
            return Answer{.body = std::move(version)};
        }
        Json version = of_version(one);
        Json differences = Json::array();
        if (!before.is_null()) {
            for (const auto& difference : define::compare(before, after, roles))
                differences.push(difference.sentence);
        }
        version.set("differences", std::move(differences));
        list.push(std::move(version));
        before = std::move(after);
    }
    if (!wanted.empty()) return not_found();
    return Answer{.body = Json::object({{"pathway", id}, {"versions", std::move(list)}})};
}

}  // namespace

void add_pathway_routes(http::Router& router, Api& api) {
    add_reading(router, api, "/pathways", "list pathways", list);
    add_reading(router, api, "/pathways/{id}", "read a pathway", read_one);
    add_reading(router, api, "/pathways/{id}/versions", "list the versions of a pathway", versions);
}

}  // namespace longstone::api
