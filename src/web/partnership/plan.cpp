#include <algorithm>

#include "base/text.h"
#include "measure/counted.h"
#include "ui/govuk/summary_list.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/partnership/group_parts.h"
#include "web/partnership/landing.h"
#include "web/partnership/partnership_routes.h"
#include "web/partnership/plan_parts.h"
#include "work/lists.h"

// The plan on one page: what it is for, each priority with its actions, and the measures that were
// to move. Which pathways make the plan is said by `plan` in their definitions.
namespace longstone::web {
namespace {

constexpr int kMostRecords = 200;

// Those of a pathway that this viewer may see, the newest first.
std::vector<work::Opened> opened_of(work::Context& context,
                                    const access::Viewer& viewer,
                                    const std::string& pathway) {
    std::vector<work::Opened> out;
    const auto page = work::list_records(
        context, viewer, {.pathway = pathway, .closed_too = true, .limit = kMostRecords});
    for (const auto& line : page.lines) {
        auto opened = work::open_record_for(context, viewer, access::Action::Read, line.ref);
        if (opened) out.push_back(std::move(*opened));
    }
    std::ranges::stable_sort(
        out, [](const auto& a, const auto& b) { return a.record.opened > b.record.opened; });
    return out;
}

bool in_force(const define::PlanPart& plan, const work::Opened& opened) {
    return std::ranges::find(plan.stages, opened.record.stage) != plan.stages.end();
}

// A priority is of this plan while it runs, and when it began with it.
bool belongs(const work::Opened& priority, const std::optional<Date>& from) {
    return !priority.record.closed || !from || london(priority.record.opened).date >= *from;
}

Html head_html(const Visit& visit, const define::PlanPart& part, const work::Opened& plan) {
    govuk::SummaryList list;
    for (const auto& id : part.shows) {
        const auto* field = visit.definitions().field(*plan.pathway, id);
        auto shown = seen_html(visit, plan, id);
        if (field != nullptr && !shown.empty())
            list.rows.push_back(govuk::SummaryRow{.key = {.text = field->label},
                                                  .value = {.html = std::move(shown)}});
    }
    return list.rows.empty() ? Html{} : govuk::summary_list(list);
}

std::string dates_words(const define::PlanPart& part, const work::Opened& plan) {
    const auto from = parse_date(plan.record.first_answer(part.from));
    const auto until = parse_date(plan.record.first_answer(part.until));
    if (!from || !until) return {};
    return cat({say(*from), " to ", say(*until)});
}

class PlanPage {
public:
    PlanPage(Visit& visit, Reading& reading, measure::Figures* figures)
        : visit_(visit), reading_(reading), figures_(figures) {}

    Html of(const define::Pathway& pathway) {
        const auto& part = *pathway.plan;
        Html out;
        const work::Opened* plan = nullptr;
        const auto plans = opened_of(reading_.context, visit_.viewer(), pathway.id);
        const auto found =
            std::ranges::find_if(plans, [&](const auto& opened) { return in_force(part, opened); });
        if (found != plans.end()) plan = &*found;
        if (plan == nullptr) {
            out += ls::page_head({.title = pathway.name});
            out += ls::nothing("No plan is in force.");
        } else {
            reading_.looked(plan->grant);
            const auto line = plan->record.first_answer(pathway.summary);
            out += ls::page_head(
                {.title = line.empty() ? pathway.name : line,
                 .caption = pathway.name,
                 .lead = ls::dotted({html::text(dates_words(part, *plan)),
                                     record_link(plan->record.ref, plan->record.ref)})});
            out += head_html(visit_, part, *plan);
        }
        const auto from = plan == nullptr ? std::optional<Date>()
                                          : parse_date(plan->record.first_answer(part.from));
        return html::cat({out, priorities_html(part.priorities, from)});
    }
    void offer_files() { sheets_.offer(visit_); }

private:
    Html priorities_html(const define::PriorityPart& part, const std::optional<Date>& from) {
        auto all = opened_of(reading_.context, visit_.viewer(), part.pathway);
        std::erase_if(all, [&](const auto& one) { return !belongs(one, from); });
        const auto temporary = temporary_groups();
        ls::Table table{.caption = "The priorities at a glance",
                        .caption_unseen = false,
                        .columns = {{.text = "Priority", .row_header = true},
                                    {.text = "Year"},
                                    {.text = "Drivers"},
                                    {.text = "Who leads"},
                                    {.text = "Now"},
                                    {.text = "Actions late", .numeric = true}},
                        .if_empty = "No priority has been opened yet."};
        Html each;
        for (const auto& priority : all) {
            reading_.looked(priority.grant);
            const PriorityShown shown{.visit = visit_,
                                      .part = part,
                                      .priority = priority,
                                      .temporary = temporary,
                                      .figures = figures_};
            const auto late = late_actions(shown);
            table.rows.push_back(
                {.cells = {html::link(cat({"#", priority.record.ref}), title_of(priority)),
                           seen_html(visit_, priority, part.year),
                           seen_html(visit_, priority, part.drivers),
                           seen_html(visit_, priority, part.owner),
                           rag_html(priority.record.first_answer(priority.pathway->rating)),
                           late > 0 ? ls::late(number(late)) : html::text("0")}});
            each += priority_html(shown);
            sheets_.add(shown);
        }
        return html::cat({ls::table(table), each});
    }

    std::vector<work::Opened> temporary_groups() {
        std::vector<work::Opened> all;
        for (const auto& [id, pathway] : visit_.definitions().pathways) {
            if (!pathway.group || !pathway.group->itself) continue;
            for (auto& opened : opened_of(reading_.context, visit_.viewer(), id)) {
                if (!opened.record.closed) all.push_back(std::move(opened));
            }
        }
        return all;
    }

    static std::string title_of(const work::Opened& opened) {
        const auto line = opened.record.first_answer(opened.pathway->summary);
        return line.empty() ? opened.record.ref : line;
    }

    Visit& visit_;
    Reading& reading_;
    measure::Figures* figures_;
    PlanSheets sheets_ = {};
};

http::Reply plan_page(Visit& visit) {
    if (!sees_some_plan(visit))
        return read(visit, [](Reading&) -> Result<http::Reply> { return not_found(); });
    if (visit.viewer().may("see-figures")) measure::refresh(visit.house());
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto grant = access::allow(visit.viewer(), access::Action::SeeFigures);
        std::optional<measure::Figures> figures;
        if (grant) figures.emplace(reading.context, *grant);
        PlanPage page(visit, reading, figures ? &*figures : nullptr);
        Html main;
        for (const auto& [id, pathway] : visit.definitions().pathways) {
            if (pathway.plan && stands_in(visit, pathway)) main += page.of(pathway);
        }
        page.offer_files();
        return visit.page({.title = "Plan", .main = std::move(main), .current = kPartnershipPath});
    });
}

}  // namespace

bool stands_in(const Visit& visit, const define::Pathway& pathway) {
    const auto& access = pathway.access;
    return visit.viewer().holds_any(access.lead) || visit.viewer().holds_any(access.works) ||
           visit.viewer().holds_any(access.sees);
}

bool sees_some_plan(const Visit& visit) {
    return std::ranges::any_of(visit.definitions().pathways, [&](const auto& entry) {
        return entry.second.plan && stands_in(visit, entry.second);
    });
}

void add_plan_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kPlanPath, .name = "plan"}, plan_page);
}

}  // namespace longstone::web
