#include <algorithm>

#include "api/api.h"
#include "api/routes.h"
#include "work/lists.h"

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

}  // namespace

void add_pathway_routes(http::Router& router, Api& api) {
    add_reading(router, api, "/pathways", "list pathways", list);
    add_reading(router, api, "/pathways/{id}", "read a pathway", read_one);
}

}  // namespace longstone::api
