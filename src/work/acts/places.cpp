#include "work/acts/places.h"

#include <algorithm>

#include "access/accounts.h"
#include "access/reach.h"
#include "base/secret.h"
#include "base/text.h"
#include "work/notices.h"

namespace longstone::work {
namespace {

Refused wrong(std::string field, std::string message) {
    return Refused(
        Problem{.message = message, .fields = {{.field = std::move(field), .message = message}}});
}

bool was_offered(const Opened& opened) {
    return std::ranges::any_of(opened.pathway->places->at, [&](const std::string& stage) {
        return opened.record.reached(stage);
    });
}

// What whoever is told reads: its name, and when it is.
std::string named(const Context& context, const Opened& opened) {
    const auto offer = offer_of(situation_of(context, opened));
    const auto title = opened.record.first_answer(opened.pathway->summary);
    return offer.first ? cat({title, ", ", say(*offer.first)}) : title;
}

std::string path_of(const Opened& opened) {
    return cat({"/training/", opened.record.ref});
}

// The mail puts the address of the house in.
std::string calendar_in_mail(const Context& context, const Opened& opened) {
    const auto situation = situation_of(context, opened);
    return calendar_of(situation, offer_of(situation), "{base}");
}

void tell(Context& context,
          const Opened& opened,
          const std::string& user,
          std::string_view words,
          const std::string& path) {
    if (user == opened.grant.viewer().user) return;
    const auto* place = place_for(opened.record.places, user);
    const bool booked = place != nullptr && place->state == Place::Booked;
    notify_user_at(context,
                   {.ref = opened.record.ref,
                    .path = path,
                    .calendar = booked ? calendar_in_mail(context, opened) : std::string()},
                   user,
                   cat({words, ": ", named(context, opened)}));
}

// The record with the change folded into its places, appended and told of.
Result<void> commit_place(Context& context, Opened& opened, Change change) {
    const auto& viewer = opened.grant.viewer();
    fold_place(opened.record.places,
               {.kind = change.kind,
                .body = change.body,
                .at = context.now,
                .actor = viewer.user,
                .agency = viewer.agency,
                .rev = opened.record.rev + 1});
    auto done = commit_change(context, opened, std::move(change));
    if (!done && done.error().fault == Fault::Conflict)
        done.error().message =
            "Somebody else changed this booking or took a place at the same moment. Nothing was "
            "saved: look again, then try once more.";
    return done;
}

Result<PlaceState> place_in(const Opened& opened, std::string_view id) {
    const auto* place = find_place(opened.record.places, id);
    if (place == nullptr) return not_found();
    return *place;
}

Result<void> check_manager(Context& context,
                           const access::Viewer& viewer,
                           const std::string& manager) {
    const auto people = access::users_at(context.db, viewer.agency);
    const bool others =
        std::ranges::any_of(people, [&](const auto& user) { return user.name != viewer.user; });
    if (manager.empty())
        return others ? Result<void>(wrong("manager", "Choose your manager: they approve places"))
                      : Result<void>();
    const bool there = std::ranges::any_of(
        people, [&](const auto& user) { return user.name == manager && user.name != viewer.user; });
    if (!there) return wrong("manager", "Choose somebody else of your own agency");
    return {};
}

Result<void> check_may_ask(const Opened& opened, const Offer& offer, const AskPlace& asked) {
    const auto& places = opened.record.places;
    const auto* mine = place_for(places, opened.grant.viewer().user);
    const auto noun = opened.pathway->noun;
    if (mine != nullptr && mine->active())
        return refuse(Fault::Invalid,
                      cat({"You have asked for a place on this ",
                           noun,
                           " already. Look under “My training”."}));
    if (!offer.is_open) {
        return refuse(Fault::Invalid,
                      offer.is_off ? cat({"This ", noun, " was cancelled. Choose another."})
                                   : cat({"Places on this ",
                                          noun,
                                          " can no longer be asked for. Choose another, or "
                                          "telephone the trainer."}));
    }
    if (offer.left() > 0 || asked.wait) return {};
    if (!opened.pathway->places->waiting_list)
        return wrong("wait", "All places are taken. Choose another date");
    return wrong("wait",
                 "All places are taken: somebody may have booked the last one just now. Join the "
                 "waiting list, or choose another date");
}

}  // namespace

Situation situation_of(const Context& context, const Opened& opened) {
    return {.definitions = context.definitions,
            .pathway = *opened.pathway,
            .record = opened.record,
            .now = context.now};
}

Result<Opened> open_places(Context& context, const access::Viewer& viewer, std::string_view ref) {
    const auto facts = TRY(facts_of(context, ref));
    const auto* pathway = context.definitions.pathway(facts.pathway);
    if (pathway == nullptr || !pathway->places || facts.restricted) return not_found();
    auto grant = TRY(access::allow(viewer, access::Action::BookPlaces, ref));
    auto record = load_record(context, grant);
    Opened opened{.grant = std::move(grant), .pathway = pathway, .record = std::move(record)};
    if (!was_offered(opened) && !runs_places(viewer, opened)) return not_found();
    return opened;
}

bool runs_places(const access::Viewer& viewer, const Opened& opened) {
    const auto& access = opened.pathway->access;
    return viewer.is_system() || viewer.holds_any(access.works) || viewer.holds_any(access.lead) ||
           opened.record.lead == viewer.user;
}

bool may_approve(const define::Definitions& definitions,
                 const access::Viewer& viewer,
                 const Opened& opened,
                 const PlaceState& place) {
    if (place.learner == viewer.user) return false;
    if (place.manager == viewer.user && !viewer.user.empty()) return true;
    if (place.manager.empty() && runs_places(viewer, opened)) return true;
    return std::ranges::any_of(viewer.posts, [&](const access::PostHeld& held) {
        return held.agency == place.agency &&
               access::post_has_power(definitions, held, "approve-training");
    });
}

Result<Opened> ask_place(Context& context,
                         const access::Viewer& viewer,
                         std::string_view ref,
                         const AskPlace& asked) {
    auto opened = TRY(open_places(context, viewer, ref));
    const auto offer = offer_of(situation_of(context, opened));
    TRY(check_may_ask(opened, offer, asked));
    if (offer.needs_approval) TRY(check_manager(context, viewer, asked.manager));
    if (asked.needs.size() > 2000) return wrong("needs", "Say it in fewer words");
    const bool full = offer.left() == 0;
    const auto state =
        offer.needs_approval ? Place::Asked : (full ? Place::Waiting : Place::Booked);
    Change change{.kind = "record.place-asked"};
    change.body.set("place", new_id())
        .set("state", word(state))
        .set("queued", full)
        .set("manager", offer.needs_approval ? asked.manager : std::string())
        .set("needs", std::string(trim(asked.needs)));
    TRY(commit_place(context, opened, std::move(change)));
    if (state == Place::Asked) {
        const auto words = cat({viewer.name, " asks you to approve a place"});
        if (!asked.manager.empty())
            tell(context, opened, asked.manager, words, "/training/approvals");
        else
            notify_lead(context, opened, "A place waits for your approval");
    }
    notify_user_at(
        context,
        {.ref = opened.record.ref,
         .path = path_of(opened),
         .calendar = state == Place::Booked ? calendar_in_mail(context, opened) : std::string()},
        viewer.user,
        cat({state == Place::Asked     ? "You asked for a place. It waits for approval"
             : state == Place::Waiting ? "You are on the waiting list"
                                       : "You have a place",
             ": ",
             named(context, opened)}));
    return opened;
}

Result<Opened> approve_place(Context& context,
                             const access::Viewer& viewer,
                             std::string_view ref,
                             std::string_view id) {
    auto opened = TRY(open_places(context, viewer, ref));
    const auto place = TRY(place_in(opened, id));
    if (!may_approve(context.definitions, viewer, opened, place)) return not_found();
    if (place.state != Place::Asked)
        return refuse(Fault::Invalid, "This place does not wait for approval any more.");
    if (!offer_of(situation_of(context, opened)).is_open)
        return refuse(Fault::Invalid,
                      "It has begun, or was called off: this place can no longer be approved.");
    Change change{.kind = "record.place-approved"};
    change.body.set("place", place.id);
    TRY(commit_place(context, opened, std::move(change)));
    const auto* now = find_place(opened.record.places, id);
    const bool booked = now != nullptr && now->state == Place::Booked;
    // Whoever gets it from the waiting list at once has been told so.
    if (!place.queued || !booked)
        tell(context,
             opened,
             place.learner,
             booked ? "Approved: you have a place" : "Approved: you are on the waiting list",
             path_of(opened));
    return opened;
}

Result<Opened> decline_place(Context& context,
                             const access::Viewer& viewer,
                             std::string_view ref,
                             std::string_view id,
                             const std::string& reason) {
    auto opened = TRY(open_places(context, viewer, ref));
    const auto place = TRY(place_in(opened, id));
    if (!may_approve(context.definitions, viewer, opened, place)) return not_found();
    if (place.state != Place::Asked)
        return refuse(Fault::Invalid, "This place does not wait for approval any more.");
    TRY(require_words(reason, "reason", "Say why it is not approved"));
    Change change{.kind = "record.place-declined"};
    change.body.set("place", place.id).set("reason", reason);
    TRY(commit_place(context, opened, std::move(change)));
    tell(context, opened, place.learner, "Your place was not approved", path_of(opened));
    return opened;
}

Result<Opened> cancel_place(Context& context,
                            const access::Viewer& viewer,
                            std::string_view ref,
                            std::string_view id,
                            const std::string& reason) {
    auto opened = TRY(open_places(context, viewer, ref));
    const auto place = TRY(place_in(opened, id));
    const bool own = place.learner == viewer.user;
    if (!own && !runs_places(viewer, opened) &&
        !may_approve(context.definitions, viewer, opened, place))
        return not_found();
    if (!place.active())
        return refuse(Fault::Invalid, "There is no place to give back: it has ended already.");
    const auto offer = offer_of(situation_of(context, opened));
    if (context.now >= offer.begins)
        return refuse(Fault::Invalid,
                      "It has begun. Tell the trainer, who records who came and who did not.");
    const bool late = is_late(offer, place, context.now);
    if (late || !own)
        TRY(require_words(reason,
                          "reason",
                          late ? "The last day to cancel has passed: say why you cannot come"
                               : "Say why the place is given back"));
    Change change{.kind = "record.place-cancelled"};
    change.body.set("place", place.id).set("reason", std::string(trim(reason))).set("late", late);
    TRY(commit_place(context, opened, std::move(change)));
    tell(context, opened, place.learner, "Your place was given back", path_of(opened));
    if (place.state != Place::Asked || place.manager != viewer.user)
        tell(
            context, opened, place.manager, "A place you approved was given back", path_of(opened));
    return opened;
}

}  // namespace longstone::work
