#include "partnership/competence.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/training/training_parts.h"
#include "web/training/training_routes.h"

// Who has learned what their role needs: by agency in figures, and by name for whoever answers for
// those people.
namespace longstone::web {
namespace {

using partnership::Competence;
using partnership::Standing;

constexpr const char* kPath = "/training/competence";

struct StandingWords {
    Standing standing;
    std::string_view id, text, colour;
};
constexpr auto kStandings = std::to_array<StandingWords>({
    {Standing::OutOfDate, "out", "Out of date", "red"},
    {Standing::DueSoon, "soon", "Due within 3 months", "yellow"},
    {Standing::Never, "never", "Never recorded", "orange"},
    {Standing::UpToDate, "up", "Up to date", "green"},
});

const StandingWords& words_of(Standing standing) {
    return *std::ranges::find(kStandings, standing, &StandingWords::standing);
}

struct Chosen {
    std::string requirement = {}, standing = {}, agency = {};
};

bool fits(const Competence& one, const Chosen& chosen) {
    return (chosen.requirement.empty() || one.requirement->id == chosen.requirement) &&
           (chosen.standing.empty() || words_of(one.due.standing).id == chosen.standing) &&
           (chosen.agency.empty() || one.agency == chosen.agency);
}

Html choose(const Visit& visit, const Chosen& chosen, const std::vector<Competence>& all) {
    std::vector<ls::Choice> needs = {{.value = "", .text = "All"}};
    for (const auto& [id, requirement] : visit.definitions().training)
        needs.push_back({.value = id, .text = requirement.name});
    std::vector<ls::Choice> standings = {{.value = "", .text = "All"}};
    for (const auto& one : kStandings)
        standings.push_back({.value = std::string(one.id), .text = std::string(one.text)});
    std::vector<ls::Choice> agencies = {{.value = "", .text = "All"}};
    for (const auto& one : all)
        if (agencies.back().value != one.agency)
            agencies.push_back({.value = one.agency, .text = visit.agency_name(one.agency)});
    return ls::lens(
        {.action = kPath,
         .fields = {
             {.label = "What",
              .id = "need",
              .control = ls::small_select("need", "need", needs, chosen.requirement)},
             {.label = "Agency",
              .id = "agency",
              .control = ls::small_select("agency", "agency", agencies, chosen.agency)},
             {.label = "Standing",
              .id = "standing",
              .control = ls::small_select("standing", "standing", standings, chosen.standing)}}});
}

Html by_agency(Visit& visit, const std::vector<Competence>& all) {
    ls::Table table{.caption = "By agency",
                    .columns = {{.text = "Agency", .row_header = true}},
                    .if_empty = "Nobody here needs any of this."};
    for (const auto& standing : kStandings)
        table.columns.push_back({.text = std::string(standing.text), .numeric = true});
    table.columns.push_back({.text = "Up to date, of all", .numeric = true});
    std::map<std::string, std::map<Standing, long long>> agencies;
    for (const auto& one : all)
        ++agencies[one.agency][one.due.standing];
    for (auto& [agency, counts] : agencies) {
        std::vector<Html> cells = {html::text(visit.agency_name(agency))};
        long long sum = 0;
        for (const auto& standing : kStandings) {
            sum += counts[standing.standing];
            cells.push_back(html::text(number(counts[standing.standing])));
        }
        const auto up = counts[Standing::UpToDate] + counts[Standing::DueSoon];
        cells.push_back(html::text(cat({number(up * 100 / sum), "%"})));
        table.rows.push_back({.cells = std::move(cells)});
    }
    return html::cat({html::heading(2, html::HeadingSize::Medium, "By agency"), visit.list(table)});
}

Html by_name(Visit& visit, const std::vector<Competence>& lines) {
    ls::Table table{.caption = "By name",
                    .columns = {{.text = "Name", .row_header = true},
                                {.text = "Agency"},
                                {.text = "What"},
                                {.text = "Standing"},
                                {.text = "Last"},
                                {.text = "Until"}},
                    .if_empty = "Nobody fits."};
    for (const auto& one : lines)
        table.rows.push_back({.cells = {html::text(one.shown),
                                        html::text(visit.agency_name(one.agency)),
                                        html::text(one.requirement->name),
                                        standing_tag(one.due),
                                        html::text(one.last ? say(*one.last) : ""),
                                        html::text(one.due.until ? say(*one.due.until) : "")}});
    return html::cat({html::heading(2, html::HeadingSize::Medium, "By name"), visit.list(table)});
}

Html sources(const Visit& visit) {
    std::vector<Html> items;
    for (const auto& [id, need] : visit.definitions().training)
        items.push_back(
            html::cat({html::strong(need.name),
                       need.every ? cat({", every ", say(*need.every)}) : std::string(", once"),
                       ". ",
                       ls::muted(cat({need.source,
                                      need.status == "ok"      ? ""
                                      : need.status == "local" ? " (local)"
                                                               : " (not yet checked)"}))}));
    return html::cat({html::heading(2, html::HeadingSize::Medium, "What is needed, and why"),
                      html::bullets(items)});
}

// Worst first, then by name.
int order_of(const Competence& one) {
    return static_cast<int>(
        std::ranges::find(kStandings, one.due.standing, &StandingWords::standing) -
        kStandings.begin());
}

http::Reply competence_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto grant = TRY(may_book(visit));
        const auto sight = partnership::sight_of(visit.definitions(), visit.viewer());
        if (!sees_competence(visit)) return not_found();
        const Chosen chosen{.requirement = visit.request().query_text("need"),
                            .standing = visit.request().query_text("standing"),
                            .agency = visit.request().query_text("agency")};
        const auto all = partnership::all_competence(reading.context, grant);
        std::vector<Competence> counted;
        std::vector<Competence> named;
        for (const auto& one : all) {
            if (!fits(one, chosen)) continue;
            counted.push_back(one);
            if (sight.everybody ||
                std::ranges::find(sight.agencies, one.agency) != sight.agencies.end())
                named.push_back(one);
        }
        std::ranges::stable_sort(named, {}, order_of);
        Html main = training_head(visit, "Who is up to date");
        main += choose(visit, chosen, all);
        main += by_agency(visit, counted);
        if (sight.everybody || !sight.agencies.empty()) main += by_name(visit, named);
        main += sources(visit);
        return visit.page({.title = "Who is up to date", .main = main, .current = kTrainingPath});
    });
}

}  // namespace

Html standing_tag(const partnership::Due& due) {
    const auto& words = words_of(due.standing);
    return govuk::tag(
        {.text = std::string(words.text), .classes = cat({"govuk-tag--", words.colour})});
}

bool sees_competence(const Visit& visit) {
    const auto sight = partnership::sight_of(visit.definitions(), visit.viewer());
    return !visit.definitions().training.empty() &&
           (sight.everybody || !sight.agencies.empty() || visit.viewer().may("see-figures"));
}

void add_competence_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kPath, .name = "who is up to date"}, competence_page);
}

}  // namespace longstone::web
