#include "work/acts/ask_known.h"

#include <algorithm>

#include "access/reach.h"
#include "base/secret.h"
#include "base/text.h"
#include "people/assertions.h"
#include "work/notices.h"
#include "work/visible.h"

namespace longstone::work {
namespace {

constexpr std::string_view kNobodyKnows =
    "There is not enough to ask by. Add a date of birth, an NHS number or another identifier first";

Refused wrong(std::string field, const std::string& message) {
    return Refused(
        Problem{.message = message, .fields = {{.field = std::move(field), .message = message}}});
}

bool among(const std::vector<std::string>& all, std::string_view one) {
    return std::ranges::find(all, one) != all.end();
}

Result<const define::SharingAgency*> agency_asked(const Context& context,
                                                  const access::Viewer& viewer,
                                                  const std::string& holder) {
    const auto* agency = context.definitions.sharing.agency(holder);
    if (agency == nullptr || holder == viewer.agency)
        return wrong("agency", "Choose an agency from the list");
    return agency;
}

Result<void> check_limits(Context& context,
                          const access::Viewer& viewer,
                          const std::string& holder) {
    const auto& known = *context.definitions.sharing.known;
    const auto by_user = context.db.integer(
        "select count(*) from known_question where asked_by = $1 and asked_at > $2",
        {viewer.user, (context.now + -kHour).micros});
    const auto by_agency = context.db.integer(
        "select count(*) from known_question where owner = $1 and asker = $2 and asked_at > $3",
        {holder, viewer.agency, (context.now + -kDay).micros});
    if (by_user >= known.each_hour || by_agency >= known.each_day)
        return refuse(Fault::TooMany,
                      "More has been asked than this is for. Wait an hour, or telephone the agency "
                      "if it cannot wait.");
    return {};
}

const PersonOnRecord* person_on(const Opened& opened, const std::string& id) {
    const auto& people = opened.record.people;
    const auto found = std::ranges::find_if(people, [&](const PersonOnRecord& one) {
        return one.person == id && one.kind == people::Kind::Person;
    });
    return found == people.end() ? nullptr : &*found;
}

// Whoever holds the post that the agency named for it hears that one whom they protect was asked
// about; nobody else does.
void tell_contact(Context& context, const define::SharingAgency& agency) {
    const auto slash = agency.contact.find('/');
    if (slash == std::string::npos) return;
    const auto post = agency.contact.substr(slash + 1);
    for (const auto& row : context.db.rows(
             "select user_name from user_post where agency = $1 and post = $2 order by user_name",
             {agency.id, post})) {
        notify_user_at(context,
                       {.ref = "sharing", .path = "/sharing"},
                       row.text(0),
                       "Somebody whom your agency protects was asked about");
    }
}

// What the event of an answer holds: the same members, whatever the answer.
Change answer_of(Context& context,
                 const define::SharingAgency& agency,
                 const std::string& question,
                 bool kept,
                 const Hit& hit) {
    const bool tells = hit.known && !kept && !hit.is_protected;
    const bool told = hit.known && !tells && !agency.contact.empty();
    if (told) tell_contact(context, agency);
    Change change{.kind = std::string(kKnownAnswered)};
    change.body.set("question", question)
        .set("known", tells)
        .set("category", tells && among(agency.tells, hit.category) ? hit.category : "")
        .set("entry", tells || told ? hit.entry : "")
        .set("contact_told", told);
    return change;
}

Result<void> is_for_agency(const Context& context,
                           const access::Viewer& viewer,
                           std::string_view agency) {
    const bool sends = std::ranges::any_of(viewer.posts, [&](const access::PostHeld& held) {
        return held.agency == agency &&
               access::post_has_power(context.definitions, held, "send-feeds");
    });
    const auto* rules = context.definitions.sharing.agency(agency);
    const bool own =
        rules != nullptr && rules->answers == define::SharingAgency::Answers::OwnSystem;
    if (!sends || !own) return not_found();
    return {};
}

}  // namespace

std::vector<const define::SharingAgency*> agencies_to_ask(const Context& context,
                                                          const access::Viewer& viewer) {
    std::vector<const define::SharingAgency*> agencies;
    for (const auto& [id, agency] : context.definitions.sharing.agencies)
        if (id != viewer.agency) agencies.push_back(&agency);
    return agencies;
}

std::vector<const define::Gateway*> gateways_for(const Context& context,
                                                 const access::Viewer& viewer,
                                                 const define::Pathway& pathway) {
    std::vector<const define::Gateway*> gateways;
    const auto* agency = context.definitions.partnership.agency(viewer.agency);
    for (const auto& [id, gateway] : context.definitions.sharing.gateways) {
        const bool of_any = pathway.about != "child" && pathway.about != "adult";
        const bool fits = gateway.about.empty() || of_any || among(gateway.about, pathway.about);
        const bool may =
            gateway.asker_kinds.empty() ||
            (agency != nullptr && std::ranges::any_of(agency->kinds, [&](const auto& kind) {
                 return among(gateway.asker_kinds, kind);
             }));
        if (fits && may) gateways.push_back(&gateway);
    }
    return gateways;
}

Result<void> check_gateway(const Context& context,
                           const access::Viewer& viewer,
                           const define::Pathway& pathway,
                           std::string_view purpose,
                           std::string_view gateway,
                           bool sensitive) {
    const auto& sharing = context.definitions.sharing;
    if (sharing.purpose(purpose) == nullptr) return wrong("purpose", "Say what it is for");
    const auto open = gateways_for(context, viewer, pathway);
    const auto found =
        std::ranges::find_if(open, [&](const define::Gateway* one) { return one->id == gateway; });
    if (found == open.end()) return wrong("gateway", "Choose the law that allows it");
    if (!among((*found)->purposes, purpose))
        return wrong("gateway",
                     cat({(*found)->source, " is not for that purpose. Choose another law"}));
    if (sensitive && !(*found)->carries_sensitive)
        return wrong("gateway",
                     cat({(*found)->source,
                          " does not carry what is as sensitive as this. Choose another law, or "
                          "ask for less"}));
    return {};
}

Result<KnownQuestion> ask_known(Context& context,
                                const access::Viewer& viewer,
                                std::string_view ref,
                                const AskKnown& asked) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    const auto& rules = context.definitions.sharing.known;
    if (!viewer.may("ask-known") || !rules) return not_found();
    if (opened.record.restricted || opened.pathway->access.restricted)
        return refuse(Fault::Invalid,
                      "Nobody is asked from a restricted record. Telephone the agency's own "
                      "safeguarding lead.");
    if (person_on(opened, asked.person) == nullptr)
        return wrong("person", "Choose somebody on this record");
    const auto* agency = TRY(agency_asked(context, viewer, asked.holder));
    TRY(check_gateway(
        context, viewer, *opened.pathway, asked.purpose, asked.gateway, /*sensitive=*/false));
    TRY(check_limits(context, viewer, asked.holder));
    const auto words = known_words(people::load_assertions(context.db, asked.person), kMostWords);
    if (words.empty()) return wrong("person", std::string(kNobodyKnows));
    const bool own = agency->answers == define::SharingAgency::Answers::OwnSystem;
    const auto list = own ? list_held(context, agency->id) : std::nullopt;
    if (own && !list)
        return wrong("agency",
                     "Their system has sent nothing that counts today. Telephone them, or ask "
                     "again when it has");
    const auto id = new_id();
    const auto shows = context.definitions.calendar.due(context.now, rules->answers_after);
    Change change{.kind = std::string(kKnownAsked)};
    change.body.set("question", id)
        .set("person", asked.person)
        .set("holder", agency->id)
        .set("for", asked.purpose)
        .set("law", asked.gateway)
        .set("shows", iso(shows))
        .set("own_system", own)
        .set("epoch", list ? list->epoch : "");
    TRY(commit_change(context, opened, std::move(change)));
    if (own) {
        keep_question(context, id, words);
    } else {
        const auto hit = known_here(context, agency->id, asked.person, words);
        const bool kept = is_kept_from_others(context, asked.person);
        TRY(commit_change(context, opened, answer_of(context, *agency, id, kept, hit)));
    }
    return *load_question(context, id);
}

Result<std::vector<OpenQuestion>> questions_open(Context& context,
                                                 const access::Viewer& viewer,
                                                 std::string_view agency) {
    TRY(is_for_agency(context, viewer, agency));
    std::vector<OpenQuestion> open;
    for (const auto& question : load_questions(context, agency)) {
        if (question.answered || !list_counts(context, question)) continue;
        open.push_back({.id = question.id,
                        .asker = question.asker,
                        .epoch = question.epoch,
                        .purpose = question.purpose,
                        .gateway = question.gateway,
                        .asked = question.asked,
                        .points = points_of(context, question.id)});
    }
    return open;
}

Result<void> answer_known(Context& context,
                          const access::Viewer& viewer,
                          std::string_view agency,
                          std::string_view question,
                          const std::vector<std::string>& points) {
    TRY(is_for_agency(context, viewer, agency));
    const auto asked = load_question(context, question);
    if (!asked || asked->owner != agency || !asked->own_system) return not_found();
    if (asked->answered || !list_counts(context, *asked))
        return refuse(Fault::Invalid, "This question is no longer open. Fetch those that are.");
    const auto hit = TRY(read_answers_of(context, question, agency, asked->epoch, points));
    // The answer is not the agency's own act on the record, which it does not see: the program
    // reads it, and says who sent it.
    const auto system = access::system_viewer();
    auto opened = TRY(open_record_for(context, system, access::Action::Work, asked->record));
    const bool kept = is_kept_from_others(context, asked->person);
    auto change = answer_of(
        context, *context.definitions.sharing.agency(agency), std::string(question), kept, hit);
    change.body.set("sent_by", viewer.user).set("sent_for", std::string(agency));
    return commit_change(context, opened, std::move(change));
}

Result<ListHeld> send_known_list(Context& context,
                                 const access::Viewer& viewer,
                                 const AgencyList& list) {
    TRY(is_for_agency(context, viewer, list.agency));
    TRY(keep_list(context, list));
    const auto held = list_held(context, list.agency);
    if (!held) return not_found();
    return *held;
}

}  // namespace longstone::work
