#include <algorithm>
#include <memory>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/checkboxes.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/warning_text.h"
#include "ui/longstone/identity.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/words.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/forms/show.h"
#include "web/pages/kept.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/pages/request_file.h"
#include "web/visit.h"
#include "work/acts/requests.h"
#include "work/request_links.h"
#include "work/rounds.h"
#include "work/visible.h"

// What one agency is asked about somebody: the question, what is shared, what the agency said
// before, and the form. Made for a phone as much as for a desk.
namespace longstone::web {
namespace {

// Either the agency that was asked, or somebody who works on the record and reads the answer.
struct Asked {
    work::OpenRequest found;
    bool mine = false;  // may answer
    // What the agency answered the round before, until it answers.
    std::optional<work::CarriedReply> carried = {};
};

Result<Asked> find(Visit& visit, work::Context& context) {
    const auto id = visit.param("id");
    auto reply = work::find_request(context, visit.viewer(), access::Action::Reply, id);
    if (reply) {
        Asked asked{.found = std::move(*reply), .mine = true};
        if (asked.found.request.open())
            asked.carried = work::carried_reply(context, asked.found.opened, asked.found.request);
        return asked;
    }
    auto found = TRY(work::find_request(context, visit.viewer(), access::Action::Read, id));
    return Asked{.found = std::move(found)};
}

bool may_still_answer(const Asked& asked) {
    const auto& [opened, rule, form, request] = asked.found;
    if (!asked.mine || opened.record.closed || request.withdrawn) return false;
    return !request.answered || rule->blind_until.empty() ||
           !opened.record.reached(rule->blind_until);
}

Asking asking_of(Visit& visit, const Asked& asked) {
    Asking asking{.definitions = visit.definitions(), .people = people_choices(asked.found.opened)};
    for (const auto& section : asked.found.form->sections) {
        asking.sections.push_back(&section);
    }
    auto opened = std::make_shared<work::Opened>(asked.found.opened);
    asking.known = [&visit, opened](const std::string& field) {
        const auto situation = situation_of(visit, *opened);
        return work::lookup_of(situation)(field);
    };
    return asking;
}

Html head_html(Visit& visit, const Asked& asked) {
    const auto& [opened, rule, form, request] = asked.found;
    ls::IdentityBar bar{.name = subject_name(opened)};
    std::vector<std::string> people;
    for (const auto& person : work::visible_people(opened)) {
        const auto summary = summary_of(person);
        people.push_back(cat({name_words(summary), age_words(summary, london(visit.now()).date)}));
    }
    bar.lines.push_back(html::text(cat({rule->name, " · ", opened.record.ref})));
    if (!people.empty()) bar.lines.push_back(html::text(join(people, "; ")));
    if (request.open()) {
        bar.clock = ls::IdentityClock{
            .left = time_left(visit.now(), request.due, visit.definitions().calendar),
            .words = cat({"to answer, by ", by_when(visit.now(), request.due)}),
            .late = request.due < visit.now()};
    }
    return ls::identity_bar(bar);
}

Html question_html(Visit& visit, const Asked& asked) {
    const auto& [opened, rule, form, request] = asked.found;
    Html out;
    if (!request.words.empty()) {
        out += ls::say({html::strong("You are asked: "), request.words});
    }
    out += html::paragraph(
        {"Asked by ", visit.shown_name(request.asked_by), " on ", say(request.asked), "."});
    out += html::paragraph({"Why this may be shared: ",
                            opened.pathway->purpose,
                            " ",
                            ls::muted(opened.pathway->gateway)});
    if (!form->intro.empty()) out += guidance(form->intro);
    return out;
}

Html reply_html(const Visit& visit, const Asked& asked, const work::RequestState& request) {
    Html out;
    for (const auto& section : asked.found.form->sections) {
        out += show_section({.definitions = visit.definitions(),
                             .section = section,
                             .answers = request.answers,
                             .people = people_choices(asked.found.opened),
                             .title = section.title,
                             .heading_level = 3});
    }
    return out;
}

// The answers of the record that go with the question.
Html shared_html(Visit& visit, work::Context& context, const Asked& asked) {
    work::Answers shared;
    std::vector<const define::Section*> sections;
    for (const auto& [field, answer] : work::shared_answers(context, asked.found.opened)) {
        shared[field] = answer.given;
        const auto* section = visit.definitions().section(*asked.found.opened.pathway, field);
        if (std::ranges::find(sections, section) == sections.end()) sections.push_back(section);
    }
    Html out;
    for (const auto* section : sections) {
        out += show_section({.definitions = visit.definitions(),
                             .section = *section,
                             .answers = shared,
                             .people = people_choices(asked.found.opened),
                             .title = section->title,
                             .heading_level = 3});
    }
    return out;
}

// What this agency said on the same record before: for another question, or asked again.
Html earlier_html(const Asked& asked) {
    Html out;
    for (const auto& request : asked.found.opened.record.requests) {
        if (request.id == asked.found.request.id || !request.answered) continue;
        if (request.agency != asked.found.request.agency) continue;
        out += html::paragraph(html::link(cat({"/requests/", request.id}),
                                          cat({"Your answer of ", say_short(*request.answered)})));
    }
    if (out.empty()) return out;
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, "What your agency said before"), out});
}

constexpr std::string_view kConfirmed = "carried-confirmed";

// What was carried over is no answer until somebody says that it still holds.
Html confirm_html(const Asked& asked, const Asking& asking) {
    if (!asked.carried) return {};
    govuk::Checkboxes box{.name = std::string(kConfirmed),
                          .values = asking.typed.all(kConfirmed),
                          .id_prefix = std::string(kConfirmed)};
    box.items.emplace_back(govuk::CheckboxItem{
        .text = "We have looked at each answer, and it holds for this round", .value = "yes"});
    if (const auto problem = asking.problem_at(kConfirmed); !problem.empty())
        box.error_message = govuk::ErrorMessage{.text = problem};
    return govuk::checkboxes(box);
}

Html carried_html(const Asked& asked) {
    if (!asked.carried) return {};
    if (asked.carried->taken) return taken_html(*asked.carried->taken);
    return govuk::inset_text(
        {.html = html::cat({html::strong("Carried over. "),
                            "What stands in the form is your agency’s answer of ",
                            say(asked.carried->at),
                            " (",
                            asked.carried->record,
                            "). Change what differs, then confirm it."})});
}

Html form_html(Visit& visit, const Asking& asking, const Asked& asked) {
    const bool again = asked.found.request.answered.has_value();
    const bool blind = !asked.found.rule->blind_until.empty();
    Html out;
    if (again) {
        out += govuk::inset_text({.text = "You have answered. You may correct it until others see "
                                          "it; the earlier answer is kept."});
    } else if (blind) {
        out += govuk::inset_text({.text = "Give your own view: you see what other agencies "
                                          "answered once you have answered, and they yours."});
    }
    out += kept_form(
        visit,
        visit.request().path,
        {carried_html(asked),
         draw_form(asking),
         confirm_html(asked, asking),
         html::element("div",
                       {{"class", "govuk-button-group"}},
                       {govuk::button({.text = again ? "Send the correction" : "Send the answer",
                                       .name = "step",
                                       .value = "send",
                                       .prevent_double_click = true}),
                        govuk::button({.text = "Save as a draft",
                                       .name = "step",
                                       .value = "draft",
                                       .classes = "govuk-button--secondary"})})});
    return out;
}

// Who answered without an account, in their own words.
Html through_html(Visit& visit, const Asked& asked) {
    auto context = visit.context();
    for (const auto& link : work::request_links_of(context, asked.found.opened.grant)) {
        if (link.request == asked.found.request.id && link.used)
            return html::paragraph({"Through a link, by ",
                                    html::strong(link.answered_as),
                                    ", who has no account. It was given to: ",
                                    link.label,
                                    "."});
    }
    return {};
}

http::Reply draw(Visit& visit,
                 const Asked& asked,
                 const Asking& asking,
                 const Problem* problem,
                 const Html& beside) {
    const auto& [opened, rule, form, request] = asked.found;
    Html main = problem == nullptr ? done_banner(visit) : error_summary(asking);
    if (problem != nullptr && problem->fields.empty()) {
        main += govuk::warning_text({.text = problem->message});
    }
    main += head_html(visit, asked);
    main += html::heading(2, html::HeadingSize::Large, rule->name);
    if (request.withdrawn) {
        main += govuk::inset_text(
            {.text = cat({"Withdrawn: ", request.withdrawn_reason, ". Nothing is needed."})});
    }
    main += question_html(visit, asked);
    main += beside;
    main += earlier_html(asked);
    if (may_still_answer(asked)) {
        main +=
            take_file_html(visit, asked.found, asked.carried && asked.carried->taken.has_value());
        main += form_html(visit, asking, asked);
    } else if (request.answered) {
        main +=
            html::heading(2, html::HeadingSize::Medium, cat({"Answered ", say(*request.answered)}));
        main += through_html(visit, asked);
        main += work::sees_reply(opened, request)
                    ? reply_html(visit, asked, request)
                    : html::paragraph("You see it once your own agency has answered.");
    }
    if (request.answered && work::sees_reply(opened, request))
        main += give_file_html(visit, asked.found);
    main += html::paragraph(record_link(opened.record.ref, "Go to the record"));
    return visit.page({.title = cat({rule->name, ", ", opened.record.ref}),
                       .main = std::move(main),
                       .has_errors = problem != nullptr,
                       .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
}

http::Reply show(Visit& visit, const Typed* typed, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto asked = TRY(find(visit, reading.context));
        reading.looked(asked.found.opened.grant);
        auto asking = asking_of(visit, asked);
        Html banner;
        const auto kept = typed == nullptr && may_still_answer(asked)
                              ? kept_draft(visit, reading.context, visit.request().path)
                              : std::nullopt;
        if (typed != nullptr) {
            asking.typed = *typed;
        } else if (kept) {
            asking.typed = kept->typed;
            banner = draft_banner(visit, *kept);
        } else {
            asking.typed =
                typed_of(asking.sections,
                         asked.carried ? asked.carried->answers : asked.found.request.answers);
        }
        if (problem != nullptr) asking.problems = problem->fields;
        return draw(visit,
                    asked,
                    asking,
                    problem,
                    html::cat({banner, shared_html(visit, reading.context, asked)}));
    });
}

http::Reply send(Visit& visit) {
    Typed typed(visit.form());
    const auto step = typed.text("step");
    typed.erase("step");
    const auto path = visit.request().path;
    bool again = false;
    const auto doing = [&](work::Context& context) -> Result<http::Reply> {
        const auto asked = TRY(find(visit, context));
        if (!asked.mine) return not_found();
        auto asking = asking_of(visit, asked);
        asking.typed = typed;
        if (change_items(typed, asking)) {
            again = true;
            keep_draft(visit, context, path, typed);
            return http::Reply{};
        }
        if (step == "draft") {
            keep_draft(visit, context, path, typed);
            return http::Reply::see_other(done_at(path, "draft"));
        }
        if (asked.carried && typed.text(kConfirmed) != "yes") {
            constexpr const char* kSay = "Say that each answer carried over still holds";
            return Refused(Problem{.message = kSay, .fields = {{std::string(kConfirmed), kSay}}});
        }
        tidy_items(typed, asking);
        asking.typed = typed;
        auto answers = read_answers(asking);
        std::erase_if(answers, [](const auto& entry) { return entry.second.empty(); });
        TRY(work::reply_to_request(context, visit.viewer(), visit.param("id"), answers));
        drop_draft_at(visit, context, path);
        return http::Reply::see_other(done_at(path, "sent"));
    };
    auto reply =
        act(visit, doing, [&](const Problem& problem) { return show(visit, &typed, &problem); });
    return again ? show(visit, &typed, nullptr) : reply;
}

}  // namespace

void add_request_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/requests/{id}", .name = "request"}, [](Visit& visit) {
        return show(visit, nullptr, nullptr);
    });
    add_page(router,
             app,
             {.method = "POST", .pattern = "/requests/{id}", .name = "request: answer"},
             send);
}

}  // namespace longstone::web
