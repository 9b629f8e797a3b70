#include <algorithm>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/input.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/panel.h"
#include "ui/govuk/warning_text.h"
#include "ui/longstone/words.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/forms/show.h"
#include "web/links/link_parts.h"
#include "web/links/link_routes.h"
#include "web/pages/parts.h"
#include "work/acts/request_links.h"
#include "work/drafts.h"
#include "work/visible.h"

// The page behind a link to one request: the question, what goes with it, and its form, for
// somebody who has no account. Nothing else of the record, and nothing at all once it is answered.
namespace longstone::web {
namespace {

using work::LinkStanding;

constexpr std::string_view kAs = "answered-as";
constexpr std::string_view kStep = "step";
constexpr std::string_view kDraft = "answer";  // its key, under the link as its owner

std::string owner_of(const work::HeldRequest& held) {
    return cat({"request-link/", held.link.id});
}

OpenWords reason_of(const work::HeldRequest& held) {
    switch (held.standing) {
        case LinkStanding::Expired:
            return {"This link has run out",
                    cat({"It could be used until ",
                         say(held.link.expires),
                         ". If you still want to answer, ask whoever sent it for a new one."})};
        case LinkStanding::Closed:
            return {"This link was withdrawn",
                    "Nothing is asked through it any more. If you have another link, use that."};
        case LinkStanding::Used:
            return {"This has been answered",
                    "The link was for one answer, and we have it. If something in it must be put "
                    "right, ring whoever sent you the link."};
        case LinkStanding::Over:
            return {"Nothing is asked any more",
                    "The question was answered in another way or is no longer needed. Thank you."};
        default:
            return {"We cannot find this page",
                    "The address may have a mistake in it. Copy the whole of it from the e-mail.",
                    404};
    }
}

// Guessing addresses is tried a few times and then no more.
std::optional<http::Reply> turned_away(Visit& visit, const work::HeldRequest& held) {
    if (held.standing == LinkStanding::Live) return {};
    if (held.standing == LinkStanding::Unknown &&
        visit.app().limiters.guesses.take(visit.request().peer, visit.now()) > 0)
        return draw_words(visit,
                          {.title = "Please wait a little",
                           .words = "Wait ten minutes and try again.",
                           .status = 429});
    return draw_words(visit, reason_of(held));
}

Asking asking_of(Visit& visit, const work::OpenRequest& found) {
    Asking asking{.definitions = visit.definitions()};
    for (const auto& section : found.form->sections)
        asking.sections.push_back(&section);
    return asking;
}

// Who it is about, where the request shares that; and the answers that go with it.
Html shared_html(Visit& visit, work::Context& context, const work::OpenRequest& found) {
    Html out;
    const auto& shares = found.rule->shares;
    if (std::ranges::find(shares, "people") != shares.end()) {
        std::vector<Html> people;
        for (const auto& person : work::visible_people(found.opened)) {
            const auto summary = summary_of(person);
            people.push_back(html::text(
                cat({name_words(summary), age_words(summary, london(visit.now()).date)})));
        }
        if (!people.empty())
            out += html::cat({html::paragraph("This is about:"), html::bullets(people)});
    }
    work::Answers shared;
    std::vector<const define::Section*> sections;
    for (const auto& [field, answer] : work::shared_answers(context, found.opened)) {
        shared[field] = answer.given;
        const auto* section = visit.definitions().section(*found.opened.pathway, field);
        if (std::ranges::find(sections, section) == sections.end()) sections.push_back(section);
    }
    for (const auto* section : sections)
        out += show_section({.definitions = visit.definitions(),
                             .section = *section,
                             .answers = shared,
                             .title = section->title,
                             .heading_level = 3});
    if (out.empty()) return out;
    return html::cat({html::heading(2, html::HeadingSize::Medium, "What we tell you"), out});
}

Html about_html(Visit& visit, const work::HeldRequest& held, const work::OpenRequest& found) {
    std::vector<Html> points;
    points.push_back(
        html::cat({"We are ", html::strong(visit.definitions().partnership.name), "."}));
    points.push_back(html::text(cat({"You answer for ",
                                     visit.agency_name(found.request.agency),
                                     ", which was asked on ",
                                     say(london(found.request.asked).date),
                                     "."})));
    points.push_back(html::text(cat({"You can answer once, until ", say(held.link.expires), "."})));
    points.push_back(html::text(held.rule->readers));
    points.push_back(html::text("Please do not send the link to anybody else."));
    Html out = held.rule->intro.empty() ? Html{} : html::paragraph(held.rule->intro);
    out += html::bullets(points);
    if (!found.request.words.empty())
        out += ls::say({html::strong("You are asked: "), found.request.words});
    out += html::paragraph({"Why this may be shared: ",
                            found.opened.pathway->purpose,
                            " ",
                            ls::muted(found.opened.pathway->gateway)});
    if (!found.form->intro.empty()) out += guidance(found.form->intro);
    return out;
}

Html as_html(const Asking& asking) {
    govuk::Input input{.label = govuk::Label{.text = "Who are you?", .classes = "govuk-label--s"},
                       .name = std::string(kAs),
                       .id = std::string(kAs),
                       .value = asking.typed.text(kAs),
                       .hint = govuk::Hint{.text = "Your name, and your job or your part in it. It "
                                                   "stands beside your answer."}};
    if (const auto problem = asking.problem_at(kAs); !problem.empty())
        input.error_message = govuk::ErrorMessage{.text = problem};
    return govuk::input(input);
}

struct Drawn {
    const Typed* typed = nullptr;
    const Problem* problem = nullptr;
    bool kept = false;  // as a draft, just now
};

http::Reply draw(Visit& visit,
                 work::Context& context,
                 const work::HeldRequest& held,
                 const work::OpenRequest& found,
                 const Drawn& drawn) {
    auto asking = asking_of(visit, found);
    Html banner;
    if (drawn.typed != nullptr) {
        asking.typed = *drawn.typed;
    } else if (const auto draft = work::find_draft(context, owner_of(held), kDraft)) {
        asking.typed = Typed(draft->body);
        banner =
            govuk::inset_text({.text = cat({"What you wrote was kept on ",
                                            say(draft->saved),
                                            ". Nobody has read it: send it when it is whole."})});
    }
    if (drawn.kept)
        banner = govuk::inset_text({.text = "Kept. Come back by the same link. Nobody has read it: "
                                            "send it when it is whole."});
    if (drawn.problem != nullptr) asking.problems = drawn.problem->fields;
    Html main = error_summary(asking);
    if (drawn.problem != nullptr && drawn.problem->fields.empty())
        main += govuk::warning_text({.text = drawn.problem->message});
    main += html::heading(1, html::HeadingSize::Large, found.rule->name);
    main += banner;
    main += about_html(visit, held, found);
    main += shared_html(visit, context, found);
    main += html::heading(2, html::HeadingSize::Medium, "Your answer");
    main += html::form({.action = visit.request().path, .classes = "ls-easy"},
                       {draw_form(asking),
                        as_html(asking),
                        html::element("div",
                                      {{"class", "govuk-button-group"}},
                                      {govuk::button({.text = "Send the answer",
                                                      .name = std::string(kStep),
                                                      .value = "send",
                                                      .prevent_double_click = true}),
                                       govuk::button({.text = "Keep it and come back later",
                                                      .name = std::string(kStep),
                                                      .value = "draft",
                                                      .classes = "govuk-button--secondary"})})});
    auto reply = open_page(
        visit,
        {.title = found.rule->name,
         .main = std::move(main),
         .has_errors = drawn.problem != nullptr,
         .status = drawn.problem == nullptr ? 200 : http::status_of(drawn.problem->fault)});
    reply.headers.set("Cache-Control", "no-store");
    reply.headers.set("X-Robots-Tag", "noindex");
    return reply;
}

http::Reply show(Visit& visit, const Drawn& drawn) {
    work::HeldRequest held;  // outlives what borrows its viewer: the looks that are logged
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        work::hold_request(reading.context, visit.param("token"), held);
        if (auto stop = turned_away(visit, held)) return std::move(*stop);
        const auto found = TRY(work::held_question(reading.context, held));
        reading.looked(found.opened.grant);
        return draw(visit, reading.context, held, found, drawn);
    });
}

http::Reply send(Visit& visit) {
    Typed typed(visit.form());
    const auto step = typed.text(kStep);
    typed.erase(kStep);
    work::HeldRequest held;
    bool kept = false;
    bool again = false;
    const auto doing = [&](work::Context& context) -> Result<http::Reply> {
        work::hold_request(context, visit.param("token"), held);
        if (auto stop = turned_away(visit, held)) return std::move(*stop);
        if (visit.app().limiters.answers.take(visit.request().peer, visit.now()) > 0)
            return draw_words(visit,
                              {.title = "Please wait a little",
                               .words = "Very much came from where you are. Go back, wait ten "
                                        "minutes and send it again.",
                               .status = 429});
        const auto found = TRY(work::held_question(context, held));
        auto asking = asking_of(visit, found);
        asking.typed = typed;
        again = change_items(typed, asking);
        kept = !again && step == "draft";
        if (again || kept) {
            work::save_draft(context, owner_of(held), kDraft, typed.json());
            return http::Reply{};
        }
        tidy_items(typed, asking);
        asking.typed = typed;
        // What is missing and who they are, said at once.
        auto problems = problems_of(asking, context.now, Enough::Whole);
        if (trim(typed.text(kAs)).empty())
            problems.push_back({std::string(kAs), "Say who you are: your name and your job"});
        if (!problems.empty())
            return Refused(Problem{.message = "Some answers need attention. Nothing was sent.",
                                   .fields = std::move(problems)});
        auto answers = read_answers(asking);
        std::erase_if(answers, [](const auto& entry) { return entry.second.empty(); });
        TRY(work::answer_request_by_link(context, held, std::move(answers), typed.text(kAs)));
        work::drop_draft(context, owner_of(held), kDraft);
        return http::Reply::see_other(cat({visit.request().path, "/thanks"}));
    };
    auto reply = act(visit, doing, [&](const Problem& problem) {
        return show(visit, {.typed = &typed, .problem = &problem});
    });
    return kept || again ? show(visit, {.typed = &typed, .kept = kept}) : std::move(reply);
}

// Of a link that was used: what its pathway says that happens next.
const define::LinkRule* rule_of(work::Context& context, const work::HeldRequest& held) {
    const auto facts = work::facts_of(context, held.link.record);
    const auto* pathway = facts ? context.definitions.pathway(facts->pathway) : nullptr;
    const auto asked =
        context.db.one("select rule from request where id = $1", {held.link.request});
    return pathway == nullptr || !asked ? nullptr : work::link_to_request(*pathway, asked->text(0));
}

http::Reply thanks(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        work::HeldRequest held;
        work::hold_request(reading.context, visit.param("token"), held);
        if (held.standing != LinkStanding::Used) {
            if (auto stop = turned_away(visit, held)) return std::move(*stop);
            return http::Reply::see_other(cat({"/q/", visit.param("token")}));
        }
        Html main = govuk::panel({.title_text = "Thank you", .text = "Your answer has arrived."});
        const auto* rule = rule_of(reading.context, held);
        if (rule != nullptr) main += html::paragraph(rule->after);
        main += html::paragraph("The link has done its work and shows nothing any more.");
        return open_page(visit, {.title = "Thank you", .main = std::move(main)});
    });
}

}  // namespace

void add_question_by_link_routes(http::Router& router, App& app) {
    add_open_page(router, app, "GET", "/q/{token}", "question by link", [](Visit& visit) {
        return show(visit, {});
    });
    add_open_page(router, app, "POST", "/q/{token}", "question by link: answer", send);
    add_open_page(router, app, "GET", "/q/{token}/thanks", "question by link: thanks", thanks);
}

}  // namespace longstone::web
