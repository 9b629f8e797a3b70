#include "work/engine.h"

// What happens to clocks, brought into a record and written into its event.
namespace longstone::work {

void put_clocks(RecordState& record, const std::vector<ClockEffect>& effects) {
    for (const auto& effect : effects) {
        if (effect.kind == ClockEffect::Kind::Start) {
            record.clocks.push_back({.clock = effect.clock,
                                     .n = effect.n,
                                     .started = effect.started,
                                     .due = effect.due,
                                     .warn = effect.warn});
            continue;
        }
        for (auto& clock : record.clocks) {
            if (clock.clock != effect.clock || clock.n != effect.n) continue;
            if (effect.kind == ClockEffect::Kind::Stop) clock.stopped = effect.stopped;
            if (effect.kind == ClockEffect::Kind::Due) {
                if (effect.restarts) clock.started = effect.started;
                clock.due = effect.due;
                clock.warn = effect.warn;
            }
        }
    }
}

Json to_json(const std::vector<ClockEffect>& effects) {
    Json list = Json::array();
    for (const auto& effect : effects) {
        Json entry = Json::object({{"clock", effect.clock}, {"n", effect.n}});
        if (effect.kind == ClockEffect::Kind::Start) entry.set("started", iso(effect.started));
        if (effect.restarts) entry.set("restarted", iso(effect.started));
        if (effect.kind != ClockEffect::Kind::Stop) entry.set("due", iso(effect.due));
        if (effect.warn) entry.set("warn", iso(*effect.warn));
        if (effect.kind == ClockEffect::Kind::Stop) entry.set("stopped", iso(effect.stopped));
        list.push(std::move(entry));
    }
    return list;
}

std::vector<ClockEffect> effects_from_json(const Json& json) {
    std::vector<ClockEffect> effects;
    for (const Json& entry : json.items()) {
        ClockEffect effect{.clock = entry.text("clock"), .n = entry["n"].integer(1)};
        effect.kind = entry.has("stopped")   ? ClockEffect::Kind::Stop
                      : entry.has("started") ? ClockEffect::Kind::Start
                                             : ClockEffect::Kind::Due;
        effect.restarts = entry.has("restarted");
        effect.started = parse_instant(entry.text(effect.restarts ? "restarted" : "started"))
                             .value_or(Instant{});
        effect.due = parse_instant(entry.text("due")).value_or(Instant{});
        effect.stopped = parse_instant(entry.text("stopped")).value_or(Instant{});
        if (entry.has("warn")) effect.warn = parse_instant(entry.text("warn"));
        effects.push_back(std::move(effect));
    }
    return effects;
}

}  // namespace longstone::work
