#include <algorithm>

#include "base/text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/partnership/group_parts.h"
#include "web/partnership/landing.h"
#include "web/partnership/partnership_routes.h"
#include "web/partnership/plan_parts.h"
#include "work/lists.h"

// Registers: all records of a pathway with what their definition wants seen at a glance, and how
// what came of each stands.
namespace longstone::web {
namespace {

constexpr int kMostRecords = 200;

// What a record led to, and how much of it is still open.
Html came_of_it(const work::Opened& opened, work::Context& context) {
    std::int64_t led = 0;
    std::int64_t open = 0;
    for (const auto& link : opened.record.links) {
        if (!link.forward) continue;
        ++led;
        const auto* pathway = context.definitions.pathway(link.pathway);
        const auto* stage = pathway == nullptr ? nullptr : pathway->stage(link.stage);
        if (stage != nullptr && !stage->closes) ++open;
    }
    const auto actions = std::ranges::count_if(opened.record.actions, [](const auto& action) {
        return !action.done && action.status == "open";
    });
    std::vector<std::string> said;
    if (led > 0)
        said.push_back(
            cat({count_of(led, "recommendation", "recommendations"), ", ", number(open), " open"}));
    if (actions > 0) said.push_back(count_of(actions, "open action", "open actions"));
    return said.empty() ? ls::muted("Nothing") : html::text(join(said, "; "));
}

http::Reply register_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto* pathway = visit.definitions().pathway(visit.param("id"));
        if (pathway == nullptr || !pathway->registers || !stands_in(visit, *pathway))
            return not_found();
        const auto& part = *pathway->registers;
        ls::Table table{
            .caption = part.name,
            .columns = {{.text = "Which", .row_header = true}, {.text = "Where it stands"}},
            .if_empty = "Nothing is on the register yet."};
        for (const auto& id : part.shows) {
            const auto* field = visit.definitions().field(*pathway, id);
            table.columns.push_back({.text = field == nullptr ? id : field->label});
        }
        table.columns.push_back({.text = "What came of it"});
        const auto page =
            work::list_records(reading.context,
                               visit.viewer(),
                               {.pathway = pathway->id, .closed_too = true, .limit = kMostRecords});
        std::vector<work::Opened> all;
        for (const auto& line : page.lines) {
            auto opened = work::open_record_for(
                reading.context, visit.viewer(), access::Action::Read, line.ref);
            if (opened) all.push_back(std::move(*opened));
        }
        std::ranges::stable_sort(
            all, [](const auto& a, const auto& b) { return a.record.opened > b.record.opened; });
        for (const auto& opened : all) {
            reading.looked(opened.grant);
            const auto* stage = pathway->stage(opened.record.stage);
            ls::Row row{
                .cells = {record_title(opened),
                          html::text(stage == nullptr ? opened.record.stage : stage->name)}};
            for (const auto& id : part.shows)
                row.cells.push_back(seen_html(visit, opened, id));
            row.cells.push_back(is_whole(opened) ? came_of_it(opened, reading.context) : Html{});
            table.rows.push_back(std::move(row));
        }
        return visit.page(
            {.title = part.name,
             .main = html::cat({ls::page_head({.title = part.name, .lead = html::text(part.hint)}),
                                visit.list(table)}),
             .current = kPartnershipPath});
    });
}

}  // namespace

void add_register_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/registers/{id:key}", .name = "register"}, register_page);
}

}  // namespace longstone::web
