#include <algorithm>

#include "access/accounts.h"
#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/checkboxes.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/select.h"
#include "ui/govuk/summary_list.h"
#include "ui/longstone/panels.h"
#include "web/account/small_form.h"
#include "web/forms/draw.h"
#include "web/pages/parts.h"
#include "web/training/training_parts.h"
#include "web/training/training_routes.h"
#include "work/house.h"

// One course: what it is, when and where, and one's own place on it: asked for, given back, put in
// the calendar.
namespace longstone::web {
namespace {

using partnership::Session;
using work::Place;

// A link to join by is for those who have a place.
bool shows_where(const Session& session, const work::PlaceState* mine, bool runs) {
    const bool is_link = session.offer.where.find("://") != std::string::npos;
    return !is_link || runs || (mine != nullptr && mine->state == Place::Booked);
}

Html facts(const Visit& visit, const Session& session, const work::PlaceState* mine, bool runs) {
    govuk::SummaryList list;
    const auto add = [&](const std::string& key, const std::string& value) {
        if (!value.empty())
            list.rows.push_back(
                govuk::SummaryRow{.key = {.text = key}, .value = {.html = html::lines(value)}});
    };
    const auto& rule = *session.pathway->places;
    add("When", when_words(session.offer));
    add("Where",
        shows_where(session, mine, runs) ? session.offer.where
                                         : "By a link, which you get with your place");
    for (const auto& field : rule.filters)
        if (const auto* known = visit.definitions().field(*session.pathway, field))
            add(known->label, chosen_words(visit, session, field));
    for (const auto& field : rule.shows)
        if (const auto* known = visit.definitions().field(*session.pathway, field))
            add(known->label, session.record.first_answer(field));
    add("Places", seats_words(session.offer));
    if (session.offer.cancel_by)
        add("Give your place back by", say(london(*session.offer.cancel_by).date));
    return govuk::summary_list(list);
}

Html manager_select(const SmallForm& form, const std::vector<access::NamedUser>& people) {
    govuk::Select select{
        .label = govuk::Label{.text = "Your manager"},
        .name = "manager",
        .id = "manager",
        .hint = govuk::Hint{.text = "They approve your place, and are asked later what "
                                    "they see of it."}};
    select.error_message = form.error("manager");
    select.attributes = {{"data-autocomplete", true}};
    select.items.push_back(
        govuk::SelectItem{.text = "Choose somebody of your agency", .value = ""});
    for (const auto& user : people) {
        if (user.name == form.visit.viewer().user) continue;
        select.items.push_back(
            govuk::SelectItem{.text = user.shown,
                              .value = user.name,
                              .selected = form.visit.form().text("manager") == user.name});
    }
    return govuk::select(select);
}

Html booking(Visit& visit, work::Context& context, const Session& session, const Problem* problem) {
    const SmallForm form{.visit = visit, .problem = problem};
    const auto& offer = session.offer;
    const bool full = offer.left() == 0;
    Html fields;
    if (offer.needs_approval) {
        const auto people = access::users_at(context.db, visit.viewer().agency);
        fields += people.size() > 1 ? manager_select(form, people)
                                    : html::paragraph(
                                          "Nobody else of your agency is here: those who run the "
                                          "course approve your place.");
    }
    fields += form.words("needs",
                         "What do you need to be able to come? (if anything)",
                         "For example an interpreter, a loop, step-free access, something to eat. "
                         "Only those who run the course see it.");
    const bool lost_race = problem != nullptr && form.error("wait").has_value();
    if (full || lost_race) {
        govuk::Checkboxes wait{.name = "wait"};
        wait.error_message = form.error("wait");
        wait.items.push_back(govuk::CheckboxItem{
            .text = "Put me on the waiting list",
            .id = "wait",
            .value = "yes",
            .hint = govuk::Hint{.text = "A place that is given back goes to whoever has waited "
                                        "longest, and you hear of it at once."}});
        fields += govuk::checkboxes(wait);
    }
    const auto button = full                   ? "Join the waiting list"
                        : offer.needs_approval ? "Ask for a place"
                                               : "Book a place";
    return html::cat(
        {html::heading(
             2, html::HeadingSize::Medium, full ? "All places are taken" : "Book a place"),
         kept_form(visit,
                   training_path(session.ref()),
                   {fields, govuk::button({.text = button, .prevent_double_click = true})})});
}

Html giving_back(Visit& visit,
                 const Session& session,
                 const work::PlaceState& mine,
                 const Problem* problem) {
    if (visit.now() >= session.offer.begins) return {};
    const SmallForm form{.visit = visit, .problem = problem};
    const bool late = work::is_late(session.offer, mine, visit.now());
    Html fields = html::hidden_field("place", mine.id);
    if (late)
        fields += html::cat(
            {govuk::inset_text({.text = "The last day to give it back has passed, so say why. It "
                                        "may still help somebody who waits."}),
             form.words("reason", "Why can you not come?")});
    return html::cat({html::heading(2, html::HeadingSize::Medium, "Can you not come?"),
                      kept_form(visit,
                                training_path(session.ref(), "/cancel"),
                                {fields,
                                 govuk::button({.text = "Give my place back",
                                                .classes = "govuk-button--secondary",
                                                .prevent_double_click = true})})});
}

Html own_place(Visit& visit, const Session& session, const work::PlaceState& mine) {
    const auto position = work::position_of(session.record.places, mine);
    Html out = html::paragraph({"Your place: ", place_tag(mine, position)});
    if (mine.state == Place::Asked && !mine.manager.empty())
        out += html::paragraph({visit.shown_name(mine.manager),
                                " has been asked to approve it. Your place is held until then."});
    if (mine.state == Place::Asked && mine.queued)
        out += html::paragraph("All places were taken: once approved, you wait for one.");
    if (mine.state == Place::Declined)
        out += html::paragraph({visit.shown_name(mine.decided_by), " wrote: ", mine.reason});
    if (mine.state == Place::Booked)
        out += html::paragraph(
            html::link(training_path(session.ref(), "/calendar.ics"), "Put it in your calendar"));
    if (!mine.certificate.empty())
        out += html::paragraph(
            html::link(cat({"/training/certificates/", mine.certificate}), "Your certificate"));
    return out;
}

Html beside(const Session& session, bool runs) {
    if (!runs) return {};
    std::vector<Html> links = {
        html::link(training_path(session.ref(), "/register"), "Who has booked, and who came"),
        html::link(record_path(session.ref()), "The record of this course")};
    return ls::panel({.title = "For those who run it", .body = html::list(links)});
}

http::Reply draw(Visit& visit, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened =
            TRY(work::open_places(reading.context, visit.viewer(), visit.param("ref")));
        const auto session = session_of(visit, opened);
        const bool runs = work::runs_places(visit.viewer(), opened);
        const auto* mine = work::place_for(session.record.places, visit.viewer().user);
        Html main = problem == nullptr ? done_banner(visit) : Html{};
        main += ls::page_head(
            {.title = session.title(),
             .caption = cat({opened.pathway->name, ", ", session.ref()}),
             .lead = html::text(session.offer.is_off ? std::string("It was called off.")
                                                     : when_words(session.offer))});
        Html work = facts(visit, session, mine, runs);
        if (mine != nullptr) work += own_place(visit, session, *mine);
        if (mine != nullptr && mine->active()) {
            work += giving_back(visit, session, *mine, problem);
        } else if (session.offer.is_open) {
            work += booking(visit, reading.context, session, problem);
        } else if (mine == nullptr && !session.offer.is_off) {
            work += html::paragraph("Places can no longer be asked for.");
        }
        main += runs ? ls::two_columns(work, beside(session, runs)) : work;
        const SmallForm form{.visit = visit, .problem = problem};
        return form.page({.title = session.title(), .main = main, .current = kTrainingPath});
    });
}

http::Reply book(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto ref = visit.param("ref");
            TRY(work::ask_place(context,
                                visit.viewer(),
                                ref,
                                {.manager = visit.form().text("manager"),
                                 .needs = visit.form().text("needs"),
                                 .wait = visit.form().text("wait") == "yes"}));
            return http::Reply::see_other(done_at(training_path(ref), "place-asked"));
        },
        [&](const Problem& problem) { return draw(visit, &problem); });
}

http::Reply give_back(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto ref = visit.param("ref");
            TRY(work::cancel_place(context,
                                   visit.viewer(),
                                   ref,
                                   visit.form().text("place"),
                                   visit.form().text("reason")));
            return http::Reply::see_other(done_at(training_path(ref), "place-back"));
        },
        [&](const Problem& problem) { return draw(visit, &problem); });
}

http::Reply calendar(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened =
            TRY(work::open_places(reading.context, visit.viewer(), visit.param("ref")));
        const auto* mine = work::place_for(opened.record.places, visit.viewer().user);
        const bool has =
            mine != nullptr && (mine->state == Place::Booked || mine->state == Place::Off);
        if (!has && !work::runs_places(visit.viewer(), opened)) return not_found();
        const auto situation = work::situation_of(reading.context, opened);
        return http::Reply::file(
            {.filename = cat({visit.param("ref"), ".ics"}),
             .content_type = "text/calendar; charset=utf-8",
             .bytes = work::calendar_of(
                 situation, work::offer_of(situation), visit.house().options.base_url)});
    });
}

}  // namespace

void add_session_routes(http::Router& router, App& app) {
    const std::string pattern = "/training/{ref}";
    add_page(router, app, {.pattern = pattern, .name = "course"}, [](Visit& visit) {
        return draw(visit, nullptr);
    });
    add_page(router, app, {.method = "POST", .pattern = pattern, .name = "course: book"}, book);
    add_page(router,
             app,
             {.method = "POST", .pattern = cat({pattern, "/cancel"}), .name = "course: give back"},
             give_back);
    add_page(router,
             app,
             {.pattern = cat({pattern, "/calendar.ics"}), .name = "course: calendar"},
             calendar);
}

}  // namespace longstone::web
