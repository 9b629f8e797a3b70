#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "web/partnership/group_parts.h"
#include "web/partnership/landing.h"
#include "web/partnership/partnership_routes.h"

// The groups of the partnership.
namespace longstone::web {
namespace {

http::Reply groups_page(Visit& visit) {
    return read(visit, [&](Reading&) -> Result<http::Reply> {
        if (!sees_some_group(visit)) return not_found();
        ls::Table table{
            .caption = "Groups",
            .columns = {{.text = "Group", .row_header = true}, {.text = "For"}, {.text = "Meets"}}};
        for (const auto& group : visit.definitions().partnership.groups) {
            if (!sees_group(visit, group)) continue;
            table.rows.push_back(
                {.cells = {
                     html::text(group.name), html::text(group.purpose), html::text(group.meets)}});
        }
        return visit.page(
            {.title = "Groups",
             .main = html::cat({ls::page_head({.title = "Groups"}), ls::table(table)}),
             .current = kPartnershipPath});
    });
}

}  // namespace

void add_group_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kGroupsPath, .name = "groups"}, groups_page);
}

}  // namespace longstone::web
