#include "web/partnership/landing.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "web/learning/learning_parts.h"
#include "web/matching/matching_routes.h"
#include "web/pages/rounds.h"
#include "web/partnership/group_parts.h"
#include "web/partnership/partnership_routes.h"
#include "web/partnership/plan_parts.h"
#include "web/partnership/publication_parts.h"
#include "web/reports/report_routes.h"
#include "web/visit.h"

namespace longstone::web {
namespace {

// One line for each page of the partnership's own work; those that definitions make come after
// them.
const auto kLines = std::to_array<LandingLine>({
    {.name = "Groups",
     .href = kGroupsPath,
     .hint = "Who answers to whom, what each group decided, who came and what is late.",
     .shown = sees_some_group},
    {.name = "Reports",
     .href = kReportsPath,
     .hint =
         "The annual report and the quarter's performance: what is missing, figures, publishing.",
     .shown = sees_reports},
    {.name = "Yearly rounds",
     .href = kRoundsPath,
     .hint = "Which agencies have this year's audit or return, and beginning it for the others.",
     .shown = sees_rounds},
    {.name = "Learning",
     .href = kLearningPath,
     .hint = "From each finding to what was asked, done, taught and looked at again, and whether "
             "anything moved.",
     .shown = sees_learning},
    {.name = "Plan",
     .href = kPlanPath,
     .hint = "What should change for people, who does what, and whether the figures moved.",
     .shown = sees_some_plan},
    {.name = "Scrutiny",
     .href = kScrutinyPath,
     .hint = "The standards, what each judgement rests on, and how it was before.",
     .shown = sees_some_scrutiny},
    {.name = "Matching",
     .href = kMatchingPath,
     .hint = "People on record twice, perhaps: pairs to look at, and how far reviewers agree.",
     .shown = judges_matches},
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
                  visit.list(table)}),
             .current = kPartnershipPath});
    });
}

}  // namespace

std::vector<LandingLine> landing_lines(const Visit& visit) {
    std::vector<LandingLine> out;
    std::ranges::copy_if(
        kLines, std::back_inserter(out), [&](const auto& line) { return line.shown(visit); });
    for (const auto& [id, pathway] : visit.definitions().pathways) {
        if (pathway.registers && stands_in(visit, pathway))
            out.push_back({.name = pathway.registers->name,
                           .href = cat({"/registers/", id}),
                           .hint = pathway.registers->hint});
    }
    for (const auto& [id, pathway] : visit.definitions().pathways) {
        if (pathway.publishes)
            out.push_back({.name = pathway.publishes->name,
                           .href = publication_path(pathway),
                           .hint = pathway.publishes->hint});
    }
    return out;
}

void add_landing_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kPartnershipPath, .name = "partnership"}, landing_page);
}

}  // namespace longstone::web
