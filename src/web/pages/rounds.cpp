#include "web/pages/rounds.h"

#include <algorithm>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/visit.h"
#include "work/acts/rounds.h"

// The yearly rounds: which agencies have their record of this one, how each stands, and opening it
// for those who have none.
namespace longstone::web {
namespace {

std::vector<const define::Pathway*> rounds_of(const Visit& visit) {
    std::vector<const define::Pathway*> rounds;
    for (const auto& [id, pathway] : visit.definitions().pathways) {
        if (pathway.round && visit.viewer().holds_any(pathway.access.opens))
            rounds.push_back(&pathway);
    }
    return rounds;
}

Html round_html(Visit& visit, work::Context& context, const define::Pathway& pathway) {
    const int year = work::round_year(*pathway.round, london(visit.now()).date);
    const auto places = work::round_places(context, pathway, year);
    ls::Table table{.caption = cat({pathway.name, ", ", number(year)}),
                    .columns = {{.text = "Agency", .row_header = true},
                                {.text = "This round"},
                                {.text = "Stands at"},
                                {.text = "The round before"}},
                    .if_empty = "No agency is of these kinds."};
    long long waiting = 0;
    for (const auto& place : places) {
        const auto* stage = pathway.stage(place.stage);
        waiting += place.record.empty() ? 1 : 0;
        table.rows.push_back(
            {.cells = {html::text(visit.agency_name(place.agency)),
                       place.record.empty() ? ls::muted("Not opened")
                                            : record_link(place.record, place.record),
                       html::text(stage == nullptr ? "" : stage->name),
                       place.before.empty() ? ls::muted("None")
                                            : record_link(place.before, place.before)}});
    }
    Html out = html::heading(2, html::HeadingSize::Medium, pathway.name);
    out += html::paragraph({"The round that began on ",
                            say(work::round_begins(*pathway.round, year)),
                            ". What an agency answered last time stands in its form; it confirms "
                            "or changes it."});
    if (waiting > 0)
        out += post_form(
            visit,
            cat({"/rounds/", pathway.id}),
            {govuk::button({.text = cat({"Open it for ", count_of(waiting, "agency", "agencies")}),
                            .prevent_double_click = true})});
    return html::cat({out, visit.list(table)});
}

http::Reply show(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto rounds = rounds_of(visit);
        if (rounds.empty()) return not_found();
        Html main = done_banner(visit);
        main += ls::page_head({.title = "Yearly rounds"});
        for (const auto* pathway : rounds)
            main += round_html(visit, reading.context, *pathway);
        return visit.page({.title = "Yearly rounds", .main = std::move(main)});
    });
}

http::Reply open(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        TRY(work::open_round(context, visit.viewer(), visit.param("pathway")));
        return http::Reply::see_other(done_at("/rounds", "round"));
    });
}

}  // namespace

bool sees_rounds(const Visit& visit) {
    return !rounds_of(visit).empty();
}

void add_round_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kRoundsPath, .name = "rounds"}, show);
    add_page(router,
             app,
             {.method = "POST", .pattern = "/rounds/{pathway}", .name = "rounds: open"},
             open);
}

}  // namespace longstone::web
