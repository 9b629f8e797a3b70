#include "web/partnership/landing.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "web/partnership/group_parts.h"
#include "web/partnership/partnership_routes.h"
#include "web/reports/report_routes.h"
#include "web/visit.h"

namespace longstone::web {
namespace {

// One line for each page of the partnership's own work.
constexpr auto kLines = std::to_array<LandingLine>({
    {.name = "Groups",
     .href = kGroupsPath,
     .hint = "Who answers to whom, what each group decided, who came and what is late.",
     .shown = sees_some_group},
    {.name = "Reports",
     .href = kReportsPath,
     .hint =
         "The annual report and the quarter's performance: what is missing, figures, publishing.",
     .shown = sees_reports},
});

http::Reply landing_page(Visit& visit) {
    return read(visit, [&](Reading&) -> Result<http::Reply> {
        const auto lines = landing_lines(visit);
        if (lines.empty()) return not_found();
        ls::Table table{.caption = "What the partnership does",
                        .columns = {{.text = "Page", .row_header = true}, {.text = "What it is"}}};
        for (const auto& line : lines) {
            table.rows.push_back(
                {.cells = {html::link(line.href, line.name), html::text(line.hint)}});
        }
        return visit.page(
            {.title = "Partnership",
             .main = html::cat(
                 {ls::page_head({.title = "Partnership",
                                 .lead = html::text(visit.definitions().partnership.name)}),
                  ls::table(table)}),
             .current = kPartnershipPath});
    });
}

}  // namespace

std::vector<LandingLine> landing_lines(const Visit& visit) {
    std::vector<LandingLine> out;
    std::ranges::copy_if(
        kLines, std::back_inserter(out), [&](const auto& line) { return line.shown(visit); });
    return out;
}

void add_landing_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kPartnershipPath, .name = "partnership"}, landing_page);
}

}  // namespace longstone::web
