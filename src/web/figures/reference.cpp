#include "measure/reference.h"

#include <algorithm>

#include "base/text.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/file_upload.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/textarea.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/account/small_form.h"
#include "web/figures/figure_parts.h"
#include "web/figures/figure_routes.h"
#include "web/pages/parts.h"

// What figures are held against: what is loaded, from where and by whom, and a file to load. A file
// is first tried: what is wrong in it and what it would do is shown, and only what is good is
// loaded, once somebody says so.
namespace longstone::web {
namespace {

using measure::Effect;
using measure::Loaded;
using measure::Published;

constexpr std::size_t kLargestBody = 2'500'000;
constexpr std::size_t kMostShown = 300;

std::string text_given(const Visit& visit) {
    if (const auto* upload = visit.form().file("upload")) return upload->bytes;
    return visit.form().text("text");
}

std::string published_words(const Published& published) {
    return cat({published.source,
                published.on ? ", " : "",
                published.on ? say(*published.on) : std::string()});
}

Html loads_table(Visit& visit, work::Context& context) {
    ls::Table table{.caption = "What was loaded, the latest first",
                    .caption_unseen = false,
                    .columns = {{.text = "When", .row_header = true},
                                {.text = "By"},
                                {.text = "What"},
                                {.text = "Rows", .numeric = true},
                                {.text = "Source"}},
                    .if_empty =
                        "Nothing is loaded yet, so rates have no figure and nothing is "
                        "compared."};
    for (const auto& load : measure::loads(context))
        table.rows.push_back({.cells = {when_html(load.at),
                                        html::text(visit.shown_name(load.by)),
                                        html::text(load.kind),
                                        html::text(number(load.rows)),
                                        html::text(published_words(load.published))}});
    return visit.list(table);
}

Html populations_table(Visit& visit, work::Context& context) {
    const auto all = measure::all_populations(context);
    if (all.empty()) return {};
    ls::Table table{.caption = "How many people there are",
                    .caption_unseen = false,
                    .columns = {{.text = "Population", .row_header = true},
                                {.text = "Year", .numeric = true},
                                {.text = "People", .numeric = true},
                                {.text = "Source"}}};
    for (const auto& one : all)
        table.rows.push_back({.cells = {html::text(one.name),
                                        html::text(number(one.year)),
                                        html::text(decimals(static_cast<double>(one.people), 0)),
                                        html::text(published_words(one.published))}});
    return visit.list(table);
}

std::string area_words(const measure::Comparator& one) {
    const auto kind = measure::area_kind_words(one.kind);
    return one.area == kind ? one.area : cat({one.area, " (", kind, ")"});
}

Html comparators_table(Visit& visit, work::Context& context) {
    const auto all = measure::all_comparators(context);
    if (all.empty()) return {};
    ls::Table table{.caption = "Figures of other areas",
                    .caption_unseen = false,
                    .columns = {{.text = "Measure", .row_header = true},
                                {.text = "Area"},
                                {.text = "Period"},
                                {.text = "Figure", .numeric = true},
                                {.text = "Source"}}};
    for (const auto& one : all) {
        const auto* measure = visit.definitions().measure(one.measure);
        table.rows.push_back(
            {.cells = {measure == nullptr ? html::text(one.measure)
                                          : html::link(figure_path(*measure), measure->name),
                       html::text(area_words(one)),
                       html::text(cat({say(one.from), " to ", say(one.to)})),
                       html::text(measure == nullptr ? decimals(one.value, 1)
                                                     : measure::say_value(*measure, one.value)),
                       html::text(published_words(one.published))}});
    }
    return visit.list(table);
}

Html bad_table(const Loaded& loaded) {
    if (loaded.bad.empty()) return {};
    ls::Table table{.caption = "Rows that cannot be loaded",
                    .caption_unseen = false,
                    .columns = {{.text = "Line", .numeric = true, .row_header = true},
                                {.text = "Column"},
                                {.text = "What is wrong"}}};
    for (const auto& bad : loaded.bad) {
        if (table.rows.size() == kMostShown) break;
        table.rows.push_back({.cells = {html::text(number(bad.row)),
                                        html::text(bad.column.empty() ? "the row" : bad.column),
                                        html::text(bad.why)}});
    }
    return ls::table(table);
}

Html effect_html(const measure::Planned& planned) {
    switch (planned.effect) {
        case Effect::New:
            return html::strong("New");
        case Effect::Replaces:
            return html::cat({html::strong("Takes the place of "), planned.before});
        case Effect::Same:
            return ls::muted("The same as is loaded");
    }
    return {};
}

Html plan_table(const Loaded& loaded, const std::vector<measure::Planned>& plan) {
    if (plan.empty()) return {};
    ls::Table table{.caption = "Rows that would be loaded", .caption_unseen = false};
    for (const auto& column : measure::columns_of(loaded.kind))
        table.columns.push_back({.text = column, .row_header = table.columns.empty()});
    table.columns.push_back({.text = "What it does"});
    for (const auto& planned : plan) {
        if (table.rows.size() == kMostShown) break;
        ls::Row row;
        for (const auto& cell : planned.row)
            row.cells.push_back(html::text(cell));
        row.cells.push_back(effect_html(planned));
        table.rows.push_back(std::move(row));
    }
    return ls::table(table);
}

Html tried_html(const Loaded& loaded, const std::vector<measure::Planned>& plan) {
    const auto of = [&](Effect effect) {
        return static_cast<long long>(std::ranges::count(plan, effect, &measure::Planned::effect));
    };
    const auto total = static_cast<long long>(plan.size() + loaded.bad.size());
    return html::cat(
        {govuk::inset_text({.text = cat({"Nothing is loaded yet. Of ",
                                         count_of(total, "row", "rows"),
                                         " of ",
                                         loaded.kind,
                                         ", ",
                                         number(of(Effect::New)),
                                         " would be new, ",
                                         number(of(Effect::Replaces)),
                                         " would take the place of a figure, ",
                                         number(of(Effect::Same)),
                                         " are the same as before and ",
                                         number(static_cast<long long>(loaded.bad.size())),
                                         " cannot be loaded."})}),
         bad_table(loaded),
         plan_table(loaded, plan)});
}

Html day_input(const SmallForm& form) {
    return govuk::input({.label = {.text = "When was it published?"},
                         .name = "published",
                         .id = "published",
                         .type = "date",
                         .value = form.visit.form().text("published"),
                         .error_message = form.error("published"),
                         .classes = "govuk-input--width-10"});
}

Html form_html(const SmallForm& form, bool good) {
    const auto& visit = form.visit;
    Html buttons = govuk::button({.text = good ? "Try it again" : "See what it would do",
                                  .name = "do",
                                  .value = "try",
                                  .classes = good ? "govuk-button--secondary" : ""});
    if (good)
        buttons =
            html::cat({govuk::button({.text = "Load the good rows", .name = "do", .value = "load"}),
                       " ",
                       buttons});
    return html::form(
        {.action = kReferencePath, .csrf = form.visit.csrf(), .uploads = true},
        {form.text("source", "Where do these figures come from?", "The publication, by its name."),
         day_input(form),
         govuk::file_upload(
             {.label = {.text = "A file"},
              .name = "upload",
              .hint = govuk::Hint{.text = "CSV, up to two megabytes. Its first line is "
                                          "measure,area,kind,from,to,value or "
                                          "population,year,people."}}),
         govuk::textarea({.label = {.text = good ? "What was sent" : "Or paste it"},
                          .name = "text",
                          .value = text_given(visit),
                          .rows = good ? 10 : 5,
                          .error_message = form.error("text"),
                          .spellcheck = false,
                          .classes = "ls-code"}),
         buttons});
}

Html help_html(const Visit& visit) {
    const auto names = measure::populations_named(visit.definitions());
    return html::small_paragraph(
        {"A kind of area is region, england, neighbours (statistical neighbours) or area. ",
         names.empty() ? std::string()
                       : cat({"Rates are per the populations ", join_and(names), "."})});
}

http::Reply drawn(SmallForm form, work::Context& context, const Html& tried, bool good) {
    auto& visit = form.visit;
    Html main = html::cat({done_banner(visit),
                           ls::page_head({.title = "Figures of others and populations",
                                          .lead = html::text("What our figures are held against. "
                                                             "Nothing is shipped: load what is "
                                                             "published.")}),
                           tried,
                           html::heading(2, html::HeadingSize::Medium, "Load a file"),
                           form_html(form, good),
                           help_html(visit),
                           loads_table(visit, context),
                           populations_table(visit, context),
                           comparators_table(visit, context)});
    return form.page(
        {.title = "Figures of others",
         .main = std::move(main),
         .before_main = govuk::back_link({.text = "All figures", .href = kFiguresPath}),
         .current = kFiguresPath});
}

http::Reply reference_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        TRY(access::allow(visit.viewer(), access::Action::KeepFigures));
        return drawn({.visit = visit}, reading.context, {}, false);
    });
}

// What is wrong is said beside its box, and the rest of the page stays.
http::Reply refused_page(Visit& visit, Problem problem, const Html& tried, bool good) {
    if (problem.fields.empty()) problem.fields = {{"text", problem.message}};
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        TRY(access::allow(visit.viewer(), access::Action::KeepFigures));
        return drawn({.visit = visit, .problem = &problem}, reading.context, tried, good);
    });
}

http::Reply load_page(Visit& visit) {
    if (const auto may = access::allow(visit.viewer(), access::Action::KeepFigures); !may)
        return read(visit, [&](Reading&) -> Result<http::Reply> { return Refused(may.error()); });
    const auto loaded = measure::read_reference(visit.definitions(), text_given(visit));
    if (!loaded) return refused_page(visit, loaded.error(), {}, false);
    auto context = visit.context();
    const auto plan = measure::plan_of(context, *loaded);
    const auto tried = tried_html(*loaded, plan);
    if (visit.form().text("do") != "load")
        return read(visit, [&](Reading& reading) -> Result<http::Reply> {
            return drawn({.visit = visit}, reading.context, tried, !plan.empty());
        });
    return act(
        visit,
        [&](work::Context& writing) -> Result<http::Reply> {
            const auto grant = TRY(access::allow(visit.viewer(), access::Action::KeepFigures));
            const auto on = parse_date(visit.form().text("published"));
            if (!on)
                return Refused(Problem{.message = "Say when it was published.",
                                       .fields = {{"published", "Give the day"}}});
            TRY(measure::keep_reference(
                writing, grant, *loaded, {.source = visit.form().text("source"), .on = on}));
            return http::Reply::see_other(done_at(kReferencePath, "loaded"));
        },
        [&](const Problem& problem) { return refused_page(visit, problem, tried, true); });
}

}  // namespace

void add_reference_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kReferencePath, .name = "figures of others"}, reference_page);
    add_page(router,
             app,
             {.method = "POST",
              .pattern = kReferencePath,
              .name = "load figures of others",
              .body_limit = kLargestBody},
             load_page);
}

}  // namespace longstone::web
