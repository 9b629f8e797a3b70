#include "base/text.h"
#include "people/current.h"
#include "people/describe.h"
#include "people/find.h"
#include "people/reviews.h"
#include "people/same_person.h"
#include "people/things.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/words.h"
#include "web/account/person_edit.h"
#include "web/account/person_form.h"
#include "web/matching/matching_parts.h"
#include "web/pages/parts.h"

// With whom somebody is one person, or is not: who said it, when and why, and taking it back.
// Beside it whom the matching core thinks they may be.
namespace longstone::web {
namespace {

std::string who_said(Visit& visit, const people::Judgement& judgement) {
    if (!judgement.model.empty())
        return cat({"Said by the comparison of records; nobody has judged it (version ",
                    judgement.model,
                    ", weight ",
                    decimals(judgement.weight, 1),
                    ")"});
    return visit.shown_name(judgement.actor);
}

Html judgement_html(Visit& visit,
                    const people::Person& person,
                    const people::Judgement& judgement) {
    Html line = html::cat({judgement.same ? "The same " : "Not the same ",
                           people::noun_of(person.line.kind),
                           " as ",
                           html::link(cat({"/people/", judgement.other}), judgement.other_name),
                           ": ",
                           judgement.reason,
                           html::element("br"),
                           ls::muted(cat({who_said(visit, judgement), ", "})),
                           when_html(judgement.recorded_at)});
    return line;
}

// A line of its own: two links one under the other are hard to hit.
Html take_back_link(const people::Person& person, const people::Judgement& judgement) {
    return html::link(
        cat({"/people/", person.line.id, "/same/", judgement.id, "/withdraw"}),
        html::cat({"Take it back", html::hidden_text(cat({": ", judgement.other_name}))}));
}

Html gone_html(Visit& visit, const people::Judgement& judgement) {
    return html::cat(
        {html::element("s",
                       {},
                       html::cat({judgement.same ? "The same as " : "Not the same as ",
                                  judgement.other_name})),
         ": ",
         judgement.ended->reason.empty() ? std::string("judged anew") : judgement.ended->reason,
         ls::muted(cat({" ", visit.shown_name(judgement.ended->by), ", "})),
         when_html(judgement.ended->at)});
}

Html may_also_be_html(Visit& visit, work::Context& context, const people::Person& person) {
    if (!people::is_human(person.line.kind)) return {};
    const auto grant = access::allow(visit.viewer(), access::Action::ReadPerson, person.line.id);
    if (!grant) return {};
    const auto others = people::may_also_be(context, *grant, person.line.id);
    if (!others || others->empty()) return {};
    std::vector<Html> lines;
    for (const auto& other : *others) {
        Html line = html::cat({html::link(cat({"/people/", other.id}), people::display_name(other)),
                               ", ",
                               people::about_line(other, london(visit.now()).date)});
        lines.push_back(std::move(line));
        if (judges_matches(visit))
            lines.push_back(html::link(
                pair_path(person.line.id, other.id),
                html::cat({"Compare the two",
                           html::hidden_text(cat({": ", people::display_name(other)}))})));
    }
    return ls::panel({.title = "You may also mean", .body = html::list(lines)});
}

http::Reply withdraw_page(Visit& visit, const Problem* problem) {
    const SmallForm form{.visit = visit, .problem = problem};
    return person_form(
        visit,
        form,
        "Take back what was said of two people",
        person_path(visit, cat({"/same/", visit.param("said"), "/withdraw"})),
        form.words("reason",
                   "Why it was wrong",
                   "Both people will stand as if it had never been said. That it was said, and "
                   "taken back, stays in the history."),
        "Take it back");
}

http::Reply withdraw(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grant = TRY(leave_to_edit(visit));
            TRY(people::withdraw_judgement(context,
                                           grant,
                                           person_rev(visit, context),
                                           visit.param("said"),
                                           visit.form().text("reason")));
            return http::Reply::see_other(done_at(person_path(visit), "judgement-gone"));
        },
        [&](const Problem& problem) { return withdraw_page(visit, &problem); });
}

}  // namespace

Html same_person_html(Visit& visit, work::Context& context, const people::Person& person) {
    const bool may_edit = visit.viewer().may("edit-people");
    std::vector<Html> standing, gone;
    for (const auto& judgement : person.judgements) {
        if (judgement.stands) {
            standing.push_back(judgement_html(visit, person, judgement));
            if (may_edit) standing.push_back(take_back_link(person, judgement));
        } else if (judgement.ended)
            gone.push_back(gone_html(visit, judgement));
    }
    Html out;
    if (!standing.empty())
        out += ls::panel({.title = "Other records of people", .body = html::list(standing)});
    if (!gone.empty()) out += ls::panel({.title = "No longer said", .body = html::list(gone)});
    return html::cat({out, may_also_be_html(visit, context, person)});
}

void add_person_same_routes(http::Router& router, App& app) {
    add_pair(router,
             app,
             "/people/{id}/same/{said}/withdraw",
             "take back a judgement of two people",
             withdraw_page,
             withdraw);
}

}  // namespace longstone::web
