#include <algorithm>

#include "base/text.h"
#include "measure/counted.h"
#include "report/acts.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/error_summary.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/figures/figure_parts.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/reports/report_files.h"
#include "web/reports/report_lacks.h"
#include "web/reports/report_routes.h"

// Where a report is made: what the law wants and what is missing, its figures, what the partners
// wrote, and the two acts, freezing the figures and publishing.
namespace longstone::web {
namespace {

using report::Composed;
using report::Document;
using work::Opened;

std::string report_path(const std::string& ref, std::string_view rest = {}) {
    return cat({kReportsPath, "/make/", ref, rest});
}

// The definition of the report that a record carries.
const define::Report* report_of(const define::Definitions& definitions, const Opened& opened) {
    for (const auto& [id, report] : definitions.reports)
        if (report.pathway == opened.record.pathway) return &report;
    return nullptr;
}

struct Making {
    work::Context& context;
    const Opened& opened;
    const define::Report& report;
    Composed composed;
    bool out = false;  // published
};

using MakingReading = std::function<Result<http::Reply>(Making&)>;

http::Reply read_making(Visit& visit, const MakingReading& reading) {
    measure::refresh(visit.house());
    return read(visit, [&](Reading& found) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            found.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        const auto* report = report_of(visit.definitions(), opened);
        if (report == nullptr || !is_whole(opened)) return not_found();
        found.looked(opened.grant);
        Making making{
            .context = found.context, .opened = opened, .report = *report, .composed = {}};
        if (auto document = report::published_of(found.context.db, opened.record.ref)) {
            making.composed.document = std::move(*document);
            making.out = true;
        } else {
            making.composed = report::compose(
                found.context, opened, *report, report::figures_of(found.context, opened, *report));
        }
        return reading(making);
    });
}

Html partners_html(const Making& making, Visit& visit) {
    if (making.opened.record.requests.empty()) return {};
    ls::Table table{.caption = "What the partners sent",
                    .columns = {{.text = "Agency", .row_header = true},
                                {.text = "Asked for"},
                                {.text = "Where it stands"}}};
    for (const auto& request : making.opened.record.requests) {
        const auto* rule = making.opened.pathway->request(request.rule);
        Html state;
        if (request.answered)
            state = html::cat({govuk::tag({.text = "Answered", .classes = "govuk-tag--green"}),
                               " ",
                               when_html(*request.answered)});
        else if (request.withdrawn)
            state = html::cat({govuk::tag({.text = "Withdrawn", .classes = "govuk-tag--grey"}),
                               " ",
                               request.withdrawn_reason});
        else
            state = html::cat({govuk::tag({.text = "Not answered", .classes = "govuk-tag--yellow"}),
                               " ",
                               time_left_html(visit, request.due)});
        table.rows.push_back({.cells = {html::text(visit.agency_name(request.agency)),
                                        html::text(rule == nullptr ? request.rule : rule->name),
                                        state}});
    }
    return html::cat({html::heading(2, html::HeadingSize::Medium, "What the partners wrote"),
                      visit.list(table),
                      html::paragraph(html::link(record_path(making.opened.record.ref, "/checks"),
                                                 "Read it, ask another, or remind"))});
}

Html figures_html(const Making& making, Visit& visit) {
    const auto& document = making.composed.document;
    const bool may_see = visit.viewer().may("see-figures");
    ls::Table table{.caption = "Figures",
                    .columns = {{.text = "Figure", .row_header = true},
                                {.text = "Value", .numeric = true},
                                {.text = "Before", .numeric = true},
                                {.text = "Period"}}};
    for (const auto& figure : document.figures) {
        const auto address = cat({"/figures/", figure.measure, "?", figure.address_query});
        const auto words =
            figure.shape == "one" ? figure.words("")
            : figure.shape == "run"
                ? cat({number(static_cast<long long>(figure.rows.size())), " months"})
                : cat({number(static_cast<long long>(figure.rows.size())), " parts"});
        const bool before = figure.shape == "one" && !figure.before_period.empty();
        table.rows.push_back(
            {.cells = {
                 html::cat({may_see ? html::link(address, figure.name) : html::text(figure.name),
                            html::element("br"),
                            ls::muted(cat({figure.measure,
                                           figure.by_name.empty() ? "" : ", by ",
                                           figure.by_name}))}),
                 html::text(words),
                 html::text(before ? figure.words("before") : std::string()),
                 html::text(figure.period)}});
    }
    return html::cat({html::heading(2, html::HeadingSize::Medium, "Its figures"),
                      html::paragraph(document.standing()),
                      html::paragraph(ls::muted(
                          "Small numbers are hidden here as they are in what is published. A "
                          "figure leads to the records behind it, for who may see them.")),
                      visit.list(table)});
}

Html downloads_html(const Making& making) {
    const auto& ref = making.opened.record.ref;
    const auto& document = making.composed.document;
    const auto base = making.out ? cat({kReportsPath, "/", document.report, "/", document.slug})
                                 : report_path(ref, "/preview");
    return html::bullets(
        {html::link(base, making.out ? "Read the published report" : "Preview the report"),
         html::link(cat({base, ".pdf"}), "PDF"),
         html::link(cat({base, ".xlsx"}), "Every figure as a spreadsheet"),
         html::link(cat({base, ".json"}), "Its data (JSON)")});
}

Html acts_html(Visit& visit, const Making& making) {
    if (making.out)
        return ls::say(
            {html::strong("Published. "), "Everybody can read it, and it is kept as it is."});
    if (!report::may_make(making.opened)) return {};
    const auto& ref = making.opened.record.ref;
    const auto seen = html::hidden_field("rev", number(making.opened.record.rev));
    const bool frozen = making.composed.document.frozen;
    Html out =
        post_form(visit,
                  report_path(ref, "/freeze"),
                  {seen,
                   govuk::button({.text = frozen ? "Freeze the figures anew" : "Freeze the figures",
                                  .classes = frozen ? "govuk-button--secondary" : ""})});
    if (making.report.publish_at.empty())
        return html::cat({out, html::paragraph("This report stays with who may see its record.")});
    const auto why_not = report::why_not(making.opened, making.report, making.composed);
    if (!why_not)
        return html::cat({out,
                          post_form(visit,
                                    report_path(ref, "/publish"),
                                    {seen, govuk::button({.text = "Publish for everybody"})})});
    std::vector<Html> reasons;
    for (const auto& field : why_not->fields)
        if (field.field == "freeze" || field.field == "stage")
            reasons.push_back(html::text(field.message));
    const auto missing = static_cast<long long>(std::ranges::count_if(
        making.composed.wanted, [](const auto& wanted) { return !wanted.there(); }));
    if (missing > 0)
        reasons.push_back(html::text(
            cat({count_of(missing, "thing that the law wants is", "things that the law wants are"),
                 " missing: see below"})));
    return html::cat({out, html::paragraph("It cannot be published yet:"), html::bullets(reasons)});
}

http::Reply making_page(Visit& visit, const std::optional<Problem>& problem = {}) {
    return read_making(visit, [&](Making& making) -> Result<http::Reply> {
        const auto& document = making.composed.document;
        Html main;
        if (problem) {
            govuk::ErrorSummary summary{.title_text = problem->message};
            for (const auto& field : problem->fields)
                summary.error_list.push_back({.text = field.message});
            main += govuk::error_summary(summary);
        }
        main += done_banner(visit);
        main += ls::page_head(
            {.title = document.title,
             .caption = making.report.name,
             .lead = html::cat({document.standing(),
                                " ",
                                record_link(making.opened.record.ref,
                                            cat({"The record ", making.opened.record.ref}))})});
        main += still_counting(making.context);
        if (!making.out && report::may_make(making.opened))
            main += html::paragraph(making.report.intro);
        main += acts_html(visit, making);
        main += downloads_html(making);
        main += law_checklist_html(visit, making.context, making.opened, making.composed);
        main += other_lacks_html(making.context, making.opened, making.composed);
        main += partners_html(making, visit);
        main += figures_html(making, visit);
        return visit.page(
            {.title = document.title,
             .main = main,
             .before_main = govuk::back_link({.text = "Reports", .href = kReportsPath}),
             .has_errors = problem.has_value(),
             .status = problem ? http::status_of(problem->fault) : 200});
    });
}

http::Reply preview(Visit& visit, const std::string& ending) {
    return read_making(visit, [&](Making& making) -> Result<http::Reply> {
        return report_file(making.composed.document, visit.definitions().partnership, ending);
    });
}

http::Reply do_act(Visit& visit, bool publishes) {
    measure::refresh(visit.house());
    const auto ref = visit.param("ref");
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto opened =
                TRY(work::open_record_for(context, visit.viewer(), access::Action::Read, ref));
            const auto* report = report_of(visit.definitions(), opened);
            if (report == nullptr) return not_found();
            const auto seen = whole_number(visit.form().text("rev"));
            if (!publishes) {
                TRY(report::freeze(context, visit.viewer(), *report, ref, seen));
                return http::Reply::see_other(done_at(report_path(ref), "frozen"));
            }
            const auto spell = report::spell_of(*report, opened.record);
            const auto slug = spell ? report::slug(*spell) : std::string();
            TRY(report::publish(
                context,
                visit.viewer(),
                *report,
                ref,
                seen,
                cat({visit.house().options.base_url, kReportsPath, "/", report->id, "/", slug})));
            return http::Reply::see_other(done_at(report_path(ref), "published"));
        },
        [&](const Problem& problem) { return making_page(visit, problem); });
}

http::Reply list_page(Visit& visit) {
    return read(visit, [&](Reading& found) -> Result<http::Reply> {
        if (!sees_reports(visit)) return not_found();
        Html main = ls::page_head({.title = "Reports"});
        main += done_banner(visit);
        for (const auto& [id, report] : visit.definitions().reports) {
            const auto* pathway = visit.definitions().pathway(report.pathway);
            const access::RecordFacts any{.pathway = report.pathway,
                                          .restricted = pathway->access.restricted};
            if (access::reach_of(visit.definitions(), visit.viewer(), any) != access::Reach::Whole)
                continue;
            ls::Table table{.caption = report.name,
                            .columns = {{.text = "Report", .row_header = true},
                                        {.text = "Period"},
                                        {.text = "Where it stands"}},
                            .if_empty = "There is none yet: open a record of its pathway."};
            for (const auto& one : report::carried(found.context, visit.viewer(), report)) {
                const auto& ref = one.opened.record.ref;
                const auto* stage = one.opened.pathway->stage(one.opened.record.stage);
                const bool out = report::published_of(found.context.db, ref).has_value();
                table.rows.push_back(
                    {.cells = {html::link(report_path(ref),
                                          cat({report.name, " ", report::slug(one.spell)})),
                               html::text(report::say(one.spell)),
                               html::text(out                ? std::string("Published")
                                          : stage == nullptr ? one.opened.record.stage
                                                             : stage->name)}});
            }
            main += html::heading(2, html::HeadingSize::Medium, report.name);
            main += visit.list(table);
        }
        return visit.page({.title = "Reports", .main = main});
    });
}

}  // namespace

bool sees_reports(const Visit& visit) {
    const auto& definitions = visit.definitions();
    return std::ranges::any_of(definitions.reports, [&](const auto& entry) {
        const auto* pathway = definitions.pathway(entry.second.pathway);
        const access::RecordFacts any{.pathway = entry.second.pathway,
                                      .restricted = pathway->access.restricted};
        return access::reach_of(definitions, visit.viewer(), any) == access::Reach::Whole;
    });
}

Html report_link_html(const Visit& visit, const Opened& opened) {
    const auto* report = report_of(visit.definitions(), opened);
    if (report == nullptr) return {};
    return html::paragraph(html::cat(
        {html::link(report_path(opened.record.ref), cat({report->name, ": make the report"})),
         ". Its figures, what is missing in it, preview and publishing."}));
}

void add_report_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kReportsPath, .name = "reports"}, list_page);
    add_page(router, app, {.pattern = "/reports/make/{ref}", .name = "report"}, [](Visit& visit) {
        return making_page(visit);
    });
    for (const std::string ending : {"", ".pdf", ".xlsx", ".json"})
        add_page(router,
                 app,
                 {.pattern = cat({"/reports/make/{ref}/preview", ending}),
                  .name = cat({"report preview", ending})},
                 [ending](Visit& visit) {
                     return preview(visit, ending.empty() ? "html" : ending.substr(1));
                 });
    add_page(router,
             app,
             {.method = "POST", .pattern = "/reports/make/{ref}/freeze", .name = "freeze a report"},
             [](Visit& visit) { return do_act(visit, false); });
    add_page(
        router,
        app,
        {.method = "POST", .pattern = "/reports/make/{ref}/publish", .name = "publish a report"},
        [](Visit& visit) { return do_act(visit, true); });
    add_published_report_routes(router, app);
}

}  // namespace longstone::web
