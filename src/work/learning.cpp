#include "work/learning.h"

#include <algorithm>

#include "access/accounts.h"
#include "access/reach.h"
#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/note.h"
#include "work/notices.h"

namespace longstone::work {
namespace {

constexpr std::string_view kStream = "learning/";

Refused wrong(std::string field, const std::string& message) {
    return Refused(
        Problem{.message = message, .fields = {{.field = std::move(field), .message = message}}});
}

#define LONGSTONE_LEARNED                                                                    \
    "select id, learner, agency, requirement, title, provider, evidence, confirmer, state, " \
    "decided_by, reason, done_on, entered_at from learning "

Learned learned_of(const store::Row& row) {
    return {.id = row.text(0),
            .learner = row.text(1),
            .agency = row.text(2),
            .requirement = row.text(3),
            .title = row.text(4),
            .provider = row.text(5),
            .evidence = row.text(6),
            .confirmer = row.text(7),
            .state = row.text(8),
            .decided_by = row.text(9),
            .reason = row.text(10),
            .on = parse_date(row.text(11)),
            .entered = Instant{row.integer(12)}};
}

bool may_confirm(const Context& context, const access::Viewer& viewer, const Learned& learned) {
    if (learned.learner == viewer.user || viewer.user.empty()) return false;
    return learned.confirmer == viewer.user ||
           std::ranges::any_of(viewer.posts, [&](const access::PostHeld& held) {
               return held.agency == learned.agency &&
                      access::post_has_power(context.definitions, held, "approve-training");
           });
}

std::string stream_of(const std::string& learner) {
    return cat({kStream, learner});
}

Result<void> check(Context& context, const access::Viewer& viewer, const EnterLearning& entered) {
    if (trim(entered.title).empty()) return wrong("title", "Say what you learned");
    if (trim(entered.provider).empty()) return wrong("provider", "Say who gave it");
    if (!entered.on) return wrong("on", "Give the day on which you finished it");
    if (*entered.on > london(context.now).date) return wrong("on", "Give a day that has passed");
    if (!entered.requirement.empty() && !context.definitions.training.contains(entered.requirement))
        return wrong("requirement", "Choose from the list");
    const auto people = access::users_at(context.db, viewer.agency);
    const bool there = std::ranges::any_of(people, [&](const auto& user) {
        return user.name == entered.confirmer && user.name != viewer.user;
    });
    if (!there) return wrong("manager", "Choose somebody else of your own agency to confirm it");
    return {};
}

void apply_learning(store::Session& db, const journal::Event& e) {
    if (!e.stream.starts_with(kStream) || e.body.is_null()) return;
    if (e.kind == "learning.entered") {
        db.run(
            "insert into learning (id, learner, agency, requirement, title, provider, evidence, "
            "confirmer, state, decided_by, reason, done_on, entered_at) values ($1, $2, $3, $4, "
            "$5, $6, $7, $8, 'entered', '', '', $9, $10)",
            {e.body.text("id"),
             e.stream.substr(kStream.size()),
             e.agency,
             e.body.text("requirement"),
             e.body.text("title"),
             e.body.text("provider"),
             e.body.text("evidence"),
             e.body.text("confirmer"),
             e.body.text("on"),
             e.happened_at.micros});
    }
    const bool confirmed = e.kind == "learning.confirmed";
    if (confirmed || e.kind == "learning.declined")
        db.run("update learning set state = $2, decided_by = $3, reason = $4 where id = $1",
               {e.body.text("id"),
                confirmed ? "confirmed" : "declined",
                e.actor,
                e.body.text("reason")});
}

}  // namespace

Result<std::string> enter_learning(Context& context,
                                   const access::Viewer& viewer,
                                   const EnterLearning& entered) {
    TRY(access::allow(viewer, access::Action::BookPlaces));
    TRY(check(context, viewer, entered));
    auto id = new_id();
    TRY(people::note(context,
                     viewer,
                     stream_of(viewer.user),
                     "learning.entered",
                     Json::object({{"id", id},
                                   {"requirement", entered.requirement},
                                   {"title", std::string(trim(entered.title))},
                                   {"provider", std::string(trim(entered.provider))},
                                   {"evidence", std::string(trim(entered.evidence))},
                                   {"confirmer", entered.confirmer},
                                   {"on", iso(*entered.on)}})));
    notify_user_at(context,
                   {.ref = "Training", .path = "/training/approvals"},
                   entered.confirmer,
                   cat({viewer.name, " asks you to confirm what they learned elsewhere"}));
    return id;
}

Result<void> decide_learning(Context& context,
                             const access::Viewer& viewer,
                             std::string_view id,
                             bool confirms,
                             const std::string& reason) {
    TRY(access::allow(viewer, access::Action::BookPlaces));
    const auto row = context.db.one(LONGSTONE_LEARNED "where id = $1", {id});
    if (!row) return not_found();
    const auto learned = learned_of(*row);
    if (!may_confirm(context, viewer, learned)) return not_found();
    if (learned.state != "entered") return refuse(Fault::Invalid, "This has been decided already.");
    if (!confirms && trim(reason).empty()) return wrong("reason", "Say why it is not confirmed");
    TRY(people::note(context,
                     viewer,
                     stream_of(learned.learner),
                     confirms ? "learning.confirmed" : "learning.declined",
                     Json::object({{"id", learned.id}, {"reason", std::string(trim(reason))}})));
    notify_user_at(context,
                   {.ref = "Training", .path = "/training/mine"},
                   learned.learner,
                   confirms ? "What you learned elsewhere is confirmed"
                            : "What you learned elsewhere was not confirmed");
    return {};
}

std::vector<Learned> learning_of(Context& context, const access::Viewer& viewer) {
    std::vector<Learned> all;
    for (const auto& row : context.db.rows(
             LONGSTONE_LEARNED "where learner = $1 order by done_on desc, id", {viewer.user}))
        all.push_back(learned_of(row));
    return all;
}

std::vector<Learned> learning_to_confirm(Context& context, const access::Viewer& viewer) {
    std::vector<Learned> all;
    for (const auto& row :
         context.db.rows(LONGSTONE_LEARNED "where state = 'entered' order by entered_at, id", {}))
        all.push_back(learned_of(row));
    std::erase_if(all, [&](const auto& one) { return !may_confirm(context, viewer, one); });
    return all;
}

journal::Projection learning_projection() {
    return {.name = "learning", .tables = {"learning"}, .apply = apply_learning};
}

}  // namespace longstone::work
