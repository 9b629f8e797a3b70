#include "access/explain.h"
#include "base/text.h"
#include "http/router.h"
#include "ui/govuk/inset_text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/pathway_drawing.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/account/account_routes.h"
#include "web/pages/parts.h"
#include "web/pathways/pathway_frame.h"
#include "web/pathways/pathway_routes.h"
#include "web/pathways/pathway_words.h"
#include "work/versions.h"

// Pathways drawn from their definitions: stages, moves, clocks, who does what, and where the
// records stand now. Of records numbers alone, and of sealed ones not even these.
namespace longstone::web {
namespace {

using Counts = std::map<std::string, std::int64_t>;

std::int64_t count_in(const Counts& counts, const std::string& key) {
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
}

http::Reply list_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::SeeDefinitions));
        const auto open = work::count_open(reading.context, grant);
        ls::Table table{.caption = "Pathways",
                        .columns = {{.text = "Pathway", .row_header = true},
                                    {.text = "About"},
                                    {.text = "Reference"},
                                    {.text = "Open now", .numeric = true},
                                    {.text = "Source"}}};
        for (const auto& [id, pathway] : visit.definitions().pathways) {
            table.rows.push_back({.cells = {html::link(pathway_path(id), pathway.name),
                                            html::text(agency_kinds({pathway.about})),
                                            html::text(pathway.reference),
                                            html::text(number(count_in(open, id))),
                                            html::text(pathway.source)}});
        }
        const auto head = ls::page_head(
            {.title = "Pathways",
             .lead = html::text("What each asks, which clocks run and who does what, drawn from "
                                "the definitions that are in force.")});
        return visit.page({.title = "Pathways",
                           .main = html::cat({head, visit.list(table)}),
                           .current = std::string(kPathwaysPath)});
    });
}

std::string anchor_of(const define::Stage& stage) {
    return cat({"stage-", stage.id});
}

Html drawing_of(const define::Pathway& pathway, const Counts& counts) {
    ls::PathwayDrawing drawing{.title = cat({"How ", pathway.name, " moves"})};
    for (const auto& stage : pathway.stages) {
        const auto here = count_in(counts, stage.id);
        drawing.stages.push_back(
            {.id = stage.id,
             .name = stage.name,
             .note = here == 0 ? std::string() : count_of(here, "record", "records"),
             .href = cat({"#", anchor_of(stage)}),
             .starts = stage.id == pathway.first,
             .ends = stage.closes});
        for (const auto& move : stage.next)
            drawing.moves.push_back({.from = stage.id, .to = move.to});
    }
    return ls::pathway_drawing(drawing);
}

Html move_html(const define::Definitions& definitions,
               const define::Pathway& pathway,
               const define::Move& move) {
    const auto* to = pathway.stage(move.to);
    std::vector<std::string> needs;
    for (const auto& need : move.needs)
        needs.push_back(need_words(pathway, need));
    Html shown = html::cat(
        {move.name.empty() ? "Move" : move.name, " → ", to == nullptr ? move.to : to->name});
    if (!move.who.empty())
        shown += html::cat(
            {html::element("br"), ls::muted(cat({"by ", role_names(definitions, move.who)}))});
    if (!needs.empty())
        shown += html::cat({html::element("br"), ls::muted(cat({"needs: ", join(needs, "; ")}))});
    return shown;
}

Html asked_html(const define::Definitions& definitions,
                const define::Pathway& pathway,
                const define::Stage& stage) {
    std::vector<Html> asked;
    if (!stage.asks.empty()) asked.push_back(html::text(asks_words(definitions, stage.asks)));
    for (const auto& request : stage.requests) {
        asked.push_back(html::cat(
            {"Asks agencies: ",
             request.name,
             request.to_kinds.empty()
                 ? Html()
                 : html::cat({html::element("br"), ls::muted(agency_kinds(request.to_kinds))})}));
    }
    for (const auto& held : stage.holds) {
        const auto* meeting = pathway.meeting(held);
        if (meeting == nullptr) continue;
        Html words = html::cat({"Holds: ", meeting->name});
        if (!meeting->quorum.empty())
            words += html::cat(
                {html::element("br"), ls::muted(cat({"quorum: ", agency_kinds(meeting->quorum)}))});
        if (!meeting->group.empty())
            words += html::cat({html::element("br"), ls::muted("who comes: the group's members")});
        asked.push_back(std::move(words));
    }
    return html::list(asked);
}

Html stages_table(Visit& visit, const define::Pathway& pathway, const Counts& counts) {
    const auto& definitions = visit.definitions();
    ls::Table table{.caption = "Stages, moves and who does what",
                    .caption_unseen = false,
                    .columns = {{.text = "Stage", .row_header = true},
                                {.text = "Here now", .numeric = true},
                                {.text = "Who"},
                                {.text = "What is asked and held"},
                                {.text = "Moves"}}};
    for (const auto& stage : pathway.stages) {
        std::vector<Html> moves;
        for (const auto& move : stage.next)
            moves.push_back(move_html(definitions, pathway, move));
        if (stage.closes) moves.push_back(ls::muted("Closes the record"));
        Html name = html::text(stage.name);
        if (!stage.hint.empty()) name += html::cat({html::element("br"), ls::muted(stage.hint)});
        table.rows.push_back(
            {.cells = {std::move(name),
                       html::text(number(count_in(counts, stage.id))),
                       html::text(role_names(definitions,
                                             stage.who.empty() ? pathway.access.works : stage.who)),
                       asked_html(definitions, pathway, stage),
                       html::list(moves)},
             .id = anchor_of(stage)});
    }
    return visit.list(table);
}

Html clocks_table(Visit& visit, const define::Pathway& pathway) {
    const auto& definitions = visit.definitions();
    ls::Table table{.caption = "Clocks",
                    .caption_unseen = false,
                    .columns = {{.text = "Clock", .row_header = true},
                                {.text = "Limit"},
                                {.text = "Starts and stops"},
                                {.text = "Kind"},
                                {.text = "Source"}},
                    .if_empty = "No clock runs here."};
    for (const auto& clock : pathway.clocks) {
        Html name = html::text(clock.name);
        if (clock.main)
            name += html::cat({html::element("br"), ls::muted("the one shown on the record")});
        table.rows.push_back({.cells = {std::move(name),
                                        html::text(limit_words(definitions, pathway, clock)),
                                        html::cat({"Starts ",
                                                   trigger_words(definitions, pathway, clock.from),
                                                   html::element("br"),
                                                   "stops ",
                                                   trigger_words(definitions, pathway, clock.to)}),
                                        status_html(clock),
                                        html::text(clock.source)}});
    }
    return visit.list(table);
}

// What a role does here beside its stages, one line for each.
Html roles_table(Visit& visit, const define::Pathway& pathway) {
    const auto& definitions = visit.definitions();
    ls::Table table{.caption = "What each role may do with its records",
                    .caption_unseen = false,
                    .columns = {{.text = "May", .row_header = true}, {.text = "Roles"}}};
    const auto add = [&](const char* what, const std::vector<std::string>& roles) {
        if (!roles.empty())
            table.rows.push_back(
                {.cells = {html::text(what), html::text(role_names(definitions, roles))}});
    };
    add("Open one", pathway.access.opens);
    add("Lead it", pathway.access.lead);
    add("Work on it", pathway.access.works);
    add("Name its lead", pathway.access.assigns);
    add("Read it", pathway.access.sees);
    for (const auto& meeting : pathway.meetings)
        add(cat({"Chair ", meeting.name}).c_str(), meeting.chair);
    return visit.list(table);
}

// The posts that see all of it by name; how many others see only their own agency's part.
Html who_table(Visit& visit, const define::Pathway& pathway) {
    const auto& definitions = visit.definitions();
    ls::Table table{.caption = "Posts that see all of its records",
                    .caption_unseen = false,
                    .columns = {{.text = "Agency", .row_header = true}, {.text = "Post"}}};
    long long parts = 0;
    for (const auto& entry : access::who_can(definitions, pathway.id, {.pathway = pathway.id})) {
        if (entry.reach != access::Reach::Whole) {
            ++parts;
            continue;
        }
        table.rows.push_back(
            {.cells = {html::text(entry.agency_name), html::text(entry.post_name)}});
    }
    Html shown = visit.list(table);
    if (parts > 0) {
        shown += html::paragraph(cat(
            {"The holders of ",
             count_of(parts, "other post", "other posts"),
             " see their own agency's part, once their agency is asked, refers or is invited."}));
    }
    return shown;
}

Html published_html(const std::vector<work::PublishedVersion>& versions,
                    const define::Pathway& pathway) {
    if (versions.empty()) return {};
    const auto& last = versions.front();
    return html::cat({"Published ",
                      say(last.at),
                      versions.size() == 1
                          ? html::text(", and not changed since.")
                          : html::cat({": ",
                                       html::link(pathway_path(pathway.id, "/versions"),
                                                  cat({"version ", number(last.n)})),
                                       " of ",
                                       number(static_cast<long long>(versions.size())),
                                       "."})});
}

http::Reply pathway_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::SeeDefinitions));
        const auto& definitions = visit.definitions();
        const auto* pathway = definitions.pathway(visit.param("id"));
        if (pathway == nullptr) return not_found();
        const auto counts = work::count_standing(reading.context, grant, pathway->id);
        const auto versions = work::versions_of(reading.context, grant, pathway->id);
        Html main = html::cat({html::paragraph(pathway->purpose),
                               html::small_paragraph({"Source: ",
                                                      pathway->source,
                                                      ". Law that allows sharing: ",
                                                      pathway->gateway,
                                                      ". ",
                                                      published_html(versions, *pathway)}),
                               drawing_of(*pathway, counts),
                               stages_table(visit, *pathway, counts),
                               clocks_table(visit, *pathway),
                               roles_table(visit, *pathway)});
        if (!pathway->access.audience.empty())
            main += govuk::inset_text({.text = pathway->access.audience});
        main += who_table(visit, *pathway);
        return pathway_reply(visit, *pathway, "", pathway->name, std::move(main));
    });
}

}  // namespace

void add_pathway_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = std::string(kPathwaysPath), .name = "pathways"}, list_page);
    add_page(router, app, {.pattern = "/pathways/{id}", .name = "a pathway"}, pathway_page);
    add_pathway_version_routes(router, app);
    add_pathway_trial_routes(router, app);
}

}  // namespace longstone::web
