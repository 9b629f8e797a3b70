#include "work/acts/releases.h"

#include <algorithm>
#include <set>

#include "access/accounts.h"
#include "access/reach.h"
#include "base/secret.h"
#include "base/text.h"
#include "work/acts/ask_known.h"
#include "work/notices.h"

namespace longstone::work {
namespace {

constexpr std::string_view kPower = "decide-release";
constexpr std::size_t kLongestValue = 2000;

Refused wrong(std::string field, std::string message) {
    return Refused(
        Problem{.message = message, .fields = {{.field = std::move(field), .message = message}}});
}

bool decides_at(const define::Definitions& definitions,
                const access::Viewer& viewer,
                std::string_view agency) {
    return std::ranges::any_of(viewer.posts, [&](const access::PostHeld& held) {
        return held.agency == agency && access::post_has_power(definitions, held, kPower);
    });
}

// Until the end of that day in London.
Instant end_of(Date day) {
    return from_london(day + 1, 0);
}

Result<void> check_field(Context& context,
                         const Opened& opened,
                         const AskFields& asked,
                         const AskedField& one) {
    const auto* field = context.definitions.sharing.field(one.field);
    if (field == nullptr) return wrong("fields", "Choose from the list what you need");
    const auto& viewer = opened.grant.viewer();
    if (field->sensitive && !viewer.sees_sensitive)
        return wrong("fields", cat({"“", field->name, "” is not open to your role"}));
    TRY(check_gateway(
        context, viewer, *opened.pathway, asked.purpose, one.gateway, field->sensitive));
    const auto last = london(context.definitions.calendar.due(context.now, field->longest)).date;
    if (end_of(one.until) <= context.now || last < one.until)
        return wrong("until",
                     cat({"“", field->name, "” may be open until ", say(last), " at the latest"}));
    return {};
}

bool waits_already(Context& context,
                   const Opened& opened,
                   const KnownQuestion& question,
                   const std::string& field) {
    for (const auto& request : field_requests_of(context, opened.grant)) {
        if (!request.waits() || request.owner != question.owner ||
            request.person != question.person)
            continue;
        for (const auto& one : request.fields)
            if (one.field == field && one.until > context.now) return true;
    }
    return false;
}

// Of a field, what a decision says, or what is wrong with it.
Result<Json> decided(const Context& context, const SharedField& field, const FieldDecision& given) {
    const auto* defined = context.definitions.sharing.field(field.field);
    const auto name = defined == nullptr ? field.field : defined->name;
    const bool refuses = given.decision == "refused", part = given.decision == "part";
    if (!refuses && !part && given.decision != "released")
        return wrong(field.field, cat({"Say whether you release “", name, "”"}));
    if (!refuses && field.until <= context.now)
        return wrong(field.field,
                     cat({"“",
                          name,
                          "” was asked for until ",
                          say(london(field.until + -1).date),
                          ", which is over. Refuse it; they can ask again for a later day"}));
    if (!refuses && trim(given.value).empty())
        return wrong(field.field, cat({"Say what you release of “", name, "”"}));
    if (given.value.size() > kLongestValue)
        return wrong(field.field, "Give what is needed, in 2,000 letters at most");
    if ((refuses || part) && trim(given.reason).empty())
        return wrong(
            field.field,
            cat({"Say why you ", refuses ? "refuse “" : "release a part of “", name, "”"}));
    auto until = field.until;
    if (given.until) {
        until = end_of(*given.until);
        if (until <= context.now || until > field.until)
            return wrong(field.field,
                         cat({"“", name, "” can end sooner than was asked, not later"}));
    }
    return Json::object({{"field", field.field},
                         {"decision", given.decision},
                         {"value", refuses ? std::string() : std::string(trim(given.value))},
                         {"why", std::string(trim(given.reason))},
                         {"until", iso(until)}});
}

Result<Opened> open_to_decide(Context& context,
                              const access::Viewer& viewer,
                              const FieldRequest& request) {
    if (!decides_at(context.definitions, viewer, request.owner)) return not_found();
    return open_record_for(context, viewer, access::Action::DecideRelease, request.record);
}

void tell_asker(Context& context, const FieldRequest& request, std::string_view words) {
    notify_user_at(context,
                   {.ref = request.record,
                    .path = cat({"/records/", request.record, "/released/", request.id})},
                   request.asked_by,
                   words);
}

}  // namespace

std::vector<std::string> decides_for(const define::Definitions& definitions,
                                     const access::Viewer& viewer) {
    std::vector<std::string> agencies;
    for (const auto& held : viewer.posts)
        if (decides_at(definitions, viewer, held.agency) &&
            std::ranges::find(agencies, held.agency) == agencies.end())
            agencies.push_back(held.agency);
    return agencies;
}

std::vector<KnownQuestion> may_be_followed(Context& context, const Opened& opened) {
    const auto& rules = context.definitions.sharing.known;
    std::vector<KnownQuestion> open;
    if (!rules) return open;
    for (auto& question : questions_of(context, opened.grant)) {
        const bool stands =
            context.definitions.calendar.due(question.asked, rules->stands) > context.now;
        if (question.state(context.now) == KnownQuestion::State::Known && stands)
            open.push_back(std::move(question));
    }
    return open;
}

Result<FieldRequest> ask_fields(Context& context,
                                const access::Viewer& viewer,
                                std::string_view ref,
                                const AskFields& asked) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    if (!viewer.may("ask-known")) return not_found();
    const auto open = may_be_followed(context, opened);
    const auto question = std::ranges::find(open, asked.question, &KnownQuestion::id);
    if (question == open.end())
        return wrong("question",
                     "Ask first whether an agency knows them: only one that does is asked");
    if (asked.fields.empty()) return wrong("fields", "Choose at least one thing that you need");
    TRY(require_words(asked.words, "words", "Say why you need it"));
    Json fields = Json::array();
    std::set<std::string> seen;
    for (const auto& one : asked.fields) {
        TRY(check_field(context, opened, asked, one));
        if (!seen.insert(one.field).second || waits_already(context, opened, *question, one.field))
            return wrong("fields", "Something of this has been asked, and is not decided yet");
        fields.push(Json::object(
            {{"field", one.field}, {"law", one.gateway}, {"until", iso(end_of(one.until))}}));
    }
    const auto id = new_id();
    Change change{.kind = std::string(kFieldsAsked)};
    change.body.set("request", id)
        .set("question", question->id)
        .set("person", question->person)
        .set("holder", question->owner)
        .set("for", asked.purpose)
        .set("words", std::string(trim(asked.words)))
        .set("fields", std::move(fields));
    TRY(commit_change(context, opened, std::move(change)));
    for (const auto& [role, defined] : context.definitions.roles) {
        if (!defined.may.contains(std::string(kPower))) continue;
        for (const auto& user : access::users_in_roles(context.db, context.definitions, {role})) {
            const auto decider = access::load_viewer(context.db, context.definitions, user.name);
            if (decider && decides_at(context.definitions, *decider, question->owner))
                notify_user_at(context,
                               {.ref = "sharing", .path = cat({"/sharing/", id})},
                               user.name,
                               "Your agency is asked for information about somebody it knows");
        }
    }
    return *load_field_request(context, id);
}

Result<FieldRequest> withdraw_fields(Context& context,
                                     const access::Viewer& viewer,
                                     std::string_view request,
                                     const std::string& reason) {
    const auto found = load_field_request(context, request);
    if (!found) return not_found();
    auto opened = TRY(
        begin_change(context, viewer, access::Action::Work, found->record, {}, Needs::AnyRecord));
    TRY(require_words(reason, "reason", "Say why it is no longer needed"));
    if (!found->waits())
        return refuse(Fault::Invalid, "This has been decided or withdrawn already.");
    Change change{.kind = std::string(kFieldsWithdrawn)};
    change.body.set("request", found->id).set("reason", std::string(trim(reason)));
    TRY(commit_change(context, opened, std::move(change)));
    return *load_field_request(context, request);
}

Result<AskedOfAgency> find_field_request(Context& context,
                                         const access::Viewer& viewer,
                                         std::string_view request) {
    auto found = load_field_request(context, request);
    if (!found) return not_found();
    const auto opened = TRY(open_to_decide(context, viewer, *found));
    AskedOfAgency asked{.person = {.person = found->person, .name = "Somebody no longer there"},
                        .pathway = opened.pathway->name};
    const auto& people = opened.record.people;
    const auto person = std::ranges::find(people, found->person, &PersonOnRecord::person);
    if (person != people.end()) asked.person = *person;
    asked.request = std::move(*found);
    return asked;
}

Result<FieldRequest> decide_fields(Context& context,
                                   const access::Viewer& viewer,
                                   std::string_view request,
                                   const std::vector<FieldDecision>& decisions) {
    const auto found = load_field_request(context, request);
    if (!found) return not_found();
    auto opened = TRY(open_to_decide(context, viewer, *found));
    if (!found->waits())
        return refuse(Fault::Invalid, "This has been decided or withdrawn already.");
    if (found->lapsed(context.now))
        return refuse(Fault::Invalid,
                      "The day until which this was asked is over: nothing can be released by it. "
                      "Whoever still needs it asks again.");
    Json said = Json::array();
    for (const auto& field : found->fields) {
        const auto given = std::ranges::find(decisions, field.field, &FieldDecision::field);
        if (given == decisions.end())
            return wrong(field.field, "Decide on each of them, then send all");
        auto one = TRY(decided(context, field, *given));
        said.push(std::move(one));
    }
    Change change{.kind = std::string(kFieldsDecided)};
    change.body.set("request", found->id).set("decisions", std::move(said));
    TRY(commit_change(context, opened, std::move(change)));
    tell_asker(context, *found, "An agency has decided on what you asked it for");
    return *load_field_request(context, request);
}

Result<FieldRequest> end_release(Context& context,
                                 const access::Viewer& viewer,
                                 std::string_view request,
                                 std::string_view field,
                                 const std::string& reason) {
    const auto found = load_field_request(context, request);
    if (!found) return not_found();
    auto opened = TRY(open_to_decide(context, viewer, *found));
    const auto one = std::ranges::find(found->fields, field, &SharedField::field);
    if (one == found->fields.end()) return not_found();
    if (!one->open(context.now))
        return refuse(Fault::Invalid, "This is not open to anybody now: there is nothing to end.");
    TRY(require_words(reason, "reason", "Say why it ends"));
    Change change{.kind = std::string(kReleaseEnded)};
    change.body.set("request", found->id)
        .set("field", std::string(field))
        .set("reason", std::string(trim(reason)));
    TRY(commit_change(context, opened, std::move(change)));
    tell_asker(context, *found, "An agency has ended something that it had released to you");
    return *load_field_request(context, request);
}

Result<FieldRequest> read_releases(Context& context,
                                   const access::Viewer& viewer,
                                   std::string_view request) {
    auto found = load_field_request(context, request);
    if (!found) return not_found();
    const auto opened = TRY(open_record_for(context, viewer, access::Action::Read, found->record));
    if (opened.grant.reach() != access::Reach::Whole) return not_found();
    std::vector<std::string> shown;
    for (auto& field : found->fields) {
        const auto* defined = context.definitions.sharing.field(field.field);
        const bool sensitive = defined == nullptr || defined->sensitive;
        if (!field.open(context.now) || (sensitive && !viewer.sees_sensitive))
            field.value.clear();
        else
            shown.push_back(field.field);
    }
    journal::note_look(context.db,
                       {.at = context.now,
                        .actor = viewer.user,
                        .agency = viewer.agency,
                        .action = "read",
                        .subject = cat({"release/", found->id}),
                        .reason = shown.empty() ? "nothing open" : join(shown, ", ")});
    return *found;
}

}  // namespace longstone::work
