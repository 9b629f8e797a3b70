#include <algorithm>
#include <deque>

#include "base/secret.h"
#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/panel.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/links/link_parts.h"
#include "web/links/link_routes.h"
#include "work/acts/answer_links.h"

// The page behind a link or its QR code: one page, easy words, no account, no cookie. What was
// typed stays in the browser until it has been sent, and the page may be kept there, so that
// somebody who loses the connection goes back to what they wrote; the same page sent twice is one
// answer.
namespace longstone::web {
namespace {

constexpr std::string_view kOnce = "page";
constexpr std::size_t kOnceLength = 26;

OpenWords reason_of(const work::HeldLink& held) {
    using work::Standing;
    switch (held.standing) {
        case Standing::Expired:
            return {"This link has run out",
                    "It could be used for some weeks and that time is over. If you still want to "
                    "tell us something, ask whoever gave it to you for a new one."};
        case Standing::Closed:
            return {"This link is closed", "We do not take answers through it any more."};
        case Standing::Over:
            return {"We have stopped asking",
                    "Thank you for coming. We are reading what people said."};
        case Standing::Full:
            return {"We have enough answers",
                    "So many people answered that we have stopped asking. Thank you for coming."};
        default:
            return {"We cannot find this page",
                    "The address may have a mistake in it. Look at it again, letter by letter, or "
                    "scan the code once more.",
                    404};
    }
}

http::Reply draw_reason(Visit& visit, const work::HeldLink& held) {
    auto reason = reason_of(held);
    reason.more = html::paragraph(
        {html::link("/you-said", "See what other people said, and what was done about it")});
    return draw_words(visit, reason);
}

http::Reply draw_wait(Visit& visit) {
    return draw_words(
        visit,
        {.title = "Please wait a little",
         .words = "Very many answers came from where you are. Go back, wait ten minutes and send "
                  "it again. What you wrote is still on the page before this one.",
         .status = 429});
}

// Guessing addresses is tried a few times and then no more.
std::optional<http::Reply> turned_away(Visit& visit, const work::HeldLink& held) {
    if (held.standing == work::Standing::Live) return {};
    if (held.standing == work::Standing::Unknown &&
        visit.app().limiters.guesses.take(visit.request().peer, visit.now()) > 0)
        return draw_wait(visit);
    return draw_reason(visit, held);
}

// The form as this asking words it.
class AskedByLink {
public:
    AskedByLink(Visit& visit, work::Context& context, const work::HeldLink& held)
        : asking{.definitions = visit.definitions()}, given_(work::link_gives(context, held)) {
        const auto* there = context.definitions.pathway(held.rule->opens);
        for (const auto* section : context.definitions.asked(there->public_opening)) {
            sections_.push_back(*section);
            reword(held, sections_.back());
            asking.sections.push_back(&sections_.back());
        }
        asking.viewer = &held.viewer;
        asking.known = [this](const std::string& field) {
            const auto found = given_.find(field);
            return found == given_.end() ? std::vector<std::string>{} : found->second.values;
        };
    }
    AskedByLink(const AskedByLink&) = delete;
    AskedByLink& operator=(const AskedByLink&) = delete;

    Asking asking;

private:
    static void reword(const work::HeldLink& held, define::Section& section) {
        for (auto& field : section.fields) {
            const auto words = held.rule->words.find(field.id);
            if (words == held.rule->words.end()) continue;
            const auto own = held.asking.first_answer(words->second);
            if (!own.empty()) field.label = own;
        }
    }

    work::Answers given_;
    std::deque<define::Section> sections_ = {};
};

Html about_html(Visit& visit, work::Context& context, const work::HeldLink& held) {
    const auto* pathway = context.definitions.pathway(held.asking.pathway);
    const bool anonymous = work::is_anonymous(context, *held.rule, *pathway, held.asking);
    std::vector<Html> points;
    points.push_back(
        html::cat({"We are ", html::strong(visit.definitions().partnership.name), "."}));
    points.push_back(html::text(held.rule->readers));
    points.push_back(
        anonymous
            ? html::cat({html::strong("We do not know who you are."),
                         " We keep no name, no number and nothing about your phone: only what "
                         "you write and the day. So we cannot write back."})
            : html::cat({html::strong("You need not say who you are."),
                         " If you want an answer you can say how to reach you."}));
    points.push_back(html::text("You can leave out any question, and you can stop."));
    Html out = html::paragraph(work::filled(context, *pathway, held.asking, held.rule->intro));
    out += html::bullets(points);
    return out;
}

http::Reply draw_page(Visit& visit,
                      work::Context& context,
                      const work::HeldLink& held,
                      const Typed& typed,
                      std::vector<FieldProblem> problems) {
    AskedByLink asked(visit, context, held);
    asked.asking.typed = typed;
    asked.asking.problems = std::move(problems);
    const bool wrong = !asked.asking.problems.empty();
    auto once = typed.text(kOnce);
    if (once.empty()) once = random_code(kOnceLength);
    Html main = error_summary(asked.asking);
    main += html::heading(1, html::HeadingSize::Large, held.rule->name);
    main += about_html(visit, context, held);
    main += govuk::inset_text(
        {.html = html::cat(
             {html::heading(2, html::HeadingSize::Small, "If you or somebody else is not safe now"),
              help_html(visit)})});
    main += html::form({.action = visit.request().path, .classes = "ls-easy"},
                       {html::hidden_field(kOnce, once),
                        draw_form(asked.asking, {.section_titles = false}),
                        govuk::button({.text = "Send", .prevent_double_click = true})});
    auto reply = open_page(visit,
                           {.title = held.rule->name,
                            .main = std::move(main),
                            .has_errors = wrong,
                            .status = wrong ? 422 : 200});
    // Going back shows what was typed; coming again brings a new page.
    reply.headers.set("Cache-Control", "private, no-cache");
    return reply;
}

http::Reply show(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto held = work::held_link(reading.context, visit.param("token"));
        if (auto stop = turned_away(visit, held)) return std::move(*stop);
        return draw_page(visit, reading.context, held, {}, {});
    });
}

Result<http::Reply> take(Visit& visit, work::Context& context, const Typed& typed) {
    const auto held = work::held_link(context, visit.param("token"));
    if (auto stop = turned_away(visit, held)) return std::move(*stop);
    if (visit.app().limiters.answers.take(visit.request().peer, visit.now()) > 0)
        return draw_wait(visit);
    AskedByLink asked(visit, context, held);
    asked.asking.typed = typed;
    auto problems = problems_of(asked.asking, context.now, Enough::Whole);
    if (!problems.empty()) {
        return Refused(
            Problem{.message = "Some answers need attention.", .fields = std::move(problems)});
    }
    TRY(work::answer_by_link(
        context, held, read_answers(asked.asking), typed.text(kOnce).substr(0, kOnceLength)));
    return http::Reply::see_other(cat({visit.request().path, "/thanks"}));
}

http::Reply send(Visit& visit) {
    const Typed typed(visit.form());
    return act(
        visit,
        [&](work::Context& context) { return take(visit, context, typed); },
        [&](const Problem& problem) {
            auto context = visit.context();
            const auto held = work::held_link(context, visit.param("token"));
            if (auto stop = turned_away(visit, held)) return std::move(*stop);
            return draw_page(visit, context, held, typed, problem.fields);
        });
}

http::Reply thanks(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto held = work::held_link(reading.context, visit.param("token"));
        if (held.standing == work::Standing::Unknown) return *turned_away(visit, held);
        Html main = govuk::panel({.title_text = "Thank you", .text = "We have what you said."});
        main += html::heading(2, html::HeadingSize::Medium, "What happens next");
        main += html::paragraph(held.rule->after);
        main += html::paragraph(
            {html::link("/you-said", "See what other people said, and what was done about it")});
        main += html::heading(2, html::HeadingSize::Medium, "If you or somebody else is not safe");
        main += help_html(visit);
        if (held.standing == work::Standing::Live)
            main += html::paragraph(
                {"Is this somebody else’s turn? ",
                 html::link(cat({"/a/", visit.param("token")}), "Start with an empty page"),
                 "."});
        return open_page(visit, {.title = "Thank you", .main = std::move(main)});
    });
}

}  // namespace

void add_answer_by_link_routes(http::Router& router, App& app) {
    add_open_page(router, app, "GET", "/a/{token}", "answer by link", show);
    add_open_page(router, app, "POST", "/a/{token}", "answer by link: send", send);
    add_open_page(router, app, "GET", "/a/{token}/thanks", "answer by link: thanks", thanks);
}

}  // namespace longstone::web
