#include "base/secret.h"
#include "base/text.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/radios.h"
#include "ui/govuk/task_list.h"
#include "web/forms/draw.h"
#include "web/navigation.h"
#include "web/pages/parts.h"
#include "web/problems.h"
#include "web/referral/referral_routes.h"
#include "web/routes.h"
#include "work/drafts.h"

// A partner's referral: choosing what it is about, its list of tasks, its sections, sending it.
namespace longstone::web {
namespace {

constexpr std::size_t kIdLength = 12;

std::vector<const define::Pathway*> openable(Visit& visit) {
    auto pathways = pathways_opened_by(visit.definitions(), visit.viewer());
    std::erase_if(pathways, [](const auto* pathway) { return pathway->opening.empty(); });
    return pathways;
}

http::Reply draw_new(Visit& visit, const Problem* problem) {
    const auto pathways = openable(visit);
    if (pathways.empty()) return problem_page(visit, not_found().error());
    const auto chosen =
        problem == nullptr ? visit.request().query_text("pathway") : visit.form().text("pathway");
    govuk::Radios radios{
        .name = "pathway",
        .fieldset = govuk::Fieldset{.legend = {.text = "What do you want to tell us about?",
                                               .classes = "govuk-fieldset__legend--l",
                                               .is_page_heading = true}},
        .value = chosen};
    for (const auto* pathway : pathways) {
        radios.items.emplace_back(govuk::RadioItem{.text = pathway->name,
                                                   .value = pathway->id,
                                                   .hint = govuk::Hint{.text = pathway->purpose}});
    }
    Html main;
    if (problem != nullptr) {
        main += error_list(problem->fields);
        radios.error_message = govuk::ErrorMessage{.text = problem->fields.front().message};
    }
    main += danger_html(visit);
    const auto& phone = visit.definitions().partnership.front_door_phone;
    if (!phone.empty()) {
        main += html::paragraph({"If it is urgent, telephone ",
                                 phone,
                                 " first and write afterwards. A form alone is not read at once."});
    }
    main += post_form(
        visit, "/referrals/new", {govuk::radios(radios), govuk::button({.text = "Continue"})});
    return referral_page(visit,
                         false,
                         {.title = "Make a referral",
                          .main = std::move(main),
                          .has_errors = problem != nullptr,
                          .status = problem == nullptr ? 200 : 422});
}

Referral blank_draft(Visit& visit, const std::string& id) {
    return {.id = id,
            .owner = visit.viewer().user,
            .key = cat({"referral/", id}),
            .base = cat({"/referrals/drafts/", id}),
            .viewer = &visit.viewer()};
}

http::Reply begin(Visit& visit) {
    const auto redo = [&](const Problem& problem) { return draw_new(visit, &problem); };
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            for (const auto* pathway : openable(visit)) {
                if (pathway->id != visit.form().text("pathway")) continue;
                auto referral = blank_draft(visit, random_code(kIdLength));
                referral.pathway = pathway;
                save_referral(context, referral);
                return http::Reply::see_other(referral.base);
            }
            return Refused(
                Problem{.message = "Choose what you want to tell us about.",
                        .fields = {{"pathway", "Choose what you want to tell us about"}}});
        },
        redo);
}

std::string sent_key(const std::string& id) {
    return cat({"sent/", id});
}

govuk::TaskStatus status(bool done, bool begun) {
    if (done) return {.text = "Completed"};
    if (begun) {
        return {.tag = govuk::Tag{.text = "In progress", .classes = "govuk-tag--light-blue"}};
    }
    return {.tag = govuk::Tag{.text = "Not started", .classes = "govuk-tag--blue"}};
}

// Completed once everybody asked for by name is named, or somewhere it says why not.
govuk::TaskItem people_task(const Questions& questions, const Referral& referral) {
    bool done = true;
    const bool excused = excuse_of(questions, referral).given;
    for (const auto& rule : referral.pathway->people) {
        const bool wanted = rule.required || rule.subject || (rule.ask_by_name && !excused);
        if (wanted && !referral.names(rule.role)) done = false;
    }
    return {.title = {.text = "People"},
            .hint = govuk::Content{.text = "Who it is about, and who matters to them"},
            .status = status(done, !referral.people.empty()),
            .href = referral.path("/people")};
}

Html tasks(const Questions& questions, const Referral& referral) {
    govuk::TaskList list;
    list.items.emplace_back(people_task(questions, referral));
    for (const auto* section : questions.sections()) {
        const auto key = questions.key(*section);
        const bool begun = referral.seen.contains(key);
        list.items.emplace_back(
            govuk::TaskItem{.title = {.text = section->title},
                            .status = status(begun && questions.problems(*section).empty(), begun),
                            .href = referral.path(cat({"/", key}))});
    }
    const auto missing = static_cast<long long>(questions.problems().size());
    list.items.emplace_back(govuk::TaskItem{
        .title = {.text = "Check your answers and send"},
        .hint = missing == 0 ? std::nullopt
                             : std::optional(govuk::Content{
                                   .text = cat({count_of(missing, "answer is", "answers are"),
                                                " still missing"})}),
        .status = status(false, false),
        .href = referral.path("/check")});
    return govuk::task_list(list);
}

http::Reply task_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto referral = TRY(find_draft_referral(visit, reading.context));
        const Questions questions(visit, referral);
        Html main = done_banner(visit);
        main += html::heading(1, html::HeadingSize::Large, referral.pathway->name);
        main += danger_html(visit);
        for (const auto& id : referral.pathway->opening) {
            const auto* form = visit.definitions().form(id);
            if (form != nullptr) main += guidance(form->intro);
        }
        main += tasks(questions, referral);
        main +=
            html::paragraph({"Saved ",
                             say_short(referral.saved),
                             ". Nobody else sees it until you send it. You find it again under ",
                             html::link("/referrals", "My referrals"),
                             "."});
        main += post_form(
            visit,
            referral.path("/delete"),
            {govuk::button({.text = "Delete this draft", .classes = "govuk-button--secondary"})});
        return referral_page(
            visit, false, {.title = referral.pathway->name, .main = std::move(main)});
    });
}

http::Reply ask_drop(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto referral = TRY(find_draft_referral(visit, reading.context));
        const char* title = "Delete this draft?";
        Html main = html::heading(1, html::HeadingSize::Large, title);
        main += html::paragraph({referral.pathway->name,
                                 ", saved ",
                                 say_short(referral.saved),
                                 ". What is deleted cannot be brought back."});
        main += html::paragraph(html::link(referral.path("/delete"), "Delete this draft"));
        return referral_page(visit,
                             false,
                             {.title = title,
                              .main = std::move(main),
                              .before_main = govuk::back_link({.href = referral.base})});
    });
}

http::Reply drop(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto referral = TRY(find_draft_referral(visit, context));
        work::drop_draft(context, referral.owner, referral.key);
        return http::Reply::see_other(done_at("/referrals", "dropped"));
    });
}

Result<http::Reply> send(Visit& visit, work::Context& context, const Referral& referral) {
    const Questions questions(visit, referral);
    const auto opened = TRY(
        send_referral(context, referral, questions, visit.agency_name(referral.viewer->agency)));
    work::drop_draft(context, referral.owner, referral.key);
    work::save_draft(context,
                     referral.owner,
                     sent_key(referral.id),
                     Json::object({{"record", opened.record.ref}}));
    return http::Reply::see_other(cat({"/referrals/", opened.record.ref, "/sent"}));
}

// Whoever presses Send twice, or goes back to a page of what was sent, is shown that it was sent.
PageHandler unless_sent(PageHandler handler) {
    return [handler = std::move(handler)](Visit& visit) {
        auto context = visit.context();
        const auto sent =
            work::find_draft(context, visit.viewer().user, sent_key(visit.param("id")));
        if (!sent) return handler(visit);
        return http::Reply::see_other(cat({"/referrals/", sent->body.text("record"), "/sent"}));
    };
}

}  // namespace

Result<Referral> find_draft_referral(Visit& visit, work::Context& context) {
    auto blank = blank_draft(visit, visit.param("id"));
    const auto draft = work::find_draft(context, blank.owner, blank.key);
    if (!draft) return not_found();
    return read_referral(visit.definitions(), std::move(blank), *draft);
}

void add_draft_pages(http::Router& router, App& app) {
    const std::string base = "/referrals/drafts/{id:key}";
    const auto page = [&](std::string method,
                          std::string pattern,
                          std::string name,
                          PageHandler handler) {
        add_page(
            router,
            app,
            {.method = std::move(method), .pattern = std::move(pattern), .name = std::move(name)},
            std::move(handler));
    };
    page("GET", "/referrals/new", "referral: new", [](Visit& visit) {
        return draw_new(visit, nullptr);
    });
    page("POST", "/referrals/new", "referral: begin", begin);
    page("GET", base, "referral: tasks", unless_sent(task_page));
    page("GET", base + "/delete", "referral: delete?", ask_drop);
    page("POST", base + "/delete", "referral: delete the draft", drop);
    page("GET", base + "/check", "referral: check", unless_sent([](Visit& visit) {
             return show_check_page(visit, find_draft_referral);
         }));
    page("POST", base + "/check", "referral: send", unless_sent([](Visit& visit) {
             return send_check_page(
                 visit, find_draft_referral, [&](work::Context& context, const Referral& referral) {
                     return send(visit, context, referral);
                 });
         }));
    page("GET", base + "/{section}", "referral: section", unless_sent([](Visit& visit) {
             return show_section_page(visit, find_draft_referral);
         }));
    page("POST", base + "/{section}", "referral: section: save", unless_sent([](Visit& visit) {
             return send_section_page(visit, find_draft_referral);
         }));
}

void add_referral_routes(http::Router& router, App& app) {
    add_draft_pages(router, app);
    add_draft_people_pages(router, app);
    add_sent_pages(router, app);
    add_report_pages(router, app);
    add_report_return_pages(router, app);
}

}  // namespace longstone::web
