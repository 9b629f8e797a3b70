#include "partnership/reminders.h"

#include "base/text.h"
#include "partnership/training.h"
#include "work/notices.h"

namespace longstone::partnership {
namespace {

constexpr std::int64_t kLooksBack = 366 * kDay;  // evaluations of what is older are not asked

Session session_in(const work::Context& context, const work::RecordState& record) {
    Session session{.pathway = context.definitions.pathway(record.pathway), .record = record};
    if (session.pathway != nullptr && session.pathway->places)
        session.offer = work::offer_of({.definitions = context.definitions,
                                        .pathway = *session.pathway,
                                        .record = session.record,
                                        .now = context.now});
    return session;
}

// Whether it is this program that sends it: another may have been quicker.
bool claim(work::Context& context, const std::string& place, const std::string& what) {
    return !context.db
                .rows(
                    "insert into place_reminded (place, of_what, at) values ($1, $2, $3) on "
                    "conflict (place, of_what) do nothing returning place",
                    {place, what, context.now.micros})
                .empty();
}

int remind(const work::House& house, work::Context& context, const Session& session) {
    int sent = 0;
    const work::Situation situation{.definitions = context.definitions,
                                    .pathway = *session.pathway,
                                    .record = session.record,
                                    .now = context.now};
    for (const auto& place : session.record.places) {
        for (const auto& due : reminders_due(situation, session.offer, place)) {
            const auto& user = due.to_manager ? place.manager : place.learner;
            if (user.empty() || !claim(context, place.id, due.what)) continue;
            work::Where where{.ref = session.ref(), .path = cat({"/training/", session.ref()})};
            if (due.evaluation != nullptr)
                where.path += cat({"/places/", place.id, "/evaluations/", due.evaluation->id});
            else
                where.calendar =
                    work::calendar_of(situation, session.offer, house.options.base_url);
            work::notify_user_at(context, where, user, cat({due.words, ": ", session.title()}));
            ++sent;
        }
    }
    return sent;
}

}  // namespace

std::vector<Reminder> reminders_due(const work::Situation& situation,
                                    const work::Offer& offer,
                                    const work::PlaceState& place) {
    std::vector<Reminder> due;
    const auto now = situation.now;
    const auto& rule = *situation.pathway.places;
    if (place.state == work::Place::Booked && now < offer.begins && offer.first) {
        std::optional<std::pair<Instant, const Limit*>> last;
        for (const auto& limit : rule.reminders) {
            const auto at = situation.definitions.calendar.before(offer.begins, limit);
            // Whoever booked after that time has just read when it is.
            const bool booked_since = place.given && *place.given > at;
            if (at <= now && !booked_since && (!last || last->first < at)) last = {at, &limit};
        }
        if (last)
            due.push_back({.what = cat({"begins/", say(*last->second)}),
                           .words = cat({"It is soon, on ",
                                         say(*offer.first),
                                         offer.times.empty() ? "" : ", ",
                                         offer.times})});
    }
    for (const auto& asked : work::evaluations_of(situation, offer, place)) {
        if (!asked.open(now)) continue;
        due.push_back({.what = cat({"evaluation/", asked.rule->id}),
                       .words = cat({"You are asked: ", asked.rule->name}),
                       .to_manager = asked.rule->by_manager,
                       .evaluation = asked.rule});
    }
    return due;
}

int send_reminders(const work::House& house) {
    std::vector<std::string> refs;
    for (const auto& row : house.store->read()->rows(
             "select distinct record from place where state = 'booked' or (state = 'attended' and "
             "ended_at > $1) order by record",
             {(house.now() + -kLooksBack).micros}))
        refs.push_back(row.text(0));
    int sent = 0;
    for (const auto& ref : refs) {
        const auto session = house.store->write();
        auto context = house.context(*session);
        const auto system = access::system_viewer();
        const auto grant = access::allow(system, access::Action::BookPlaces, ref);
        if (!grant) continue;
        const auto offered = session_in(context, work::load_offered(context, *grant));
        if (offered.pathway == nullptr || !offered.pathway->places) continue;
        const int now = remind(house, context, offered);
        if (now > 0) session->commit();
        sent += now;
    }
    return sent;
}

}  // namespace longstone::partnership
