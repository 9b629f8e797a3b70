#include "people/same_person.h"

#include "access/policy.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/rules.h"
#include "people/sight.h"
#include "store/store.h"

namespace longstone::people {
namespace {

bool stands_already(store::Session& db,
                    std::string_view person,
                    std::string_view other,
                    std::string_view says) {
    return db.integer(
               "select count(*) from person_same where person = $1 and other = $2 and "
               "says = $3 and ended_at is null",
               {person, other, says}) > 0;
}

Result<std::int64_t> judge(const Context& context,
                           const access::Grant& grant,
                           std::int64_t rev,
                           std::string_view other,
                           std::string_view reason,
                           bool same) {
    TRY(may_edit(context, grant, grant.subject()));
    if (sight_of(context, grant.viewer(), other) != Sight::Whole) return not_found();
    std::vector<FieldProblem> problems;
    if (other == grant.subject()) {
        problems.push_back({.field = "other", .message = "Choose another person"});
    } else if (stands_already(context.db, grant.subject(), other, same ? "same" : "different")) {
        problems.push_back({.field = "other",
                            .message = same ? "These two are already taken to be one person"
                                            : "These two are already taken to be different"});
    }
    if (trim(reason).empty()) {
        problems.push_back({.field = "reason", .message = "Say what makes you think so"});
    }
    if (!problems.empty()) return refuse_fields(std::move(problems));
    const journal::Event event = TRY(journal::append(
        context.db,
        context.projections,
        {.stream = stream_of(grant.subject()),
         .after_rev = rev,
         .happened_at = context.now,
         .recorded_at = context.now,
         .actor = grant.viewer().user,
         .agency = grant.viewer().agency,
         .kind = same ? "person.same-as" : "person.not-same-as",
         .body = Json::object({{"id", new_id()}, {"other", other}, {"reason", trim(reason)}})}));
    return event.stream_rev;
}

}  // namespace

Result<std::int64_t> judge_same(const Context& context,
                                const access::Grant& grant,
                                std::int64_t rev,
                                std::string_view other,
                                std::string_view reason) {
    return judge(context, grant, rev, other, reason, true);
}

Result<std::int64_t> judge_different(const Context& context,
                                     const access::Grant& grant,
                                     std::int64_t rev,
                                     std::string_view other,
                                     std::string_view reason) {
    return judge(context, grant, rev, other, reason, false);
}

Result<std::int64_t> withdraw_judgement(const Context& context,
                                        const access::Grant& grant,
                                        std::int64_t rev,
                                        std::string_view id,
                                        std::string_view reason) {
    TRY(may_edit(context, grant, grant.subject()));
    const auto row = context.db.one(
        "select other from person_same where person = $1 and id = $2 and ended_at is null",
        {grant.subject(), id});
    if (!row || sight_of(context, grant.viewer(), row->text(0)) != Sight::Whole) return not_found();
    if (trim(reason).empty())
        return refuse_fields({{.field = "reason", .message = "Say why it is taken back"}});
    const journal::Event event = TRY(journal::append(
        context.db,
        context.projections,
        {.stream = stream_of(grant.subject()),
         .after_rev = rev,
         .happened_at = context.now,
         .recorded_at = context.now,
         .actor = grant.viewer().user,
         .agency = grant.viewer().agency,
         .kind = "person.same-withdrawn",
         .body = Json::object({{"id", id}, {"other", row->text(0)}, {"reason", trim(reason)}})}));
    return event.stream_rev;
}

}  // namespace longstone::people
