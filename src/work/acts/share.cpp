#include "work/acts/share.h"

#include "access/accounts.h"
#include "base/text.h"
#include "journal/journal.h"
#include "work/notices.h"

namespace longstone::work {
namespace {

constexpr std::size_t kGlassWords = 15;  // bytes: long enough to be a reason

Result<Opened> party_act(Context& context,
                         const access::Viewer& viewer,
                         std::string_view ref,
                         const std::string& user,
                         const std::string& reason,
                         const char* kind) {
    auto opened =
        TRY(begin_change(context, viewer, access::Action::Assign, ref, {}, Needs::AnyRecord));
    TRY(require_words(reason, "reason", "Say why"));
    if (!access::find_account(context.db, user)) {
        return Refused(Problem{.message = "There is no such user.",
                               .fields = {{"user", "Choose somebody from the list"}}});
    }
    Change change{.kind = kind};
    change.body.set("user", user).set("reason", reason);
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

}  // namespace

Result<Opened> share_with_agency(Context& context,
                                 const access::Viewer& viewer,
                                 std::string_view ref,
                                 const std::string& agency,
                                 const std::string& purpose,
                                 const std::string& gateway) {
    auto opened =
        TRY(begin_change(context, viewer, access::Action::Work, ref, {}, Needs::AnyRecord));
    if (context.definitions.partnership.agency(agency) == nullptr) {
        return Refused(Problem{.message = "Choose an agency from the list.",
                               .fields = {{"agency", "Choose an agency from the list"}}});
    }
    TRY(require_words(purpose, "purpose", "Say what they need it for"));
    TRY(require_words(gateway, "gateway", "Say which law allows it"));
    Change change{.kind = "record.shared"};
    change.body.set("agency", agency).set("purpose", purpose).set("gateway", gateway);
    TRY(commit_change(context, opened, std::move(change)));
    notify_agency(context, ref, agency, "A record has been shared with your agency");
    return opened;
}

Result<Opened> set_restricted(Context& context,
                              const access::Viewer& viewer,
                              std::string_view ref,
                              bool restricted,
                              const std::string& reason) {
    auto opened =
        TRY(begin_change(context, viewer, access::Action::Assign, ref, {}, Needs::AnyRecord));
    if (opened.pathway->access.restricted)
        return refuse(Fault::Invalid, "Every record of this pathway is restricted, always.");
    TRY(require_words(
        reason,
        "reason",
        restricted ? "Say why it must be restricted" : "Say why it may be opened again"));
    opened.record.restricted = restricted;
    Change change{.kind = "record.restricted"};
    change.body.set("restricted", restricted).set("reason", reason);
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

Result<Opened> name_user(Context& context,
                         const access::Viewer& viewer,
                         std::string_view ref,
                         const std::string& user,
                         const std::string& reason) {
    return party_act(context, viewer, ref, user, reason, "record.named");
}

Result<Opened> bar_user(Context& context,
                        const access::Viewer& viewer,
                        std::string_view ref,
                        const std::string& user,
                        const std::string& reason) {
    return party_act(context, viewer, ref, user, reason, "record.barred");
}

Result<void> break_glass(Context& context,
                         const access::Viewer& viewer,
                         std::string_view ref,
                         const std::string& reason) {
    const auto facts = TRY(facts_of(context, ref));
    const auto* pathway = context.definitions.pathway(facts.pathway);
    if (pathway == nullptr) return not_found();
    auto grant =
        TRY(access::allow(context.definitions, viewer, access::Action::BreakGlass, facts, reason));
    if (trim(reason).size() < kGlassWords) {
        return Refused(
            Problem{.message = "Say why you must see this now, in a sentence.",
                    .fields = {{"reason", "Say why you must see this now, in a sentence"}}});
    }
    auto record = load_record(context, grant);
    Opened opened{.grant = std::move(grant), .pathway = pathway, .record = std::move(record)};
    Change change{.kind = "record.glass-broken"};
    change.body.set("reason", reason).set("until", iso(context.now + kGlassMinutes * kMinute));
    TRY(commit_change(context, opened, std::move(change)));
    journal::note_look(context.db,
                       {.at = context.now,
                        .actor = viewer.user,
                        .agency = viewer.agency,
                        .action = "break-glass",
                        .subject = cat({"record/", std::string(ref)}),
                        .reason = reason});
    notify_lead(context, opened, "Break-glass was used on this record");
    // Whoever reviews it need not be on the record, which stays shut to them: the log is theirs.
    const auto look = cat({"/access-log?action=break-glass&record=", ref});
    notify_power(context,
                 {.ref = ref, .path = look},
                 "review-break-glass",
                 "Break-glass was used on this record: review it within two working days");
    return {};
}

}  // namespace longstone::work
