#include <algorithm>
#include <map>

#include "base/text.h"
#include "ui/govuk/back_link.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/partnership/group_parts.h"
#include "web/partnership/landing.h"
#include "web/partnership/partnership_routes.h"

// Over all groups that somebody may see: which agency comes to what, and what is late.
namespace longstone::web {
namespace {

std::vector<work::GroupWork> all_work(Visit& visit, work::Context& context) {
    std::vector<work::GroupWork> all;
    for (const auto& group : visit.definitions().partnership.groups) {
        if (sees_group(visit, group))
            all.push_back(work::work_of_group(context, visit.viewer(), group, {.details = false}));
    }
    return all;
}

PageParts page_of(std::string title, Html main) {
    return {.title = title,
            .main = html::cat({ls::page_head({.title = title, .caption = "Groups"}), main}),
            .before_main = govuk::back_link({.text = "Groups", .href = kGroupsPath}),
            .current = kPartnershipPath};
}

bool sits_on(const define::Group& group, const std::string& agency) {
    const auto agencies = group.agencies();
    return std::ranges::find(agencies, agency) != agencies.end();
}

Html cell_of(const work::GroupWork& work, const std::string& agency) {
    const auto coming = work::coming_of(work.meetings, agency);
    if (coming.invited > 0) {
        Html out = html::text(cat(
            {percent_words(coming), ", ", number(coming.came), " of ", number(coming.invited)}));
        if (coming.missed_last > 1)
            out += html::cat({html::element("br"),
                              ls::late(cat({"Missed the last ", number(coming.missed_last)}))});
        return out;
    }
    return sits_on(*work.group, agency) ? ls::muted("Not met") : ls::muted("Not a member");
}

http::Reply attendance_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        if (!sees_some_group(visit)) return not_found();
        const auto all = all_work(visit, reading.context);
        ls::Table table{.caption = "Share of the meetings to which each agency came, by group",
                        .columns = {{.text = "Agency", .row_header = true},
                                    {.text = "All groups", .numeric = true}},
                        .stays_wide = true};
        for (const auto& work : all)
            table.columns.push_back({.text = work.group->name});
        for (const auto& agency : visit.definitions().partnership.agencies) {
            work::Coming whole;
            bool anywhere = false;
            std::vector<Html> cells;
            for (const auto& work : all) {
                const auto coming = work::coming_of(work.meetings, agency.id);
                whole.invited += coming.invited;
                whole.came += coming.came;
                anywhere = anywhere || coming.invited > 0 || sits_on(*work.group, agency.id);
                cells.push_back(cell_of(work, agency.id));
            }
            if (!anywhere) continue;
            ls::Row row{.cells = {html::text(agency.short_name), html::text(percent_words(whole))}};
            row.cells.insert(row.cells.end(), cells.begin(), cells.end());
            table.rows.push_back(std::move(row));
        }
        return visit.page(page_of("Who comes to the groups", visit.list(table)));
    });
}

struct Owed {
    std::int64_t open = 0, late = 0;
};

Html owed_table(Visit& visit,
                const std::string& caption,
                const std::string& whose,
                const std::map<std::string, Owed>& counts) {
    ls::Table table{.caption = caption,
                    .caption_unseen = false,
                    .columns = {{.text = whose, .row_header = true},
                                {.text = "Open", .numeric = true},
                                {.text = "Late", .numeric = true}},
                    .if_empty = "No action is open."};
    for (const auto& [name, count] : counts) {
        table.rows.push_back(
            {.cells = {html::text(name.empty() ? "No agency named" : name),
                       html::text(number(count.open)),
                       count.late > 0 ? ls::late(number(count.late)) : html::text("0")}});
    }
    return visit.list(table);
}

http::Reply actions_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        if (!sees_some_group(visit)) return not_found();
        const auto all = all_work(visit, reading.context);
        const Date today = london(visit.now()).date;
        std::vector<std::pair<const define::Group*, work::GroupAction>> actions;
        std::map<std::string, Owed> by_agency;
        std::map<std::string, Owed> by_group;
        for (const auto& work : all) {
            for (const auto& action : work.actions) {
                actions.emplace_back(work.group, action);
                for (auto* owed : {&by_agency[visit.agency_name(action.action.agency)],
                                   &by_group[work.group->name]}) {
                    ++owed->open;
                    if (action.late(today)) ++owed->late;
                }
            }
        }
        std::ranges::stable_sort(actions, [&](const auto& a, const auto& b) {
            return a.second.late(today) && !b.second.late(today);
        });
        return visit.page(page_of(
            "Actions of the groups",
            html::cat({owed_table(visit, "By agency", "Agency", by_agency),
                       owed_table(visit, "By group", "Group", by_group),
                       html::heading(2, html::HeadingSize::Medium, "Each action, late ones first"),
                       actions_table(visit, actions, true)})));
    });
}

}  // namespace

void add_groups_across_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.pattern = "/groups/attendance", .name = "groups: who comes"},
             attendance_page);
    add_page(router, app, {.pattern = "/groups/actions", .name = "groups: actions"}, actions_page);
}

}  // namespace longstone::web
