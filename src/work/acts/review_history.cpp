#include "work/acts/review_history.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::work {

Result<Opened> review_history(Context& context,
                              const access::Viewer& viewer,
                              std::string_view ref,
                              SeenRev seen,
                              const std::vector<HistoryDecision>& decisions) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, seen));
    if (decisions.empty()) return opened;
    std::vector<FieldProblem> problems;
    Json items = Json::array();
    for (const auto& decision : decisions) {
        const auto field = cat({"history/", decision.record});
        const auto found =
            std::find_if(opened.record.earlier.begin(),
                         opened.record.earlier.end(),
                         [&](const EarlierRecord& e) { return e.ref == decision.record; });
        if (found == opened.record.earlier.end()) {
            problems.push_back(
                {.field = field,
                 .message = cat({decision.record, " is not among the earlier records here"})});
            continue;
        }
        if (decision.decision != "opened" && decision.decision != "set-aside") {
            problems.push_back(
                {.field = field,
                 .message = cat({"Say whether you opened ", decision.record, " or set it aside"})});
        } else if (decision.decision == "set-aside" && trim(decision.reason).empty()) {
            problems.push_back(
                {.field = field, .message = cat({"Say why ", decision.record, " was set aside"})});
        }
        found->decision = decision.decision;
        found->reason = decision.reason;
        found->by = viewer.user;
        items.push(Json::object({{"record", decision.record},
                                 {"decision", decision.decision},
                                 {"reason", decision.reason}}));
    }
    if (!problems.empty())
        return Refused(Problem{.message = "Some of the history needs attention. Nothing was saved.",
                               .fields = std::move(problems)});
    Change change{.kind = "record.history-reviewed"};
    change.body.set("items", std::move(items));
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

}  // namespace longstone::work
