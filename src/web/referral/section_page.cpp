#include "base/text.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/error_summary.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/summary_list.h"
#include "ui/govuk/warning_text.h"
#include "web/forms/draw.h"
#include "web/forms/field.h"
#include "web/forms/read.h"
#include "web/forms/show.h"
#include "web/pages/parts.h"
#include "web/pages/person_form.h"
#include "web/referral/referral_routes.h"
#include "work/house.h"

namespace longstone::web {
namespace {

using define::Section;

constexpr std::string_view kLater = "later";

// Where to go when a section is done: a partner back to the list of tasks, the public onwards.
std::string after(const Questions& questions, const Referral& referral, const std::string& step) {
    if (!referral.from_public) return referral.base;
    const auto steps = steps_of(questions);
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        if (steps[i] == step) return referral.path(cat({"/", steps[i + 1]}));
    }
    return referral.path("/check");
}

std::string before(const Questions& questions, const Referral& referral, const std::string& step) {
    if (!referral.from_public) return referral.base;
    const auto steps = steps_of(questions);
    for (std::size_t i = 1; i < steps.size(); ++i) {
        if (steps[i] == step) return referral.path(cat({"/", steps[i - 1]}));
    }
    return "/report";
}

Html buttons(const Referral& referral) {
    return html::element(
        "div",
        {{"class", "govuk-button-group"}},
        {govuk::button({.text = referral.from_public ? "Continue" : "Save and continue",
                        .prevent_double_click = true}),
         govuk::button({.text = "Save and come back later",
                        .name = "go",
                        .value = std::string(kLater),
                        .classes = "govuk-button--secondary"})});
}

http::Reply draw(Visit& visit,
                 const Referral& referral,
                 const Section& section,
                 std::vector<FieldProblem> problems) {
    const Questions questions(visit, referral);
    const auto key = questions.key(section);
    auto asking = questions.asking(section);
    asking.problems = std::move(problems);
    const bool wrong = !asking.problems.empty();
    Html main = error_summary(asking);
    if (wrong) main += html::paragraph("What you typed is saved, as it is.");
    main += html::heading(1, html::HeadingSize::Large, section.title);
    main += post_form(visit,
                      referral.path(cat({"/", key})),
                      {draw_form(asking, {.section_titles = false}), buttons(referral)});
    return referral_page(
        visit,
        referral.from_public,
        {.title = section.title,
         .main = std::move(main),
         .before_main = govuk::back_link({.href = before(questions, referral, key)}),
         .has_errors = wrong,
         .status = wrong ? 422 : 200});
}

Html people_summary(const Referral& referral) {
    govuk::SummaryList list{
        .card = govuk::SummaryCard{.title = govuk::SummaryCardTitle{.text = "People"}}};
    const auto change = referral.path(referral.from_public ? "/who" : "/people");
    for (const auto& person : referral.people) {
        const auto* rule = referral.rule(person.role);
        list.rows.emplace_back(govuk::SummaryRow{
            .key = {.text = rule == nullptr ? person.role : rule->name},
            .value = {.text = person.name},
            .actions = {.items = {{.text = "Change",
                                   .href = change,
                                   .visually_hidden_text = cat({": ", person.name})}}}});
    }
    if (list.rows.empty()) return {};
    return govuk::summary_list(list);
}

Html missing_html(const Questions& questions, const std::vector<FieldProblem>& problems) {
    if (problems.empty()) return {};
    std::vector<Html> items;
    items.reserve(problems.size());
    for (const auto& problem : problems) {
        items.push_back(html::link(questions.where(problem.field), problem.message));
    }
    return govuk::inset_text(
        {.html = html::cat({html::heading(2, html::HeadingSize::Medium, "Still missing"),
                            html::paragraph("Answer these before you send. All you have written "
                                            "is saved."),
                            html::bullets(items)})});
}

// Names that were asked for and not given: said once more, in nobody's way.
Html unnamed_html(const Questions& questions, const Referral& referral) {
    if (referral.from_public) return {};
    const auto excuse = excuse_of(questions, referral);
    if (excuse.given) return {};
    std::vector<Html> items;
    for (const auto& rule : referral.pathway->people) {
        if (!rule.ask_by_name || referral.names(rule.role)) continue;
        items.push_back(html::cat({html::link(referral.path(cat({"/people/add/", rule.role})),
                                              cat({"Name: ", rule.name})),
                                   rule.ask.empty() ? "" : " ",
                                   rule.ask}));
    }
    if (items.empty()) return {};
    Html why;
    if (excuse.section != nullptr) {
        why = html::paragraph(
            {"If you cannot, ", html::link(questions.where(excuse.field), "say why not"), "."});
    }
    return govuk::inset_text(
        {.html = html::cat({html::heading(2, html::HeadingSize::Medium, "Not named yet"),
                            html::bullets(items),
                            why})});
}

http::Reply draw_check(Visit& visit, const Referral& referral, const Problem* problem) {
    const Questions questions(visit, referral);
    Html main;
    if (problem != nullptr) {
        main += problem->fields.empty() ? govuk::warning_text({.text = problem->message})
                                        : problems_html(questions, problem->fields);
    }
    main += html::heading(1, html::HeadingSize::Large, "Check your answers");
    const auto missing = questions.problems();
    if (problem == nullptr) main += missing_html(questions, missing);
    main += unnamed_html(questions, referral);
    main += people_summary(referral);
    const auto answers = questions.answers();
    for (const auto* section : questions.sections()) {
        main += show_section({.definitions = visit.definitions(),
                              .section = *section,
                              .answers = answers,
                              .change_href = referral.path(cat({"/", questions.key(*section)})),
                              .title = section->title});
    }
    if (missing.empty()) {
        main += html::paragraph(
            "Once sent it cannot be taken back. If something in it turns out "
            "to be wrong, tell us.");
        main += post_form(visit,
                          referral.path("/check"),
                          {govuk::button({.text = "Send", .prevent_double_click = true})});
    }
    const auto back = referral.from_public ? before(questions, referral, "check") : referral.base;
    return referral_page(visit,
                         referral.from_public,
                         {.title = "Check your answers",
                          .main = std::move(main),
                          .before_main = govuk::back_link({.href = back}),
                          .has_errors = problem != nullptr,
                          .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
}

}  // namespace

Html danger_html(const Visit& visit) {
    const auto& partnership = visit.definitions().partnership;
    if (partnership.emergency.empty()) return {};
    return govuk::warning_text({.text = partnership.emergency});
}

http::Reply referral_page(Visit& visit, bool from_public, PageParts parts) {
    parts.width = ui::Width::Narrow;
    parts.has_exit = from_public;
    if (!from_public && parts.current.empty()) parts.current = "/referrals/new";
    return visit.page(std::move(parts));
}

Html problems_html(const Questions& questions, const std::vector<FieldProblem>& problems) {
    govuk::ErrorSummary summary{.title_text = "There is a problem"};
    for (const auto& problem : problems) {
        summary.error_list.push_back(
            {.text = problem.message, .href = questions.where(problem.field)});
    }
    return govuk::error_summary(summary);
}

std::vector<std::string> steps_of(const Questions& questions) {
    std::vector<std::string> steps;
    for (const auto* section : questions.sections()) {
        steps.push_back(questions.key(*section));
        if (steps.size() == 1) steps.emplace_back(kWhoStep);
    }
    steps.emplace_back("check");
    return steps;
}

http::Reply show_section_page(Visit& visit, const Finder& find) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto referral = TRY(find(visit, reading.context));
        const Questions questions(visit, referral);
        const auto* section = questions.section(visit.param("section"));
        if (section == nullptr) return not_found();
        return draw(visit, referral, *section, {});
    });
}

http::Reply send_section_page(Visit& visit, const Finder& find) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        auto referral = TRY(find(visit, context));
        const auto* section = Questions(visit, referral).section(visit.param("section"));
        if (section == nullptr) return not_found();
        Typed posted(visit.form());
        const bool later = posted.text("go") == kLater;
        bool again = false;
        {
            const Questions questions(visit, referral);
            const auto asking = questions.asking(*section);
            again = change_items(posted, asking);
            if (!again) tidy_items(posted, asking);
        }
        take_section(referral.typed, *section, posted);
        const Questions questions(visit, referral);
        referral.seen.insert(questions.key(*section));
        save_referral(context, referral);
        if (again) return draw(visit, referral, *section, {});
        if (later) {
            return http::Reply::see_other(referral.from_public ? referral.path("/later")
                                                               : done_at(referral.base, "draft"));
        }
        const auto problems = questions.problems(*section);
        if (!problems.empty()) return draw(visit, referral, *section, problems);
        return http::Reply::see_other(after(questions, referral, questions.key(*section)));
    });
}

http::Reply show_check_page(Visit& visit, const Finder& find) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto referral = TRY(find(visit, reading.context));
        return draw_check(visit, referral, nullptr);
    });
}

http::Reply send_check_page(Visit& visit, const Finder& find, const Sending& sending) {
    const auto redo = [&](const Problem& problem) {
        return read(visit, [&](Reading& reading) -> Result<http::Reply> {
            const auto referral = TRY(find(visit, reading.context));
            return draw_check(visit, referral, &problem);
        });
    };
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto referral = TRY(find(visit, context));
            return sending(context, referral);
        },
        redo);
}

}  // namespace longstone::web
