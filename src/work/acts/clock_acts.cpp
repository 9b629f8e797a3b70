#include "work/acts/clock_acts.h"

#include <algorithm>

#include "base/limit.h"
#include "base/text.h"

namespace longstone::work {
namespace {

Result<ClockState*> open_clock(Opened& opened, const std::string& id) {
    for (auto& clock : opened.record.clocks) {
        if (clock.clock == id && !clock.stopped) return &clock;
    }
    return Refused(Problem{.message = "That clock is not running.",
                           .fields = {{"clock", "Choose a clock that is running"}}});
}

}  // namespace

Result<Opened> pause_clock(Context& context,
                           const access::Viewer& viewer,
                           std::string_view ref,
                           const std::string& clock,
                           const std::string& reason,
                           std::optional<Instant> review_on) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    auto* state = TRY(open_clock(opened, clock));
    const auto* rule = opened.pathway->clock(clock);
    if (state->paused) return refuse(Fault::Invalid, "This clock stands still already.");
    if (rule == nullptr || rule->pauses.empty()) {
        return Refused(Problem{.message = "This clock may not be paused: its rule allows none. If "
                                          "it will be late, say why instead.",
                               .fields = {{"clock", "This clock may not be paused"}}});
    }
    if (std::find(rule->pauses.begin(), rule->pauses.end(), reason) == rule->pauses.end()) {
        return Refused(
            Problem{.message = "Give a reason that the rule allows.",
                    .fields = {{"reason", cat({"Choose one of: ", join(rule->pauses, ", ")})}}});
    }
    if (!review_on || *review_on <= context.now) {
        return Refused(Problem{.message = "Say when the pause will be looked at again.",
                               .fields = {{"review_on", "Enter a date that has not passed"}}});
    }
    state->paused = context.now;
    Change change{.kind = "record.clock-paused"};
    change.body.set("clock", clock).set("reason", reason).set("until", iso(*review_on));
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

Result<Opened> resume_clock(Context& context,
                            const access::Viewer& viewer,
                            std::string_view ref,
                            const std::string& clock) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    auto* state = TRY(open_clock(opened, clock));
    if (!state->paused) return refuse(Fault::Invalid, "This clock is running.");
    const auto stood = context.now.micros - state->paused->micros;
    const auto moved = [&](Instant instant) {
        return stood_later(stood_later(instant, -state->stood), state->stood + stood);
    };
    state->due = moved(state->due);
    if (state->warn) state->warn = moved(*state->warn);
    state->stood += stood;
    state->paused.reset();
    Change change{.kind = "record.clock-resumed"};
    change.body.set("clock", clock).set("now_due", iso(state->due));
    if (state->warn) change.body.set("now_warn", iso(*state->warn));
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

Result<Opened> explain_lateness(Context& context,
                                const access::Viewer& viewer,
                                std::string_view ref,
                                const std::string& clock,
                                const std::string& reason) {
    auto opened =
        TRY(begin_change(context, viewer, access::Action::Work, ref, {}, Needs::AnyRecord));
    TRY(require_words(reason, "reason", "Say why it is late"));
    // Of a clock that repeats, the run that was late last.
    const ClockState* run = nullptr;
    for (const auto& state : opened.record.clocks) {
        if (state.clock != clock) continue;
        if (run == nullptr || state.late(context.now) || !run->late(context.now)) run = &state;
    }
    if (run == nullptr)
        return Refused(Problem{.message = "There is no such clock here.",
                               .fields = {{"clock", "Choose a clock of this record"}}});
    const auto n = run->n;
    for (auto& state : opened.record.clocks) {
        if (state.clock == clock && state.n == n) state.late_reason = reason;
    }
    Change change{.kind = "record.late-explained"};
    change.body.set("clock", clock).set("n", n).set("reason", reason);
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

}  // namespace longstone::work
