#include "work/acts/assign.h"

#include <algorithm>

#include "access/accounts.h"
#include "base/text.h"
#include "work/notices.h"

namespace longstone::work {

std::vector<Lead> who_may_lead(Context& context, const define::Pathway& pathway) {
    std::vector<Lead> leads;
    for (const auto& user :
         access::users_in_roles(context.db, context.definitions, pathway.access.lead)) {
        leads.push_back(
            {.user = user.name,
             .agency = user.agency,
             .name = user.shown,
             .post = user.post,
             .open_records = context.db.integer(
                 "select count(*) from record where lead_user = $1 and closed_at is null",
                 {user.name})});
    }
    return leads;
}

Result<Opened> assign_lead(Context& context,
                           const access::Viewer& viewer,
                           std::string_view ref,
                           SeenRev seen,
                           const std::string& user) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Assign, ref, seen));
    const auto leads = who_may_lead(context, *opened.pathway);
    const auto lead =
        std::find_if(leads.begin(), leads.end(), [&](const Lead& l) { return l.user == user; });
    if (lead == leads.end())
        return Refused(Problem{.message = "Choose somebody who may lead this.",
                               .fields = {{"lead", "Choose somebody from the list"}}});
    if (opened.record.lead == user) return opened;
    opened.record.lead = user;
    opened.record.lead_agency = lead->agency;
    Change change{.kind = "record.lead-assigned"};
    change.body.set("lead", user).set("lead_agency", lead->agency);
    TRY(commit_change(context, opened, std::move(change)));
    notify_user(context, ref, user, "You now lead this record");
    return opened;
}

}  // namespace longstone::work
