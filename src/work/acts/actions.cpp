#include "work/acts/actions.h"

#include "base/secret.h"
#include "base/text.h"
#include "work/notices.h"

namespace longstone::work {

Result<Opened> set_action(Context& context,
                          const access::Viewer& viewer,
                          std::string_view ref,
                          const NewAction& action) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    TRY(require_words(action.what, "what", "Say what must be done"));
    TRY(require_words(action.owner, "owner", "Say who will do it: a full name and role"));
    if (!action.agency.empty() &&
        context.definitions.partnership.agency(action.agency) == nullptr) {
        return Refused(Problem{.message = "Choose an agency from the list.",
                               .fields = {{"agency", "Choose an agency from the list"}}});
    }
    if (action.due && *action.due < london(context.now).date) {
        return Refused(Problem{.message = "The date has passed.",
                               .fields = {{"due", "Enter today or a later date"}}});
    }
    const auto id = new_id();
    Change change{.kind = "record.action-set"};
    change.body.set("action", id)
        .set("what", action.what)
        .set("owner", action.owner)
        .set("agency", action.agency);
    // Not "due": every change says by that word when its record is next due.
    if (action.due) change.body.set("by", iso(*action.due));
    opened.record.actions.push_back({.id = id,
                                     .what = action.what,
                                     .owner = action.owner,
                                     .agency = action.agency,
                                     .due = action.due,
                                     .set_at = context.now});
    TRY(commit_change(context, opened, std::move(change)));
    if (!action.agency.empty())
        notify_agency(context, ref, action.agency, "Your agency has an action to do");
    return opened;
}

Result<Opened> end_action(Context& context,
                          const access::Viewer& viewer,
                          std::string_view ref,
                          std::string_view action,
                          const std::string& status,
                          const std::string& evidence) {
    auto opened =
        TRY(begin_change(context, viewer, access::Action::Read, ref, {}, Needs::AnyRecord));
    ActionState* found = nullptr;
    for (auto& entry : opened.record.actions) {
        if (entry.id == action) found = &entry;
    }
    if (found == nullptr) return not_found();
    const bool own = !found->agency.empty() && found->agency == viewer.agency;
    const auto facts = TRY(facts_of(context, ref));
    if (!own && !access::allow(context.definitions, viewer, access::Action::Work, facts))
        return not_found();
    if (found->status != "open")
        return refuse(Fault::Invalid, "This action has been closed already.");
    if (status != "done" && status != "cancelled") {
        return Refused(Problem{.message = "Say whether it was done or cancelled.",
                               .fields = {{"status", "Select done or cancelled"}}});
    }
    TRY(require_words(
        evidence,
        "evidence",
        status == "done" ? "Say what shows that it was done" : "Say why it is cancelled"));
    found->status = status;
    found->evidence = evidence;
    found->done = context.now;
    Change change{.kind = "record.action-ended"};
    change.body.set("action", std::string(action)).set("status", status).set("evidence", evidence);
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

}  // namespace longstone::work
