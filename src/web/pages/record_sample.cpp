#include "web/pages/record_sample.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/details.h"
#include "ui/govuk/summary_list.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/show.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_pages.h"
#include "web/visit.h"
#include "work/engine.h"
#include "work/visible.h"

// An audit on one page: the sample and how it was drawn, the returns of each agency on each record,
// whether those who looked agree, and what was found.
namespace longstone::web {
namespace {

using html::HeadingSize;

// A record of the sample, where this viewer may see it.
struct Case {
    work::Opened opened;
    std::string drawn = {};
};

std::vector<Case> cases_of(Visit& visit, work::Context& context, const work::Opened& audit) {
    std::vector<Case> cases;
    const auto& rule = *audit.pathway->sample;
    for (const auto& link : audit.record.links) {
        if (!link.forward || link.kind != rule.link) continue;
        auto opened =
            work::open_record_for(context, visit.viewer(), access::Action::Read, link.other);
        if (!opened) continue;
        auto drawn = opened->record.first_answer(rule.reference);
        cases.push_back({.opened = std::move(*opened), .drawn = std::move(drawn)});
    }
    return cases;
}

std::string compared(const work::Opened& opened, const work::RequestState& request) {
    const auto* rule = opened.pathway->request(request.rule);
    if (rule == nullptr || rule->compare.empty()) return {};
    const auto found = request.answers.find(rule->compare);
    return found == request.answers.end() ? std::string() : found->second.first();
}

Html return_html(const Visit& visit,
                 const work::Opened& opened,
                 const work::RequestState& request) {
    if (request.withdrawn) return ls::muted("Withdrawn");
    if (!request.answered)
        return request.due < visit.now() ? ls::late("Late") : html::text("Waiting");
    if (!work::sees_reply(opened, request)) return html::text("Answered");
    const auto* rule = opened.pathway->request(request.rule);
    const auto* form = rule == nullptr ? nullptr : visit.definitions().form(rule->form);
    const auto* field = form == nullptr ? nullptr : form->find(rule->compare);
    const auto value = compared(opened, request);
    if (field == nullptr || value.empty()) return html::text("Answered");
    return html::text(visit.definitions().value_text(*field, value));
}

// How many of the records on which two or more agencies gave a rating have one rating.
struct Agreement {
    int compared = 0, agree = 0;
};

Agreement agreement_of(const std::vector<Case>& cases) {
    Agreement out;
    for (const auto& one : cases) {
        std::set<std::string> values;
        int given = 0;
        for (const auto& request : one.opened.record.requests) {
            if (!request.answered || !work::sees_reply(one.opened, request)) continue;
            const auto value = compared(one.opened, request);
            if (value.empty()) continue;
            ++given;
            values.insert(value);
        }
        if (given < 2) continue;
        ++out.compared;
        if (values.size() == 1) ++out.agree;
    }
    return out;
}

Html returns_html(Visit& visit, const std::vector<Case>& cases) {
    if (cases.empty()) return {};
    std::vector<std::string> agencies;
    for (const auto& one : cases) {
        for (const auto& request : one.opened.record.requests) {
            if (std::ranges::find(agencies, request.agency) == agencies.end())
                agencies.push_back(request.agency);
        }
    }
    std::ranges::sort(agencies);
    ls::Table table{.caption = "Returns by agency",
                    .columns = {{.text = "Record drawn", .row_header = true},
                                {.text = "In the audit"},
                                {.text = "Stands at"}},
                    .stays_wide = agencies.size() > 4};
    for (const auto& agency : agencies)
        table.columns.push_back({.text = visit.agency_name(agency)});
    for (const auto& one : cases) {
        const auto* stage = one.opened.pathway->stage(one.opened.record.stage);
        ls::Row row{.cells = {html::text(one.drawn),
                              record_link(one.opened.record.ref, one.opened.record.ref),
                              html::text(stage == nullptr ? "" : stage->name)}};
        for (const auto& agency : agencies) {
            Html cell = ls::muted("–");
            for (const auto& request : one.opened.record.requests) {
                if (request.agency == agency) cell = return_html(visit, one.opened, request);
            }
            row.cells.push_back(std::move(cell));
        }
        table.rows.push_back(std::move(row));
    }
    Html out = html::heading(2, HeadingSize::Medium, "Returns by agency");
    const auto agreement = agreement_of(cases);
    if (agreement.compared > 0)
        out += ls::say({"Auditors agree on ",
                        html::strong(number(agreement.agree)),
                        " of ",
                        count_of(agreement.compared,
                                 "record that two or more have graded",
                                 "records that two or more have graded"),
                        "."});
    return html::cat({out, visit.list(table)});
}

Html found_html(const Visit& visit, const work::Opened& opened) {
    govuk::SummaryList list;
    for (const auto& id : opened.pathway->sample->shows) {
        const auto* field = visit.definitions().field(*opened.pathway, id);
        const auto* answer = opened.record.answer(id);
        if (field == nullptr || answer == nullptr || answer->given.empty()) continue;
        list.rows.emplace_back(govuk::SummaryRow{
            .key = {.text = field->label},
            .value = {.html = given_html(visit.definitions(), *field, answer->given)}});
    }
    Html out = html::heading(2, HeadingSize::Medium, "What was found");
    if (list.rows.empty())
        return html::cat({out, ls::nothing("The findings are not written yet.")});
    return html::cat({out, govuk::summary_list(list)});
}

Html actions_html(const Visit& visit, const work::Opened& opened) {
    if (opened.record.actions.empty()) return {};
    std::vector<Html> items;
    for (const auto& action : opened.record.actions) {
        items.push_back(html::cat({action.what,
                                   ", ",
                                   visit.agency_name(action.agency),
                                   action.due ? cat({", by ", say(*action.due)}) : "",
                                   action.status == "open" ? "" : ", ended"}));
    }
    return html::cat({html::heading(2, HeadingSize::Medium, "Actions"), html::bullets(items)});
}

Html strata_html(Visit& visit, const work::Sample& sample) {
    if (sample.drawn.strata.size() < 2) return {};
    ls::Table table{.caption = cat({"Drawn from each answer, draw ", number(sample.n)}),
                    .columns = {{.text = "Answer", .row_header = true},
                                {.text = "Matched", .numeric = true},
                                {.text = "Drawn", .numeric = true}}};
    for (const auto& one : sample.drawn.strata)
        table.rows.push_back({.cells = {html::text(one.value.empty() ? "No answer" : one.value),
                                        html::text(number(one.frame)),
                                        html::text(number(one.drawn))}});
    return visit.list(table);
}

Html sample_html(Visit& visit, const work::Sample& sample) {
    govuk::SummaryList list;
    const auto add = [&](const char* key, const Html& value) {
        list.rows.emplace_back(govuk::SummaryRow{.key = {.text = key}, .value = {.html = value}});
    };
    add("Out of", criteria_html(visit, sample.criteria));
    add("Matched", html::text(number(sample.frame)));
    add("Drawn", html::text(number(static_cast<long long>(sample.drawn.refs.size()))));
    add("Number that started it", html::text(sample.seed));
    add("When and by whom", html::text(cat({say(sample.at), ", ", visit.shown_name(sample.by)})));
    if (!sample.reason.empty()) add("Why it was drawn again", html::text(sample.reason));
    std::vector<Html> refs;
    for (const auto& ref : sample.drawn.refs)
        refs.push_back(ls::unbroken(ref));
    add("References", html::join(refs, ", "));
    return html::cat({govuk::summary_list(list), strata_html(visit, sample)});
}

Html choose_html(const Visit& visit, const work::Opened& opened, bool again) {
    std::vector<Html> items;
    for (const auto* one : work::sampled_pathways(visit.definitions(), *opened.pathway)) {
        items.push_back(
            html::link(record_path(opened.record.ref, cat({"/sample/", one->id})), one->name));
    }
    return html::cat(
        {html::heading(2, HeadingSize::Medium, again ? "Draw it again" : "Draw the sample"),
         html::paragraph("Out of which records? You then say which of them match, see "
                         "how many do, and draw. You see numbers and references, and "
                         "no record that you could not see before."),
         html::element("div", {{"class", "ls-in-columns"}}, html::bullets(items))});
}

http::Reply show(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        if (!is_whole(opened) || !opened.pathway->sample) return not_found();
        reading.looked(opened.grant);
        const auto samples = work::samples_of(reading.context, opened.grant);
        const auto cases = cases_of(visit, reading.context, opened);
        Html main = html::heading(2, HeadingSize::Large, "Sample");
        main += samples.empty() ? ls::nothing("No sample has been drawn here yet.")
                                : sample_html(visit, samples.front());
        main += returns_html(visit, cases);
        main += found_html(visit, opened);
        main += actions_html(visit, opened);
        if (works_here(opened) && opened.record.stage == opened.pathway->sample->at)
            main += choose_html(visit, opened, !samples.empty());
        for (std::size_t n = 1; n < samples.size(); ++n) {
            main +=
                govuk::details({.summary_text = cat({"Draw ", number(samples[n].n), ", replaced"}),
                                .html = sample_html(visit, samples[n])});
        }
        return record_page(
            visit, opened, {.title = "Sample", .tab = "sample", .main = std::move(main)});
    });
}

}  // namespace

Html criteria_html(const Visit& visit, const work::FrameAsked& asked) {
    const auto* of = visit.definitions().pathway(asked.pathway);
    if (of == nullptr) return html::text(asked.pathway);
    const auto* stage = of->stage(asked.by);
    std::vector<std::string> words = {
        cat({of->name,
             ", ",
             stage == nullptr ? asked.by : cat({"came to “", stage->name, "”"}),
             " from ",
             say(asked.since),
             " to ",
             say(asked.until)})};
    if (const auto* field = visit.definitions().field(*of, asked.field))
        words.push_back(
            cat({field->label, " ", visit.definitions().value_text(*field, asked.value)}));
    if (asked.age_from || asked.age_to)
        words.push_back(cat({"aged ",
                             asked.age_from ? number(*asked.age_from) : "0",
                             asked.age_to ? cat({" to ", number(*asked.age_to)}) : " or over"}));
    if (!asked.agency.empty()) words.push_back(cat({visit.agency_name(asked.agency), " involved"}));
    if (const auto* field = visit.definitions().field(*of, asked.strata))
        words.push_back(cat({"drawn within each answer to “", field->label, "”"}));
    return html::text(join(words, "; "));
}

void add_sample_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/records/{ref}/sample", .name = "record: sample"}, show);
    add_draw_routes(router, app);
}

}  // namespace longstone::web
