#include "access/explain.h"
#include "base/limit.h"
#include "base/text.h"
#include "http/router.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/pathway_drawing.h"
#include "ui/longstone/table.h"
#include "web/account/account_routes.h"
#include "web/pages/parts.h"
#include "web/visit.h"
#include "work/lists.h"

// Pathways drawn from their definitions: stages, moves, clocks, who does what, and where the
// records stand now.
namespace longstone::web {
namespace {

constexpr std::string_view kPath = "/pathways";

std::string kind_words(define::ClockKind kind) {
    switch (kind) {
        case define::ClockKind::Statutory:
            return "Statutory";
        case define::ClockKind::Guidance:
            return "Statutory guidance";
        case define::ClockKind::Benchmark:
            return "Benchmark";
        default:
            return "Local";
    }
}

std::string role_names(const define::Definitions& definitions,
                       const std::vector<std::string>& roles) {
    std::vector<std::string> names;
    for (const auto& id : roles) {
        const auto found = definitions.roles.find(id);
        names.push_back(found == definitions.roles.end() ? id : found->second.name);
    }
    return join(names, ", ");
}

std::string within_words(const define::Definitions& definitions,
                         const define::Pathway& pathway,
                         const define::Clock& clock) {
    if (clock.versions.empty()) return {};
    const auto& within = clock.versions.back().within;
    if (within.next_school_day) return "by the start of the next school day";
    if (within.limit) return cat({say(*within.limit), clock.before ? " before" : ""});
    if (!within.of.empty()) {
        const auto* other = pathway.clock(within.of);
        return cat({number(within.percent),
                    " % of the time of “",
                    other == nullptr ? within.of : other->name,
                    "”"});
    }
    const auto* field = definitions.field(pathway, within.by);
    std::vector<std::string> cases;
    for (const auto& [value, limit] : within.cases) {
        cases.push_back(cat(
            {field == nullptr ? value : definitions.value_text(*field, value), ": ", say(limit)}));
    }
    return join(cases, "; ");
}

// A value that nobody has confirmed is shown as what it is, never as law.
Html status_html(const define::Clock& clock) {
    if (clock.status == "ok") return html::text(kind_words(clock.kind));
    return html::cat(
        {kind_words(clock.kind),
         " ",
         govuk::tag({.text = clock.status == "local" ? "Local default" : "Not confirmed",
                     .classes = "govuk-tag--yellow"})});
}

http::Reply list_page(Visit& visit) {
    return read(visit, [&](Reading&) -> Result<http::Reply> {
        TRY(access::allow(visit.viewer(), access::Action::SeeDefinitions));
        ls::Table table{.caption = "Pathways",
                        .columns = {{.text = "Pathway", .row_header = true},
                                    {.text = "About"},
                                    {.text = "Reference"},
                                    {.text = "Version", .numeric = true},
                                    {.text = "Source"}}};
        for (const auto& [id, pathway] : visit.definitions().pathways) {
            table.rows.push_back({.cells = {html::link(cat({kPath, "/", id}), pathway.name),
                                            html::text(pathway.about),
                                            html::text(pathway.reference),
                                            html::text(number(pathway.version)),
                                            html::text(pathway.source)}});
        }
        return visit.page(
            {.title = "Pathways",
             .main = html::cat(
                 {html::heading(1, html::HeadingSize::Large, "Pathways"), ls::table(table)}),
             .current = std::string(kPath)});
    });
}

Html drawing_of(const define::Pathway& pathway, const std::map<std::string, std::int64_t>& counts) {
    ls::PathwayDrawing drawing{.title = cat({"How ", pathway.name, " moves"})};
    for (const auto& stage : pathway.stages) {
        const auto found = counts.find(stage.id);
        drawing.stages.push_back({.id = stage.id,
                                  .name = stage.name,
                                  .note = found == counts.end()
                                              ? std::string()
                                              : count_of(found->second, "record", "records"),
                                  .starts = stage.id == pathway.first,
                                  .ends = stage.closes});
        for (const auto& move : stage.next) {
            drawing.moves.push_back({.from = stage.id, .to = move.to});
        }
    }
    return ls::pathway_drawing(drawing);
}

Html stages_table(const define::Definitions& definitions, const define::Pathway& pathway) {
    ls::Table table{.caption = "Stages and moves",
                    .caption_unseen = false,
                    .columns = {{.text = "Stage", .row_header = true},
                                {.text = "What to do"},
                                {.text = "Who"},
                                {.text = "Moves to"}}};
    for (const auto& stage : pathway.stages) {
        std::vector<Html> moves;
        for (const auto& move : stage.next) {
            const auto* to = pathway.stage(move.to);
            moves.push_back(html::text(cat({move.name.empty() ? "Move" : move.name,
                                            " → ",
                                            to == nullptr ? move.to : to->name})));
        }
        table.rows.push_back(
            {.cells = {html::text(stage.name),
                       html::text(stage.hint),
                       html::text(role_names(definitions,
                                             stage.who.empty() ? pathway.access.works : stage.who)),
                       html::list(moves)}});
    }
    return ls::table(table);
}

Html clocks_table(const define::Definitions& definitions, const define::Pathway& pathway) {
    ls::Table table{.caption = "Clocks",
                    .caption_unseen = false,
                    .columns = {{.text = "Clock", .row_header = true},
                                {.text = "Limit"},
                                {.text = "Kind"},
                                {.text = "Source"}},
                    .if_empty = "No clock runs here."};
    for (const auto& clock : pathway.clocks) {
        table.rows.push_back({.cells = {html::text(clock.name),
                                        html::text(within_words(definitions, pathway, clock)),
                                        status_html(clock),
                                        html::text(clock.source)}});
    }
    return ls::table(table);
}

// The posts that see all of it by name; how many others see only their own agency's part.
Html who_table(const define::Definitions& definitions, const define::Pathway& pathway) {
    ls::Table table{.caption = "Who sees its records",
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
    Html shown = ls::table(table);
    if (parts > 0) {
        shown += html::paragraph(cat(
            {"The holders of ",
             count_of(parts, "other post", "other posts"),
             " see their own agency's part, once their agency is asked, refers or is invited."}));
    }
    return shown;
}

http::Reply pathway_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        TRY(access::allow(visit.viewer(), access::Action::SeeDefinitions));
        const auto& definitions = visit.definitions();
        const auto* pathway = definitions.pathway(visit.param("id"));
        if (pathway == nullptr) return not_found();
        const auto counts = work::count_stages(reading.context, visit.viewer(), pathway->id);
        Html main = html::cat({html::heading(1, html::HeadingSize::Large, pathway->name),
                               html::paragraph(pathway->purpose),
                               html::small_paragraph({"Source: ",
                                                      pathway->source,
                                                      ". Law that allows sharing: ",
                                                      pathway->gateway,
                                                      ". Version ",
                                                      number(pathway->version),
                                                      "."}),
                               drawing_of(*pathway, counts),
                               stages_table(definitions, *pathway),
                               clocks_table(definitions, *pathway)});
        if (!pathway->access.audience.empty())
            main += govuk::inset_text({.text = pathway->access.audience});
        main += who_table(definitions, *pathway);
        return visit.page(
            {.title = pathway->name, .main = std::move(main), .current = std::string(kPath)});
    });
}

}  // namespace

void add_pathway_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = std::string(kPath), .name = "pathways"}, list_page);
    add_page(router, app, {.pattern = "/pathways/{id}", .name = "a pathway"}, pathway_page);
}

}  // namespace longstone::web
