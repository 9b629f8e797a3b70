#include <algorithm>

#include "access/accounts.h"
#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/details.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/select.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/account/small_form.h"
#include "web/pages/parts.h"
#include "web/training/training_parts.h"
#include "web/training/training_routes.h"

// The register, for whoever runs the course: who has booked and what they need, who came (all in
// one go), who came unasked; and places given back for people who telephone.
namespace longstone::web {
namespace {

using work::Place;
using work::PlaceState;

constexpr int kWalkIns = 3;  // rows for those who came unasked, on one page

bool is_listed(const PlaceState& place) {
    return place.active() || place.state == Place::Attended || place.state == Place::Missed;
}

std::string came_name(const PlaceState& place) {
    return cat({"came-", place.id});
}

Html came_select(const PlaceState& place, const std::string& who) {
    const auto name = came_name(place);
    const std::string now = place.state == Place::Attended ? "yes"
                            : place.state == Place::Missed ? "no"
                                                           : "";
    return html::cat({html::element("label",
                                    {{"class", "govuk-visually-hidden"}, {"for", name}},
                                    cat({"Did they come: ", who})),
                      ls::small_select(name,
                                       name,
                                       {{.value = "", .text = "Not said"},
                                        {.value = "yes", .text = "Came"},
                                        {.value = "no", .text = "Did not come"}},
                                       now)});
}

Html people(Visit& visit, const partnership::Session& session, bool begun) {
    ls::Table table{.caption = "Who has a place, and who waits",
                    .columns = {{.text = "Name", .row_header = true},
                                {.text = "Agency"},
                                {.text = "Place"},
                                {.text = "What they need"},
                                {.text = begun ? "Did they come?" : "Give back"}},
                    .if_empty = "Nobody has booked yet."};
    for (const auto& place : session.record.places) {
        if (!is_listed(place)) continue;
        const auto who = learner_name(visit, place);
        const auto back = cat({training_path(session.ref(), "/register/"), place.id});
        Html last;
        if (begun) last = came_select(place, who);
        if (!begun && place.active())
            last = html::link(back, html::cat({"Give back", html::hidden_text(cat({": ", who}))}));
        table.rows.push_back(
            {.cells = {html::text(who),
                       html::text(visit.agency_name(place.agency)),
                       html::cat({place_tag(place, work::position_of(session.record.places, place)),
                                  place.walk_in ? " walk-in" : ""}),
                       html::lines(place.needs),
                       last}});
    }
    return visit.list(table);
}

// By agency, as a trainer plans a room.
Html counts(const Visit& visit, const partnership::Session& session) {
    std::map<std::string, long long> agencies;
    for (const auto& place : session.record.places)
        if (place.holds_seat() || place.state == Place::Attended) ++agencies[place.agency];
    if (agencies.empty()) return {};
    std::vector<std::string> words;
    for (const auto& [agency, count] : agencies)
        words.push_back(cat({visit.agency_name(agency), " ", number(count)}));
    return html::paragraph({"By agency: ", join(words, ", "), "."});
}

Html walk_in(const SmallForm& form, int n, const std::vector<access::NamedUser>& users) {
    const auto row = number(n);
    govuk::Select who{.label = govuk::Label{.text = "Who"},
                      .name = cat({"walk-in-", row}),
                      .id = cat({"walk-in-", row})};
    who.attributes = {{"data-autocomplete", true}};
    who.items.push_back(govuk::SelectItem{.text = "Choose a user", .value = ""});
    for (const auto& user : users)
        who.items.push_back(
            govuk::SelectItem{.text = cat({user.shown, ", ", form.visit.agency_name(user.agency)}),
                              .value = user.name,
                              .selected = form.visit.form().text(who.name) == user.name});
    govuk::Select agency{.label = govuk::Label{.text = "Agency"},
                         .name = cat({"walk-in-agency-", row}),
                         .id = cat({"walk-in-agency-", row})};
    agency.items.push_back(govuk::SelectItem{.text = "Choose an agency", .value = ""});
    for (const auto& known : form.visit.definitions().partnership.agencies)
        agency.items.push_back(
            govuk::SelectItem{.text = known.name,
                              .value = known.id,
                              .selected = form.visit.form().text(agency.name) == known.id});
    return html::element(
        "fieldset",
        {{"class", "govuk-fieldset"}},
        {html::element("legend",
                       {{"class", "govuk-fieldset__legend govuk-fieldset__legend--s"}},
                       cat({"Person ", row})),
         govuk::select(who),
         form.text(cat({"walk-in-name-", row}), "Or, without an account: name"),
         govuk::select(agency)});
}

std::vector<access::NamedUser> learners(const Visit& visit, work::Context& context) {
    std::vector<std::string> roles;
    for (const auto& [id, role] : visit.definitions().roles)
        if (role.may.contains("book-training")) roles.push_back(id);
    return access::users_in_roles(context.db, visit.definitions(), roles);
}

Html form_html(Visit& visit,
               work::Context& context,
               const partnership::Session& session,
               const SmallForm& form) {
    Html walk_ins;
    const auto users = learners(visit, context);
    for (int n = 1; n <= kWalkIns; ++n)
        walk_ins += walk_in(form, n, users);
    return post_form(
        visit,
        training_path(session.ref(), "/register"),
        {html::hidden_field("rev", number(session.record.rev)),
         people(visit, session, true),
         html::element("div",
                       {{"class", "govuk-button-group"}},
                       {govuk::button({.text = "Save the register", .prevent_double_click = true}),
                        govuk::button({.text = "Everybody booked came",
                                       .name = "all",
                                       .value = "yes",
                                       .classes = "govuk-button--secondary",
                                       .prevent_double_click = true})}),
         govuk::details({.summary_text = "Somebody came who had not booked",
                         .html = html::cat({walk_ins,
                                            govuk::button({.text = "Save the register with them",
                                                           .prevent_double_click = true})}),
                         .open = form.problem != nullptr})});
}

http::Reply draw(Visit& visit, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Work, visit.param("ref")));
        if (!opened.pathway->places) return not_found();
        reading.looked(opened.grant);
        const auto session = session_of(visit, opened);
        const auto& offer = session.offer;
        const bool begun = offer.first && london(visit.now()).date >= *offer.first &&
                           !offer.is_off && !opened.record.closed;
        const SmallForm form{.visit = visit, .problem = problem};
        Html main = problem == nullptr ? done_banner(visit) : Html{};
        main += ls::page_head({.title = "Register",
                               .caption = cat({session.title(), ", ", session.ref()}),
                               .lead = html::text(when_words(offer))});
        main += html::paragraph(
            {seats_words(offer),
             ". ",
             html::link(training_path(session.ref()), "The course as others see it")});
        main += counts(visit, session);
        if (begun) {
            main += form_html(visit, reading.context, session, form);
        } else {
            if (!offer.is_off && !opened.record.closed)
                main += govuk::inset_text({.text = "Who came is recorded here from the first day "
                                                   "on."});
            main += people(visit, session, false);
        }
        return form.page({.title = cat({"Register: ", session.title()}),
                          .main = main,
                          .current = kTrainingPath});
    });
}

work::Register taken(const Visit& visit, const work::Opened& opened) {
    const auto& form = visit.form();
    const bool all = form.text("all") == "yes";
    work::Register register_taken;
    for (const auto& place : opened.record.places) {
        auto said = form.text(came_name(place));
        if (all && said.empty() && place.state == Place::Booked) said = "yes";
        if (!said.empty())
            register_taken.came.push_back({.place = place.id, .came = said == "yes"});
    }
    for (int n = 1; n <= kWalkIns; ++n) {
        const auto row = number(n);
        work::WalkIn one{.learner = form.text(cat({"walk-in-", row})),
                         .name = form.text(cat({"walk-in-name-", row})),
                         .agency = form.text(cat({"walk-in-agency-", row}))};
        if (!one.learner.empty() || !trim(one.name).empty())
            register_taken.walk_ins.push_back(std::move(one));
    }
    return register_taken;
}

http::Reply save(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto ref = visit.param("ref");
            const auto opened =
                TRY(work::open_record_for(context, visit.viewer(), access::Action::Work, ref));
            TRY(work::take_register(context,
                                    visit.viewer(),
                                    ref,
                                    whole_number(visit.form().text("rev")),
                                    taken(visit, opened)));
            return http::Reply::see_other(done_at(training_path(ref, "/register"), "registered"));
        },
        [&](const Problem& problem) { return draw(visit, &problem); });
}

// ---- a place given back for somebody

http::Reply back_page(Visit& visit, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Work, visit.param("ref")));
        reading.looked(opened.grant);
        const auto* place = work::find_place(opened.record.places, visit.param("place"));
        if (place == nullptr || !place->active()) return not_found();
        const SmallForm form{.visit = visit, .problem = problem};
        const auto title = cat({"Give back the place of ", learner_name(visit, *place)});
        return form.page(
            {.title = title,
             .main = html::cat(
                 {html::heading(1, html::HeadingSize::Large, title),
                  html::paragraph("They are told. Whoever has waited longest gets the place."),
                  post_form(visit,
                            visit.request().path,
                            {form.words("reason", "Why?"),
                             govuk::button({.text = "Give the place back",
                                            .classes = "govuk-button--warning",
                                            .prevent_double_click = true})})}),
             .width = ui::Width::Narrow,
             .current = kTrainingPath});
    });
}

http::Reply back(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto ref = visit.param("ref");
            TRY(work::cancel_place(
                context, visit.viewer(), ref, visit.param("place"), visit.form().text("reason")));
            return http::Reply::see_other(done_at(training_path(ref, "/register"), "place-back"));
        },
        [&](const Problem& problem) { return back_page(visit, &problem); });
}

}  // namespace

void add_attendance_routes(http::Router& router, App& app) {
    const std::string pattern = "/training/{ref}/register";
    add_page(router, app, {.pattern = pattern, .name = "course: register"}, [](Visit& visit) {
        return draw(visit, nullptr);
    });
    add_page(
        router, app, {.method = "POST", .pattern = pattern, .name = "course: register: do"}, save);
    add_page(router,
             app,
             {.pattern = cat({pattern, "/{place}"}), .name = "course: give back for somebody"},
             [](Visit& visit) { return back_page(visit, nullptr); });
    add_page(router,
             app,
             {.method = "POST",
              .pattern = cat({pattern, "/{place}"}),
              .name = "course: give back for somebody: do"},
             back);
}

}  // namespace longstone::web
