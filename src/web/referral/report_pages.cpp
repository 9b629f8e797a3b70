#include <algorithm>
#include <array>

#include "base/secret.h"
#include "base/text.h"
#include "people/create.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/radios.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/pages/parts.h"
#include "web/pages/person_form.h"
#include "web/problems.h"
#include "web/referral/referral_routes.h"
#include "web/referral/report.h"
#include "work/drafts.h"

// The public tells us: one thing a page, nothing that must be known, saved at every step.
namespace longstone::web {
namespace {

constexpr std::size_t kIdLength = 10;
constexpr std::string_view kUnknown = "name-not-known";
// What a member of the public would not know of somebody, or is asked about further on.
constexpr std::array<std::string_view, 3> kNotAsked = {"nhs-number", "phone", "note"};

std::vector<const define::Pathway*> open_to_all(const Visit& visit) {
    std::vector<const define::Pathway*> open;
    for (const auto& [id, pathway] : visit.definitions().pathways) {
        if (pathway.access.open_to_public && !pathway.public_opening.empty()) {
            open.push_back(&pathway);
        }
    }
    return open;
}

// What the pathway calls this for the public: the name of its first form.
std::string public_name(const Visit& visit, const define::Pathway& pathway) {
    for (const auto& asked : pathway.public_opening) {
        const auto* form = visit.definitions().form(asked.substr(0, asked.find('.')));
        if (form != nullptr) return form->name;
    }
    return pathway.name;
}

http::Reply draw_start(Visit& visit, const Problem* problem) {
    govuk::Radios radios{
        .name = "pathway",
        .fieldset = govuk::Fieldset{.legend = {.text = "What is your worry?",
                                               .classes = "govuk-fieldset__legend--m"}},
        .value = visit.form().text("pathway")};
    for (const auto* pathway : open_to_all(visit)) {
        radios.items.emplace_back(
            govuk::RadioItem{.text = public_name(visit, *pathway), .value = pathway->id});
    }
    Html main;
    if (problem != nullptr) {
        main += error_list(problem->fields);
        radios.error_message = govuk::ErrorMessage{.text = problem->fields.front().message};
    }
    main += html::heading(1, html::HeadingSize::Large, "Tell us you are worried about somebody");
    main += danger_html(visit);
    const auto& phone = visit.definitions().partnership.front_door_phone;
    if (!phone.empty()) {
        main += html::paragraph({"If you would rather speak to somebody, telephone ", phone, "."});
    }
    main += html::paragraph(
        "You do not have to be sure, and you need not give your name. You get "
        "a reference and a passcode: with both you can stop and come back, "
        "and later read what we can tell you.");
    main += html::paragraph(
        {"How we look after what you tell us: ", html::link("/privacy", "privacy"), "."});
    main += post_form(
        visit, "/report/start", {govuk::radios(radios), govuk::button({.text = "Start"})});
    main += html::paragraph(html::link("/report/return", "Come back to a report you began"));
    return referral_page(visit,
                         true,
                         {.title = "Tell us you are worried about somebody",
                          .main = std::move(main),
                          .has_errors = problem != nullptr,
                          .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
}

Html passcode_html(const Referral& report, const std::string& passcode) {
    Html main = html::heading(1, html::HeadingSize::Large, "Keep these two safe");
    main += govuk::inset_text(
        {.html = html::cat(
             {html::paragraph({"Your reference: ", html::strong(shown_reference(report.id))}),
              html::paragraph({"Your passcode: ", html::strong(passcode)})})});
    main += html::paragraph(
        "Write them down or take a picture now, somewhere nobody else looks. "
        "We show the passcode only this once and cannot find it again.");
    main += html::paragraph("You can go on without keeping them, but then you cannot come back.");
    main += govuk::button({.text = "Continue", .href = report.base});
    return main;
}

Result<http::Reply> begin(Visit& visit, work::Context& context) {
    for (const auto* pathway : open_to_all(visit)) {
        if (pathway->id != visit.form().text("pathway")) continue;
        const auto wait = visit.app().limiters.reports.take(visit.request().peer, visit.now());
        if (wait > 0) {
            return refuse(Fault::TooMany,
                          "Many reports have begun from where you are. Wait a little and try "
                          "again, or telephone us. If somebody is in danger now, call 999.");
        }
        auto report = blank_report(random_code(kIdLength));
        report.pathway = pathway;
        save_referral(context, report);
        const auto passcode = work::give_passcode(context, report.id);
        auto reply = referral_page(
            visit, true, {.title = "Keep these two safe", .main = passcode_html(report, passcode)});
        hold_report(visit, reply, report.id);
        reply.headers.set("Cache-Control", "no-store");
        return reply;
    }
    return Refused(Problem{.message = "Choose what your worry is.",
                           .fields = {{"pathway", "Choose what your worry is"}}});
}

// The first page that is not yet as it must be.
http::Reply go_on(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto report = TRY(find_report(visit, reading.context));
        const Questions questions(visit, report);
        for (const auto& step : steps_of(questions)) {
            if (step == kWhoStep ? !report.people.empty() : report.seen.contains(step)) continue;
            return http::Reply::see_other(report.path(cat({"/", step})));
        }
        return http::Reply::see_other(report.path("/check"));
    });
}

// ---- who it is about

define::Section who_section() {
    auto section = person_section();
    std::erase_if(section.fields, [](const define::Field& field) {
        return std::ranges::find(kNotAsked, field.id) != kNotAsked.end();
    });
    return section;
}

const define::PeopleRule* subject_rule(const Referral& report) {
    for (const auto& rule : report.pathway->people) {
        if (rule.subject) return &rule;
    }
    return nullptr;
}

Html unknown_box(const Typed& typed) {
    return govuk::radios(
        {.name = std::string(kUnknown),
         .fieldset = govuk::Fieldset{.legend = {.text = "Do you know a name?",
                                                .classes = "govuk-fieldset__legend--s"}},
         .items = {govuk::RadioItem{.text = "Yes, all of it or a part", .value = "no"},
                   govuk::RadioItem{.text = "I don’t know", .value = "yes"}},
         .value = typed.text(kUnknown)});
}

http::Reply draw_who(Visit& visit,
                     const Referral& report,
                     const Typed& typed,
                     std::vector<FieldProblem> problems) {
    const auto section = who_section();
    const Asking asking{.definitions = visit.definitions(),
                        .sections = {&section},
                        .typed = typed,
                        .problems = std::move(problems),
                        .offered = person_offered()};
    const bool wrong = !asking.problems.empty();
    const auto first = steps_of(Questions(visit, report)).front();
    Html main = error_summary(asking);
    main += html::heading(1, html::HeadingSize::Large, "Who are you worried about?");
    main += html::paragraph(
        "Give what you know. A part of it helps too. On the next page you can "
        "describe them in your own words.");
    main += post_form(visit,
                      report.path("/who"),
                      {unknown_box(typed),
                       draw_form(asking, {.section_titles = false}),
                       govuk::button({.text = "Continue", .prevent_double_click = true})});
    return referral_page(visit,
                         true,
                         {.title = "Who are you worried about?",
                          .main = std::move(main),
                          .before_main = govuk::back_link({.href = report.path(cat({"/", first}))}),
                          .has_errors = wrong,
                          .status = wrong ? 422 : 200});
}

http::Reply show_who(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto report = TRY(find_report(visit, reading.context));
        return draw_who(
            visit, report, report.people.empty() ? Typed() : report.people.front().typed, {});
    });
}

// "I don't know" leaves a person without a name, known by what the report says of them.
DraftPerson somebody(const Visit& visit, const define::PeopleRule& rule, Typed typed) {
    auto answers = person_answers(visit.definitions(), typed);
    const bool nameless = answers["given-name"].empty() && answers["family-name"].empty();
    if (nameless) {
        typed.set("note", "Not named by whoever told us. See what they say in the report.");
        answers = person_answers(visit.definitions(), typed);
    } else {
        typed.erase("note");
    }
    return {.role = rule.role, .name = typed_words(answers), .typed = std::move(typed)};
}

std::vector<FieldProblem> wrong_with(work::Context& context, const DraftPerson& person) {
    const auto section = who_section();
    const Asking asking{.definitions = context.definitions,
                        .sections = {&section},
                        .typed = person.typed,
                        .offered = person_offered()};
    auto problems = problems_of(asking, context.now, Enough::Half);
    if (!problems.empty()) return problems;
    return people::problems_of(
        context, person_of(person_answers(context.definitions, person.typed), "the public"));
}

Result<http::Reply> put_who(Visit& visit, work::Context& context) {
    auto report = TRY(find_report(visit, context));
    const auto* rule = subject_rule(report);
    if (rule == nullptr) return not_found();
    Typed typed;
    const Typed posted(visit.form());
    take_section(typed, who_section(), posted);
    if (posted.text(kUnknown) == "yes") {
        typed.erase("given-name");
        typed.erase("family-name");
    }
    typed.set(std::string(kUnknown), posted.text(kUnknown));
    auto person = somebody(visit, *rule, std::move(typed));
    auto problems = wrong_with(context, person);
    if (posted.text(kUnknown) == "no" && person.typed.has("note")) {
        problems.push_back({.field = "given-name",
                            .message = "Give the part of the name you know, or choose that you "
                                       "don’t know"});
    }
    const auto asked = person.typed;
    const bool wrong = !problems.empty();
    if (!wrong) {
        report.people = {std::move(person)};
        save_referral(context, report);
    }
    if (wrong) return draw_who(visit, report, asked, std::move(problems));
    const Questions questions(visit, report);
    const auto steps = steps_of(questions);
    const auto here = std::ranges::find(steps, kWhoStep);
    return http::Reply::see_other(
        report.path(cat({"/", here == steps.end() ? "check" : *std::next(here)})));
}

http::Reply later(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto report = TRY(find_report(visit, reading.context));
        Html main = html::heading(1, html::HeadingSize::Large, "Your report is saved, not sent");
        main += html::paragraph({"Nobody reads it until you send it. Come back with the reference ",
                                 html::strong(shown_reference(report.id)),
                                 " and your passcode at ",
                                 html::link("/report/return", "come back to a report"),
                                 "."});
        main += danger_html(visit);
        main += govuk::button({.text = "Go on now", .href = report.base});
        return referral_page(
            visit, true, {.title = "Your report is saved", .main = std::move(main)});
    });
}

Result<http::Reply> send(Visit& visit, work::Context& context, const Referral& report) {
    const Questions questions(visit, report);
    const auto opened = TRY(send_referral(context, report, questions, "A member of the public"));
    note_sent(context, report, opened.record.ref);
    return http::Reply::see_other(report.path("/sent"));
}

// A page of one report: a browser that does not hold it is asked for its passcode, whether there
// is such a report or not.
PageHandler held(PageHandler handler) {
    return [handler = std::move(handler)](Visit& visit) {
        if (!holds_report(visit, visit.param("id"))) {
            return http::Reply::see_other("/report/return");
        }
        auto sent = visit.context();
        if (record_of_report(sent, visit.param("id"))) {
            return http::Reply::see_other(cat({"/report/", visit.param("id"), "/sent"}));
        }
        auto reply = handler(visit);
        hold_report(visit, reply, visit.param("id"));
        return reply;
    };
}

}  // namespace

void add_report_pages(http::Router& router, App& app) {
    const auto page =
        [&](std::string method, std::string pattern, std::string name, PageHandler handler) {
            add_page(router,
                     app,
                     {.method = std::move(method),
                      .pattern = std::move(pattern),
                      .name = std::move(name),
                      .access = http::AccessKind::Public},
                     std::move(handler));
        };
    const std::string base = "/report/{id:key}";
    page("GET", "/report", "report", [](Visit& visit) { return draw_start(visit, nullptr); });
    page("POST", "/report/start", "report: begin", [](Visit& visit) {
        return act(
            visit,
            [&](work::Context& context) { return begin(visit, context); },
            [&](const Problem& problem) { return draw_start(visit, &problem); });
    });
    page("GET", base, "report: go on", held(go_on));
    page("GET", base + "/who", "report: who", held(show_who));
    page("POST", base + "/who", "report: who: save", held([](Visit& visit) {
             return act(visit, [&](work::Context& context) { return put_who(visit, context); });
         }));
    page("GET", base + "/later", "report: later", held(later));
    page("GET", base + "/check", "report: check", held([](Visit& visit) {
             return show_check_page(visit, find_report);
         }));
    page("POST", base + "/check", "report: send", held([](Visit& visit) {
             return send_check_page(
                 visit, find_report, [&](work::Context& context, const Referral& report) {
                     return send(visit, context, report);
                 });
         }));
    page("GET", base + "/{section}", "report: section", held([](Visit& visit) {
             return show_section_page(visit, find_report);
         }));
    page("POST", base + "/{section}", "report: section: save", held([](Visit& visit) {
             return send_section_page(visit, find_report);
         }));
}

}  // namespace longstone::web
