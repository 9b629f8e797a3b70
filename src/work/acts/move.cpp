#include "work/acts/move.h"

#include <algorithm>

#include "base/text.h"
#include "work/acts/answer_record.h"
#include "work/acts/follow_on.h"
#include "work/acts/requests.h"
#include "work/acts/samples.h"
#include "work/notices.h"

namespace longstone::work {
namespace {

Refused refuse_move(const define::Pathway& pathway, const OpenMove& move) {
    const auto* stage = pathway.stage(move.move->to);
    Problem problem{.fault = Fault::Invalid,
                    .message = cat({"To move to ",
                                    stage == nullptr ? move.move->to : stage->name,
                                    " these are still needed."})};
    for (const auto& missing : move.missing) {
        problem.fields.push_back({.field = missing.anchor, .message = missing.sentence});
    }
    return Refused(std::move(problem));
}

Result<OpenMove> find_move(const Context& context, const Opened& opened, const std::string& to) {
    const Situation situation{.definitions = context.definitions,
                              .pathway = *opened.pathway,
                              .record = opened.record,
                              .now = context.now};
    const auto moves = moves_of(situation);
    const auto found = std::find_if(
        moves.begin(), moves.end(), [&](const OpenMove& m) { return m.move->to == to; });
    if (found != moves.end()) return *found;
    std::vector<std::string> names;
    for (const auto& move : moves) {
        names.push_back(move.move->to);
    }
    return Refused(Problem{
        .message = cat({"There is no move to “",
                        to,
                        "” from here",
                        names.empty() ? "." : cat({". It can move to: ", join(names, ", "), "."})}),
        .fields = {{.field = "to",
                    .message = names.empty() ? "No move is open"
                                             : cat({"Choose one of: ", join(names, ", ")})}}});
}

}  // namespace

Result<Moved> move_record(Context& context,
                          const access::Viewer& viewer,
                          std::string_view ref,
                          SeenRev seen,
                          const MoveAsked& asked) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, seen));
    const auto* from = opened.pathway->stage(opened.record.stage);
    if (from == nullptr) return not_found();
    Change change{.kind = "record.moved", .happened_at = asked.happened_at};
    TRY(take_answers(context, opened, answerable(context, opened), asked.answers, change));
    const auto move = TRY(find_move(context, opened, asked.to));
    if (!may_move(*opened.pathway, *from, *move.move, viewer)) {
        return Refused(
            Problem{.message = "This decision belongs to another role. Ask them to make it.",
                    .fields = {{"to", "Not yours to decide"}}});
    }
    if (!move.missing.empty()) return refuse_move(*opened.pathway, move);
    if (move.move->reason) TRY(require_words(asked.reason, "reason", "Say why"));
    const auto* to = opened.pathway->stage(asked.to);
    const Instant at = asked.happened_at.value_or(context.now);
    change.body.set("from", from->id).set("to", to->id);
    if (!asked.reason.empty()) change.body.set("reason", asked.reason);
    if (move.move->back) change.body.set("back", true);
    note_step(opened, move.move->step, change.body);
    change.happenings.push_back({.kind = define::Trigger::Kind::Left, .what = from->id});
    change.happenings.push_back({.kind = define::Trigger::Kind::Entered, .what = to->id});
    opened.record.stage = to->id;
    opened.record.visits.push_back(
        {.stage = to->id, .by = viewer.user, .reason = asked.reason, .at = at});
    if (to->closes) {
        change.body.set("closes", true);
        change.happenings.push_back({.kind = define::Trigger::Kind::Closed});
        opened.record.closed = at;
    }
    TRY(commit_change(context, opened, std::move(change)));
    TRY(send_requests(context, opened, *to));
    auto follow_ons = TRY(open_follow_ons(context, opened, to->id));
    const auto sampled = TRY(open_sampled(context, opened, to->id));
    follow_ons.insert(follow_ons.end(), sampled.begin(), sampled.end());
    notify_moved(context, opened);
    return Moved{.opened = std::move(opened), .follow_ons = std::move(follow_ons)};
}

}  // namespace longstone::work
