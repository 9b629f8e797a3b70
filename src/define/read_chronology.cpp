#include "define/read.h"

namespace longstone::define {

namespace {

CodeWeights read_weights(const Node& node, Errors& errors) {
    const MapReader map(node, "what codes weigh", keys::kChronologyWeighs, errors);
    return {.grave = map.list("grave"),
            .serious = map.list("serious"),
            .some = map.list("some"),
            .place = node.place};
}

}  // namespace

void read_chronology(const Node& node, Definitions& definitions, Errors& errors) {
    const MapReader map(node, "chronology", keys::kChronology, errors);
    LineOfTime& line = definitions.line;
    line.place = node.place;
    line.adds = map.list("adds");
    line.leaves_out = map.list("leaves-out");
    line.siblings = map.list("siblings");
    map.each("weighs", [&](const std::string& list, const Node& value) {
        line.weighs[list] = read_weights(value, errors);
    });
    if (const Node* gap = map.node("gap")) {
        const MapReader one(*gap, "a gap", keys::kChronologyGap, errors);
        line.gap_days = one.whole("days", 1, line.gap_days);
        line.gap_times = one.whole("times", 1, line.gap_times);
        line.gap_silences = one.whole("silences", 1, line.gap_silences);
        line.gap_alone = one.whole("alone", 1, line.gap_alone);
    }
    if (const Node* burst = map.node("burst")) {
        const MapReader one(*burst, "a burst", keys::kChronologyBurst, errors);
        line.burst_days = one.whole("days", 1, line.burst_days);
        line.burst_least = one.whole("least", 2, line.burst_least);
        line.burst_once_in = one.whole("once-in", 2, line.burst_once_in);
    }
}

}  // namespace longstone::define
