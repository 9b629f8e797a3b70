#include <algorithm>

#include "base/text.h"
#include "http/router.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/pathways/pathway_frame.h"
#include "web/pathways/pathway_routes.h"
#include "web/pathways/pathway_words.h"
#include "work/versions.h"

// The versions of a pathway as they were published, and any two of them compared.
namespace longstone::web {
namespace {

using Versions = std::vector<work::PublishedVersion>;

Html versions_table(Visit& visit, const Versions& versions) {
    ls::Table table{.caption = "As published, the newest first",
                    .caption_unseen = false,
                    .columns = {{.text = "Version", .row_header = true},
                                {.text = "Published"},
                                {.text = "By"},
                                {.text = "Opened under it and still open", .numeric = true}},
                    .if_empty = "Nothing was published yet."};
    for (const auto& one : versions) {
        Html when = html::text(say(one.at));
        if (one.withdrawn)
            when += html::cat(
                {html::element("br"), ls::muted(cat({"withdrawn ", say(*one.withdrawn)}))});
        table.rows.push_back(
            {.cells = {html::cat({"Version ",
                                  number(one.n),
                                  html::element("br"),
                                  ls::muted(cat({"calls itself ", number(one.version)}))}),
                       std::move(when),
                       html::text(one.by == access::kSystemUser ? "The server, when it started"
                                                                : one.by),
                       html::text(number(one.open_records))},
             .id = cat({"version-", number(one.n)})});
    }
    return visit.list(table);
}

struct Two {
    std::int64_t from = 0, to = 0;
};

bool has(const Versions& versions, std::int64_t n) {
    return std::ranges::any_of(versions, [&](const auto& one) { return one.n == n; });
}

// The two that were chosen, or the last two.
Two chosen(const Visit& visit, const Versions& versions) {
    Two two{.from = versions[1].n, .to = versions[0].n};
    const auto given = [&](std::string_view name, std::int64_t otherwise) {
        const auto n = whole_number(visit.request().query_text(name)).value_or(0);
        return has(versions, n) ? n : otherwise;
    };
    return {.from = given("from", two.from), .to = given("to", two.to)};
}

Html choosing(const define::Pathway& pathway, const Versions& versions, const Two& two) {
    std::vector<ls::Choice> choices;
    for (const auto& one : versions)
        choices.push_back({number(one.n), cat({number(one.n), ", ", say(london(one.at).date)})});
    return ls::lens(
        {.action = pathway_path(pathway.id, "/versions"),
         .fields = {{.label = "Compare version",
                     .id = "from",
                     .control = ls::small_select("from", "from", choices, number(two.from))},
                    {.label = "with version",
                     .id = "to",
                     .control = ls::small_select("to", "to", choices, number(two.to))}},
         .button = "Compare"});
}

Html comparison(work::Context& context, const define::Pathway& pathway, const Two& two) {
    const auto before = work::published_pathway(context.db, pathway.id, two.from);
    const auto after = work::published_pathway(context.db, pathway.id, two.to);
    return html::cat(
        {html::heading(2,
                       html::HeadingSize::Medium,
                       cat({"From version ", number(two.from), " to version ", number(two.to)})),
         differences_html(define::compare(before, after, names_of_roles(context.definitions)))});
}

http::Reply versions_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::SeeDefinitions));
        const auto* pathway = visit.definitions().pathway(visit.param("id"));
        if (pathway == nullptr) return not_found();
        const auto versions = work::versions_of(reading.context, grant, pathway->id);
        Html main = versions_table(visit, versions);
        if (versions.size() > 1) {
            const auto two = chosen(visit, versions);
            main += choosing(*pathway, versions, two);
            main += comparison(reading.context, *pathway, two);
        } else {
            main += html::paragraph(
                "There is nothing to compare it with yet. A version is kept whenever the server "
                "starts with definitions that differ from the last.");
        }
        return pathway_reply(visit, *pathway, "/versions", "Versions", std::move(main));
    });
}

}  // namespace

void add_pathway_version_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.pattern = "/pathways/{id}/versions", .name = "versions of a pathway"},
             versions_page);
}

}  // namespace longstone::web
