#include "work/acts/change.h"

#include <algorithm>

#include "base/text.h"
#include "journal/journal.h"
#include "work/notices.h"
#include "work/places.h"

namespace longstone::work {

Result<Opened> begin_change(Context& context,
                            const access::Viewer& viewer,
                            access::Action action,
                            std::string_view ref,
                            SeenRev seen,
                            Needs needs) {
    auto opened = TRY(open_record_for(context, viewer, action, ref));
    if (seen && *seen != opened.record.rev) {
        return Refused(Problem{.fault = Fault::Conflict,
                               .message = cat({"Somebody changed ",
                                               std::string(ref),
                                               " after you opened it. Nothing of yours was saved: "
                                               "look at both versions, then save again."}),
                               .detail = number(opened.record.rev)});
    }
    if (needs == Needs::OpenRecord && opened.record.closed) {
        return refuse(Fault::Invalid,
                      cat({std::string(ref),
                           " is closed. Open a new record, or ask for this one to be reopened."}));
    }
    return opened;
}

namespace {

// Nobody's answers: each stands until somebody gives one.
void answer_by_facts(const Situation& situation, RecordState& record, Change& change) {
    const auto worked_out = answered_by_facts(situation);
    if (worked_out.empty() || record.closed) return;
    Json answers = change.body["answers"];
    Json named = Json::array();
    for (const auto& [field, value] : worked_out) {
        const Given given{.values = {value}};
        record.answers[field] = {.given = given, .rev = record.rev + 1, .at = situation.now};
        answers.set(field, to_json(given));
        named.push(field);
        change.happenings.push_back({.kind = define::Trigger::Kind::Answered, .what = field});
    }
    change.body.set("answers", std::move(answers)).set("worked_out", std::move(named));
}

// A seat that is free, by whatever freed it, is given to whoever has waited longest.
std::vector<std::string> give_seats(const Situation& situation,
                                    RecordState& record,
                                    Change& change) {
    if (!situation.pathway.places || record.places.empty()) return {};
    const auto offer = offer_of(situation);
    if (!offer.is_open) return {};
    auto given = seats_to_give(record.places, offer.capacity);
    if (given.empty()) return given;
    change.body.set("places_given", Json::strings(given));
    for (const auto& id : given) {
        auto* place = find_place(record.places, id);
        place->state = Place::Booked;
        place->given = situation.now;
    }
    return given;
}

// Entering a stage that calls it off ends every place.
void call_off(const Situation& situation, RecordState& record, Change& change) {
    if (!situation.pathway.places || change.kind != "record.moved") return;
    const bool active = std::ranges::any_of(record.places, &PlaceState::active);
    if (active && offer_of(situation).is_off) change.body.set("places_off", true);
}

// What it is, and when.
std::string offer_words(const Situation& situation) {
    const auto title = situation.record.first_answer(situation.pathway.summary);
    const auto first = offer_of(situation).first;
    return first ? cat({title, ", ", say(*first)}) : title;
}

void tell_learners(Context& context,
                   const RecordState& record,
                   const std::string& title,
                   const std::string& calendar,
                   const std::vector<std::string>& given,
                   bool off) {
    const auto tell = [&](const PlaceState& place, std::string_view words) {
        notify_user_at(
            context,
            {.ref = record.ref, .path = cat({"/training/", record.ref}), .calendar = calendar},
            place.learner,
            cat({words, ": ", title}));
    };
    for (const auto& id : given)
        if (const auto* place = find_place(record.places, id))
            tell(*place, "A place is free and it is yours");
    if (!off) return;
    for (const auto& place : record.places)
        if (place.active()) tell(place, "It was called off");
}

}  // namespace

Result<void> commit_change(Context& context, Opened& opened, Change change) {
    RecordState& record = opened.record;
    const Situation situation{.definitions = context.definitions,
                              .pathway = *opened.pathway,
                              .record = record,
                              .now = context.now};
    answer_by_facts(situation, record, change);
    const auto given = give_seats(situation, record, change);
    call_off(situation, record, change);
    const bool off = change.body.has("places_off");
    for (auto& happening : change.happenings) {
        if (happening.at == Instant{}) happening.at = change.happened_at.value_or(context.now);
    }
    const auto effects = clock_effects(situation, change.happenings);
    put_clocks(record, effects);
    if (!effects.empty()) change.body.set("clocks", to_json(effects));
    if (const auto* due = record.closed ? nullptr : main_clock(*opened.pathway, record)) {
        change.body.set("due", iso(due->due));
    } else {
        change.body.set("due", nullptr);
    }
    const auto& viewer = opened.grant.viewer();
    const auto event = TRY(journal::append(context.db,
                                           context.projections,
                                           {.stream = cat({"record/", record.ref}),
                                            .after_rev = record.rev,
                                            .happened_at = change.happened_at.value_or(context.now),
                                            .recorded_at = context.now,
                                            .actor = viewer.user,
                                            .agency = viewer.agency,
                                            .kind = change.kind,
                                            .body = std::move(change.body)}));
    record.rev = event.stream_rev;
    if (!given.empty() || off)
        tell_learners(context,
                      record,
                      offer_words(situation),
                      calendar_of(situation, offer_of(situation), "{base}"),
                      given,
                      off);
    return {};
}

void put_answers(Opened& opened, const Answers& answers, Instant at) {
    const auto& viewer = opened.grant.viewer();
    for (const auto& [field, given] : answers) {
        if (given.empty()) {
            opened.record.answers.erase(field);
        } else {
            opened.record.answers[field] = {.given = given,
                                            .rev = opened.record.rev + 1,
                                            .at = at,
                                            .by = viewer.user,
                                            .agency = viewer.agency};
        }
    }
}

void note_step(const Opened& opened, const std::string& direction, Json& body) {
    if (direction.empty()) return;
    Json people = Json::array();
    for (const auto& person : opened.record.people) {
        if (is_subject_role(*opened.pathway, person.role)) people.push(person.person);
    }
    body.set("step", Json::object({{"direction", direction}, {"people", std::move(people)}}));
}

Result<void> require_words(std::string_view words,
                           std::string_view field,
                           std::string_view sentence) {
    if (!trim(words).empty()) return {};
    return Refused(
        Problem{.fault = Fault::Invalid,
                .message = std::string(sentence),
                .fields = {{.field = std::string(field), .message = std::string(sentence)}}});
}

}  // namespace longstone::work
