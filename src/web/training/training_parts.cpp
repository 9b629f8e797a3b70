#include "web/training/training_parts.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/panels.h"
#include "web/training/training_routes.h"

namespace longstone::web {
namespace {

constexpr std::array<std::string_view, 7> kDays = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

std::string day_words(Date date) {
    return cat({kDays.at(static_cast<std::size_t>(weekday(date) - 1)), " ", say(date)});
}

struct StateWords {
    std::string_view text, colour;
};
StateWords words_of(work::Place state) {
    switch (state) {
        case work::Place::Asked:
            return {"Waits for approval", "yellow"};
        case work::Place::Booked:
            return {"Booked", "green"};
        case work::Place::Waiting:
            return {"On the waiting list", "blue"};
        case work::Place::Declined:
            return {"Not approved", "grey"};
        case work::Place::Cancelled:
            return {"Given back", "grey"};
        case work::Place::Off:
            return {"Called off", "orange"};
        case work::Place::Attended:
            return {"Attended", "turquoise"};
        case work::Place::Missed:
            return {"Did not attend", "red"};
    }
    return {};
}

}  // namespace

std::string training_path(std::string_view ref, std::string_view rest) {
    return cat({kTrainingPath, "/", ref, rest});
}

Html training_head(Visit& visit, const std::string& title, const Html& lead) {
    moj::SubNavigation tabs{.label = "Training"};
    const auto path = visit.request().path;
    const auto add = [&](const char* text, const char* href) {
        tabs.items.push_back({.text = text, .href = href, .active = path == href});
    };
    add("Courses", kTrainingPath);
    add("My training", "/training/mine");
    add("Approvals", "/training/approvals");
    if (sees_competence(visit)) add("Who is up to date", "/training/competence");
    return html::cat({ls::page_head({.title = title, .lead = lead}), moj::sub_navigation(tabs)});
}

Result<access::Grant> may_book(const Visit& visit) {
    return access::allow(visit.viewer(), access::Action::BookPlaces);
}

std::string when_words(const work::Offer& offer) {
    if (!offer.first) return "Not yet fixed";
    auto words = day_words(*offer.first);
    if (offer.last && *offer.last != *offer.first)
        words = cat({words, " to ", day_words(*offer.last)});
    return offer.times.empty() ? words : cat({words, ", ", offer.times});
}

std::string seats_words(const work::Offer& offer) {
    if (offer.left() > 0)
        return cat({number(offer.left()), " of ", number(offer.capacity), " places left"});
    if (offer.waiting == 0) return "Full: nobody waits yet";
    return cat({"Full: ", count_of(offer.waiting, "person waits", "people wait")});
}

Html place_tag(const work::PlaceState& place, std::int64_t position) {
    const auto words = words_of(place.state);
    std::string text(words.text);
    if (position > 0) text += cat({", number ", number(position)});
    if (place.state == work::Place::Cancelled && place.late) text += " late";
    return govuk::tag({.text = text, .classes = cat({"govuk-tag--", words.colour})});
}

Html place_tag(const partnership::PlaceOn& one) {
    return place_tag(one.place, work::position_of(one.session.record.places, one.place));
}

std::string chosen_words(const Visit& visit,
                         const partnership::Session& session,
                         std::string_view field) {
    const auto* known = visit.definitions().field(*session.pathway, field);
    if (known == nullptr) return {};
    std::vector<std::string> texts;
    for (const auto& value : session.values(field))
        texts.push_back(visit.definitions().value_text(*known, value));
    return join(texts, ", ");
}

std::string learner_name(Visit& visit, const work::PlaceState& place) {
    return place.learner.empty() ? place.name : visit.shown_name(place.learner);
}

std::string evaluation_path(const partnership::ToEvaluate& one) {
    return training_path(
        one.place.session.ref(),
        cat({"/places/", one.place.place.id, "/evaluations/", one.asked.rule->id}));
}

partnership::Session session_of(const Visit& visit, const work::Opened& opened) {
    partnership::Session session{.pathway = opened.pathway, .record = opened.record};
    session.offer = work::offer_of({.definitions = visit.definitions(),
                                    .pathway = *opened.pathway,
                                    .record = opened.record,
                                    .now = visit.now()});
    return session;
}

void add_training_routes(http::Router& router, App& app) {
    add_catalogue_routes(router, app);
    add_session_routes(router, app);
    add_approval_routes(router, app);
    add_attendance_routes(router, app);
    add_own_training_routes(router, app);
    add_evaluation_routes(router, app);
    add_certificate_routes(router, app);
    add_competence_routes(router, app);
    add_elsewhere_routes(router, app);
}

}  // namespace longstone::web
