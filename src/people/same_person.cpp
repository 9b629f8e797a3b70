#include "people/same_person.h"

#include <algorithm>

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

// The revision that a judge saw is the one person's alone. What somebody said meanwhile at the
// other's is not taken back unseen.
bool said_at(store::Session& db, std::string_view person, const Standing& standing) {
    return standing.model.empty() &&
           std::ranges::any_of(
               journal::read_stream(db, stream_of(person)),
               [&](const journal::Event& event) { return event.body.text("id") == standing.id; });
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
    const auto standing = standing_between(context.db, grant.subject(), other);
    if (other == grant.subject()) {
        problems.push_back({.field = "other", .message = "Choose another person"});
    } else if (standing && standing->same == same) {
        problems.push_back({.field = "other",
                            .message = same ? "These two are already taken to be one person"
                                            : "These two are already taken to be different"});
    }
    if (trim(reason).empty()) {
        problems.push_back({.field = "reason", .message = "Say what makes you think so"});
    }
    if (!problems.empty()) return refuse_fields(std::move(problems));
    if (standing && said_at(context.db, other, *standing))
        return refuse(Fault::Conflict,
                      standing->same
                          ? "Somebody has said that these two are one person. If that is wrong, "
                            "take it back first."
                          : "Somebody has said that these two are different people. If that is "
                            "wrong, take it back first.");
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

std::optional<Standing> standing_between(store::Session& db,
                                         std::string_view person,
                                         std::string_view other) {
    const auto row = db.one(
        "select id, says, model from person_same where person = $1 and other = $2 and ended_at is "
        "null order by seq desc limit 1",
        {person, other});
    if (!row) return {};
    return Standing{.id = row->text(0), .same = row->text(1) == "same", .model = row->text(2)};
}

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
