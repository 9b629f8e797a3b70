#include "work/acts/tell.h"

#include <algorithm>

#include "base/text.h"
#include "work/notices.h"

namespace longstone::work {
namespace {

Result<void> check_telling(const Context& context, const Opened& opened, const Telling& telling) {
    const Situation situation{.definitions = context.definitions,
                              .pathway = *opened.pathway,
                              .record = opened.record,
                              .now = context.now};
    const auto owed = told_and_owed(situation);
    const bool known = std::any_of(opened.pathway->tells.begin(),
                                   opened.pathway->tells.end(),
                                   [&](const auto& rule) { return rule.whom == telling.whom; });
    if (!known) {
        std::vector<std::string> names;
        for (const auto& rule : opened.pathway->tells) {
            names.push_back(rule.whom);
        }
        return Refused(Problem{
            .message = "Choose who is told.",
            .fields = {{.field = "whom", .message = cat({"Choose one of: ", join(names, ", ")})}}});
    }
    const bool concerned =
        telling.agency.empty() || std::any_of(owed.begin(), owed.end(), [&](const Owed& o) {
            return o.rule->whom == telling.whom && o.agency == telling.agency;
        });
    if (!concerned)
        return Refused(Problem{.message = "That agency took no part here.",
                               .fields = {{"agency", "Choose an agency that took part"}}});
    if (!trim(telling.not_told_reason).empty()) return {};
    TRY(require_words(telling.how, "how", "Say how they were told, or why they were not"));
    return require_words(telling.words, "words", "Write what they were told");
}

}  // namespace

Result<Opened> tell(Context& context,
                    const access::Viewer& viewer,
                    std::string_view ref,
                    SeenRev seen,
                    const Telling& telling) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, seen));
    TRY(check_telling(context, opened, telling));
    if (telling.at && *telling.at > context.now + 5 * kMinute) {
        return Refused(Problem{.message = "They cannot have been told in the future.",
                               .fields = {{"at", "Enter a time that has passed"}}});
    }
    Change change{.kind = "record.told", .happened_at = telling.at};
    change.body.set("whom", telling.whom).set("agency", telling.agency);
    if (trim(telling.not_told_reason).empty()) {
        change.body.set("how", telling.how).set("words", telling.words);
        change.happenings = {{.kind = define::Trigger::Kind::Told, .what = telling.whom}};
    } else {
        change.body.set("not_told_reason", telling.not_told_reason);
        change.happenings = {{.kind = define::Trigger::Kind::Told, .what = telling.whom}};
    }
    opened.record.told.push_back({.whom = telling.whom,
                                  .agency = telling.agency,
                                  .how = telling.how,
                                  .words = telling.words,
                                  .not_told_reason = telling.not_told_reason,
                                  .by = viewer.user,
                                  .at = telling.at.value_or(context.now)});
    TRY(commit_change(context, opened, std::move(change)));
    if (!trim(telling.not_told_reason).empty()) return opened;
    if (telling.whom == "referrer" && opened.record.opened_by != "public")
        notify_user(context, ref, opened.record.opened_by, "There is an outcome for you to read");
    if (!telling.agency.empty())
        notify_agency(context, ref, telling.agency, "There is an outcome for you to read");
    return opened;
}

}  // namespace longstone::work
