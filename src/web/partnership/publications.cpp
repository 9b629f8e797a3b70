#include <algorithm>

#include "base/text.h"
#include "http/router.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/show.h"
#include "web/partnership/landing.h"
#include "web/partnership/partnership_routes.h"
#include "web/partnership/publication_parts.h"
#include "work/house.h"

// All that a pathway publishes on one page, searched and narrowed. Each pathway that publishes has
// an address of its own, for everybody where it says so.
namespace longstone::web {
namespace {

constexpr std::string_view kWords = "words";

struct Asked {
    std::string words = {};
    std::vector<std::pair<std::string, std::string>> chosen = {};  // question, code
};

Asked asked_of(const Visit& visit, const define::Publication& part) {
    Asked asked{.words = visit.request().query_text(kWords)};
    for (const auto& field : part.filters) {
        auto code = visit.request().query_text(field);
        if (!code.empty()) asked.chosen.emplace_back(field, std::move(code));
    }
    return asked;
}

bool fits(const work::Edition& version, const Asked& asked) {
    const bool chosen = std::ranges::all_of(asked.chosen, [&](const auto& one) {
        const auto found = version.answers.find(one.first);
        return found != version.answers.end() &&
               std::ranges::find(found->second.values, one.second) != found->second.values.end();
    });
    return chosen && work::has_words(version, asked.words);
}

// What each filter offers: only what some document answers.
std::vector<ls::Choice> choices_of(const Visit& visit,
                                   const define::Field& field,
                                   const std::vector<work::PublishedDocument>& documents) {
    std::vector<ls::Choice> choices{{.value = "", .text = "All"}};
    const auto* list = visit.definitions().code_list(field.codes);
    if (list == nullptr) return choices;
    for (const auto& code : list->codes) {
        const bool used = std::ranges::any_of(documents, [&](const auto& document) {
            return fits(document.shown(), {.chosen = {{field.id, code.id}}});
        });
        if (used) choices.push_back({.value = code.id, .text = code.text});
    }
    return choices;
}

Html search_html(const Visit& visit,
                 const define::Pathway& pathway,
                 const std::vector<work::PublishedDocument>& documents,
                 const Asked& asked) {
    ls::Lens lens{.action = publication_path(pathway), .button = "Find"};
    lens.fields.push_back({.label = "Words",
                           .id = "find-words",
                           .control = ls::small_input("find-words", kWords, asked.words)});
    for (const auto& id : pathway.publishes->filters) {
        const auto* field = visit.definitions().field(pathway, id);
        if (field == nullptr || field->codes.empty()) continue;
        const auto chosen =
            std::ranges::find(asked.chosen, id, [](const auto& one) { return one.first; });
        const auto control = cat({"find-", id});
        const auto* list = visit.definitions().code_list(field->codes);
        lens.fields.push_back(
            {.label = list == nullptr || list->name.empty() ? field->label : list->name,
             .id = control,
             .control = ls::small_select(control,
                                         id,
                                         choices_of(visit, *field, documents),
                                         chosen == asked.chosen.end() ? "" : chosen->second)});
    }
    return ls::lens(lens);
}

Html list_html(Visit& visit,
               const define::Pathway& pathway,
               const std::vector<const work::PublishedDocument*>& documents) {
    const auto& part = *pathway.publishes;
    ls::Table table{.caption = part.name,
                    .columns = {{.text = "Title", .row_header = true}},
                    .if_empty = "Nothing fits what you asked for."};
    for (const auto& id : part.filters) {
        const auto* field = visit.definitions().field(pathway, id);
        const auto* list = field == nullptr ? nullptr : visit.definitions().code_list(field->codes);
        table.columns.push_back({.text = list == nullptr ? id : list->name});
    }
    if (!part.version.empty()) table.columns.push_back({.text = "Version"});
    table.columns.push_back({.text = "Since"});
    table.columns.push_back({.text = "To be reviewed"});
    for (const auto* document : documents) {
        const auto& version = document->shown();
        ls::Row row{.cells = {html::link(publication_path(pathway, version.ref), version.title)}};
        for (const auto& id : part.filters)
            row.cells.push_back(published_html(visit, pathway, version, id));
        if (!part.version.empty())
            row.cells.push_back(published_html(visit, pathway, version, part.version));
        const bool to_come = document->versions.empty();
        row.cells.push_back(html::text(cat({to_come ? "From " : "", say(version.from)})));
        row.cells.push_back(review_html(visit, version));
        table.rows.push_back(std::move(row));
    }
    return visit.list(table);
}

http::Reply list_page(Visit& visit, const define::Pathway& pathway) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto& part = *pathway.publishes;
        const auto all = work::published(reading.context, visit.viewer(), pathway);
        const auto asked = asked_of(visit, part);
        std::vector<const work::PublishedDocument*> found;
        for (const auto& document : all) {
            if (fits(document.shown(), asked)) found.push_back(&document);
        }
        Html main = ls::page_head({.title = part.name, .lead = html::text(part.hint)});
        if (all.empty()) {
            main += ls::nothing("Nothing has been published yet.");
        } else {
            if (!part.filters.empty()) main += search_html(visit, pathway, all, asked);
            main += list_html(visit, pathway, found);
        }
        return visit.page({.title = part.name,
                           .main = std::move(main),
                           .current = visit.signed_in() ? kPartnershipPath : ""});
    });
}

}  // namespace

std::string publication_path(const define::Pathway& pathway, std::string_view ref) {
    return cat({"/", pathway.publishes->page, ref.empty() ? "" : "/", ref});
}

Html published_html(const Visit& visit,
                    const define::Pathway& pathway,
                    const work::Edition& version,
                    const std::string& field) {
    const auto* known = visit.definitions().field(pathway, field);
    const auto given = version.answers.find(field);
    if (known == nullptr || given == version.answers.end()) return {};
    return given_html(visit.definitions(), *known, given->second);
}

Html review_html(const Visit& visit, const work::Edition& version) {
    if (!version.review) return {};
    const bool late = *version.review < london(visit.now()).date;
    return late && visit.signed_in() ? ls::late(cat({"Late: ", say(*version.review)}))
                                     : html::text(say(*version.review));
}

bool keeps(const Visit& visit, const define::Pathway& pathway) {
    return visit.viewer().holds_any(pathway.access.lead) ||
           visit.viewer().holds_any(pathway.access.works);
}

void add_publications_routes(http::Router& router, App& app) {
    for (const auto& [id, pathway] : app.house.definitions->pathways) {
        if (!pathway.publishes) continue;
        const auto* one = &pathway;
        add_page(router,
                 app,
                 {.pattern = publication_path(pathway),
                  .name = cat({"published: ", pathway.publishes->page}),
                  .access = pathway.publishes->to_public ? http::AccessKind::Public
                                                         : http::AccessKind::SignedIn},
                 [one](Visit& visit) { return list_page(visit, *one); });
        add_publication_routes(router, app, pathway);
    }
}

}  // namespace longstone::web
