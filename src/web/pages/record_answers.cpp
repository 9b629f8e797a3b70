#include <algorithm>
#include <memory>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/input.h"
#include "ui/govuk/summary_list.h"
#include "ui/govuk/warning_text.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/forms/show.h"
#include "web/pages/kept.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_pages.h"
#include "web/visit.h"
#include "work/acts/answer_record.h"
#include "work/former_answers.h"
#include "work/visible.h"

// The answers of a record, section by section, and the page that changes one section.
namespace longstone::web {
namespace {

using define::Section;

work::Answers plain(const std::map<std::string, work::Answer, std::less<>>& answers) {
    work::Answers given;
    for (const auto& [field, answer] : answers) {
        given[field] = answer.given;
    }
    return given;
}

// Sections each once, in the order in which the pathway asks them.
std::vector<const Section*> every_section(const Visit& visit, const define::Pathway& pathway) {
    auto sections = visit.definitions().asked(pathway.opening);
    const auto add = [&](const std::vector<std::string>& asks) {
        for (const auto* section : visit.definitions().asked(asks)) {
            if (std::ranges::find(sections, section) == sections.end()) sections.push_back(section);
        }
    };
    add(pathway.public_opening);
    for (const auto& stage : pathway.stages) {
        add(stage.asks);
    }
    for (const auto& meeting : pathway.meetings) {
        if (!meeting.asks.empty()) add({meeting.asks});
    }
    return sections;
}

bool holds(const std::vector<const Section*>& sections, const Section* section) {
    return std::ranges::find(sections, section) != sections.end();
}

// Those that somebody was asked by now, so that an unanswered one is worth a line.
std::vector<const Section*> asked_by_now(const Visit& visit, const work::Opened& opened) {
    std::vector<std::string> asks =
        opened.record.source == "public" ? opened.pathway->public_opening : opened.pathway->opening;
    for (const auto& stage : opened.pathway->stages) {
        if (opened.record.reached(stage.id))
            asks.insert(asks.end(), stage.asks.begin(), stage.asks.end());
    }
    return visit.definitions().asked(asks);
}

// Answers to what is asked no more, as they were given.
Html former_html(Visit& visit, work::Context& context, const work::Opened& opened) {
    govuk::SummaryList list{
        .card = govuk::SummaryCard{.title = govuk::SummaryCardTitle{.text = "No longer asked"}}};
    for (const auto& former : work::former_answers(context, opened)) {
        const define::Field field{.id = former.field};
        govuk::SummaryRow row{.key = {.text = former.question}};
        row.value.html =
            given_html(visit.definitions(), field, former.answer.given, people_choices(opened));
        list.rows.emplace_back(std::move(row));
    }
    return list.rows.empty() ? Html() : govuk::summary_list(list);
}

Html sections_html(Visit& visit, work::Context& context, const work::Opened& opened) {
    const auto given = plain(work::visible_answers(context, opened));
    const auto open =
        works_here(opened) ? work::answerable(context, opened) : std::vector<const Section*>{};
    const auto asked = asked_by_now(visit, opened);
    const auto situation = situation_of(visit, opened);
    const auto lookup = work::lookup_of(situation);
    std::vector<Html> unanswered;
    Html out;
    for (const auto* section : every_section(visit, *opened.pathway)) {
        const bool mine = holds(open, section) && define::holds(section->when, lookup);
        const auto href =
            mine ? answer_path(visit.definitions(), opened.record.ref, *section) : std::string();
        auto shown = show_section({.definitions = visit.definitions(),
                                   .section = *section,
                                   .answers = given,
                                   .people = people_choices(opened),
                                   .change_href = href,
                                   .title = section->title});
        if (shown.empty() && mine && holds(asked, section)) {
            unanswered.push_back(html::link(href, section->title));
        }
        out += shown;
    }
    out += former_html(visit, context, opened);
    if (!unanswered.empty()) {
        out = html::cat({html::heading(2, html::HeadingSize::Medium, "Not answered yet"),
                         html::bullets(unanswered),
                         out});
    }
    if (out.empty()) out = ls::nothing("There are no answers that you may see.");
    return out;
}

http::Reply list(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        reading.looked(opened.grant);
        return record_page(visit,
                           opened,
                           {.title = "Answers",
                            .tab = "answers",
                            .main = sections_html(visit, reading.context, opened)});
    });
}

// ---- one section

const Section* find_section(const work::Context& context,
                            const work::Opened& opened,
                            const std::string& id) {
    for (const auto* section : work::answerable(context, opened)) {
        if (section_key(context.definitions, *section) == id) return section;
    }
    return nullptr;
}

Asking asking_of(Visit& visit,
                 work::Context& context,
                 const work::Opened& opened,
                 const Section& section) {
    Asking asking{.definitions = visit.definitions(),
                  .sections = {&section},
                  .viewer = &visit.viewer(),
                  .people = people_choices(opened),
                  .dense = true};
    // The lookup must outlive this call, so it keeps its own copy of the record.
    auto record = std::make_shared<work::Opened>(opened);
    asking.known = [&visit, record](const std::string& field) {
        const auto situation = situation_of(visit, *record);
        return work::lookup_of(situation)(field);
    };
    // An answer that may not be seen must not be emptied by saving the rest.
    const auto visible = work::visible_answers(context, opened);
    for (const auto& field : section.fields) {
        if (opened.record.answer(field.id) != nullptr && !visible.contains(field.id)) {
            asking.hidden.insert(field.id);
        }
    }
    return asking;
}

// What the record says now, where that differs from what was typed.
Html both_versions(Visit& visit, const work::Opened& opened, const Asking& asking) {
    const Section& section = *asking.sections.front();
    ls::Table table{.caption = "Both versions",
                    .caption_unseen = false,
                    .columns = {{.text = "Question", .row_header = true},
                                {.text = "On the record now"},
                                {.text = "What you typed"}},
                    .if_empty = "Your answers are the same as those on the record now."};
    const auto mine = read_answers(asking);
    const auto people = people_choices(opened);
    for (const auto& field : section.fields) {
        const auto* now = opened.record.answer(field.id);
        const auto given = mine.find(field.id);
        const work::Given there = now == nullptr ? work::Given{} : now->given;
        if (given == mine.end() || given->second == there) continue;
        table.rows.push_back(
            {.cells = {html::text(field.label),
                       given_html(visit.definitions(), field, there, people),
                       given_html(visit.definitions(), field, given->second, people)}});
    }
    return html::cat(
        {govuk::warning_text({.text = "Somebody changed this record after you opened it. Nothing "
                                      "of yours was saved. Look at both versions below. What you "
                                      "typed is still in the form: saving now puts it in place of "
                                      "what is there."}),
         ls::table(table)});
}

Html reason_input(const Typed& typed, bool has_answers) {
    if (!has_answers) return {};
    return govuk::input(
        {.label = {.text = "Why are you changing this? (optional)", .classes = "govuk-label--s"},
         .name = "change-reason",
         .value = typed.text("change-reason"),
         .hint = govuk::Hint{.text = "Kept with the earlier answer."}});
}

http::Reply draw(Visit& visit,
                 const work::Opened& opened,
                 const Asking& asking,
                 const Problem* problem,
                 const Html& banner) {
    const Section& section = *asking.sections.front();
    const bool has_answers = std::ranges::any_of(section.fields, [&](const auto& field) {
        return opened.record.answer(field.id) != nullptr;
    });
    Html main = banner;
    if (problem != nullptr) {
        main += error_summary(asking);
        if (problem->fault == Fault::Conflict) {
            main += both_versions(visit, opened, asking);
        }
    }
    main += html::heading(2, html::HeadingSize::Large, section.title);
    main += kept_form(
        visit,
        visit.request().path,
        {html::hidden_field("rev", number(opened.record.rev)),
         draw_form(asking, {.section_titles = false}),
         reason_input(asking.typed, has_answers),
         html::element("div",
                       {{"class", "govuk-button-group"}},
                       {govuk::button({.text = "Save", .prevent_double_click = true}),
                        html::link(record_path(opened.record.ref, "/answers"), "Cancel")})});
    const bool wrong = problem != nullptr && problem->fault != Fault::Malformed;
    return record_page(visit,
                       opened,
                       {.title = section.title,
                        .tab = "answers",
                        .main = std::move(main),
                        .has_errors = wrong,
                        .status = wrong ? http::status_of(problem->fault) : 200});
}

// `problem` of the kind Malformed stands for "draw it again, nothing is wrong".
http::Reply show(Visit& visit, const Typed* typed, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Work, visit.param("ref")));
        const auto* section = find_section(reading.context, opened, visit.param("section"));
        if (section == nullptr) return not_found();
        reading.looked(opened.grant);
        auto asking = asking_of(visit, reading.context, opened, *section);
        Html banner;
        if (typed != nullptr) {
            asking.typed = *typed;
        } else if (const auto kept = kept_draft(visit, reading.context, visit.request().path)) {
            asking.typed = kept->typed;
            banner = draft_banner(visit, *kept);
        } else {
            asking.typed =
                typed_of({section}, plain(work::visible_answers(reading.context, opened)));
        }
        if (problem != nullptr) asking.problems = problem->fields;
        return draw(visit, opened, asking, problem, banner);
    });
}

// Back to what is missing, or to the section's stage.
std::string after_saving(const work::Opened& opened) {
    return done_at(record_path(opened.record.ref), "answered");
}

http::Reply send(Visit& visit) {
    Typed typed(visit.form());
    const auto rev = whole_number(typed.text("rev"));
    const Problem nothing_wrong{.fault = Fault::Malformed};
    bool again = false;
    const auto redo = [&](const Problem& problem) { return show(visit, &typed, &problem); };
    const auto doing = [&](work::Context& context) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            context, visit.viewer(), access::Action::Work, visit.param("ref")));
        const auto* section = find_section(context, opened, visit.param("section"));
        if (section == nullptr) return not_found();
        auto asking = asking_of(visit, context, opened, *section);
        asking.typed = typed;
        if (change_items(typed, asking)) {
            again = true;
            return http::Reply{};
        }
        tidy_items(typed, asking);
        asking.typed = typed;
        const auto saved = TRY(work::answer_record(
            context,
            visit.viewer(),
            opened.record.ref,
            rev,
            {.answers = read_answers(asking), .reason = typed.text("change-reason")}));
        drop_draft_at(visit, context, visit.request().path);
        return http::Reply::see_other(after_saving(saved));
    };
    auto reply = act(visit, doing, redo);
    return again ? show(visit, &typed, &nothing_wrong) : reply;
}

}  // namespace

void add_answer_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/records/{ref}/answers", .name = "record: answers"}, list);
    add_page(router,
             app,
             {.pattern = "/records/{ref}/answers/{section}", .name = "record: section"},
             [](Visit& visit) { return show(visit, nullptr, nullptr); });
    add_page(router,
             app,
             {.method = "POST",
              .pattern = "/records/{ref}/answers/{section}",
              .name = "record: section: save"},
             send);
}

}  // namespace longstone::web
