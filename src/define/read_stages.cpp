#include <algorithm>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

Need read_need(const Node& node, Errors& errors) {
    Need need{.place = node.place};
    if (node.is_text()) {
        need.kind = text_of(node, errors);
    } else {
        const MapReader map(node, "a need", keys::kNeed, errors);
        need.kind = map.required_text("need");
        need.what = map.text("what");
        need.sentence = map.text("sentence");
        need.when = map.condition("when");
    }
    const std::vector<std::string> known(kNeeds.begin(), kNeeds.end());
    if (!need.kind.empty() && std::find(known.begin(), known.end(), need.kind) == known.end())
        errors.unknown(
            node.is_map() ? node.at({"need"}).place : node.place, "need", need.kind, known);
    return need;
}

// A stage that asks something is not left before it is answered, unless the move says needs: [].
void read_needs(const MapReader& map, bool stage_asks, Move& move) {
    const Node* needs = map.node("needs");
    if (needs != nullptr && !needs->is_list()) {
        move.needs.push_back(read_need(*needs, map.errors()));
    } else if (needs != nullptr) {
        if (needs->items.empty()) return;
        for (const Node& item : needs->items)
            move.needs.push_back(read_need(item, map.errors()));
    }
    const bool said = std::any_of(move.needs.begin(), move.needs.end(), [](const Need& need) {
        return need.kind == "answers";
    });
    if (stage_asks && !said)
        move.needs.insert(move.needs.begin(), Need{.kind = "answers", .place = move.place});
}

Move read_move(const std::string& to, const Node& node, bool stage_asks, Errors& errors) {
    const MapReader map(node, "a move", keys::kMove, errors);
    Move move{.to = to,
              .name = map.text("name"),
              .when = map.condition("when"),
              .who = map.list("who"),
              .reason = map.yes("reason"),
              .back = map.yes("back"),
              .step = map.word("step", keys::kSteps, ""),
              .place = node.place};
    read_needs(map, stage_asks, move);
    return move;
}

}  // namespace

RequestRule read_request(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a request", keys::kRequest, errors);
    RequestRule rule{.id = id,
                     .name = map.text("name"),
                     .form = map.required_text("form"),
                     .to_kinds = map.list("to"),
                     .preselect = map.list("preselect"),
                     .blind_until = map.text("blind-until"),
                     .compare = map.text("compare"),
                     .at_least = map.whole("at-least", 0, 0),
                     .to_field = map.text("to-field"),
                     .sends = map.yes("sends"),
                     .when = map.condition("when"),
                     .by = map.list("by"),
                     .shares = map.list("shares"),
                     .anonymous = map.yes("anonymous"),
                     .carries = map.yes("carries"),
                     .gives = map.text("gives"),
                     .place = node.place};
    if (rule.name.empty()) rule.name = words_of(id);
    if (const Node* due = map.node("due"))
        rule.due = read_within(*due, errors);
    else
        errors.add(node.place, "a request needs \"due\"", "Say how long an agency has.");
    if (rule.to_kinds.empty() && rule.to_field.empty())
        errors.add(node.place,
                   "a request needs \"to\" or \"to-field\"",
                   "List the kinds of agency it may go to, or name the field that says which.");
    return rule;
}

MeetingRule read_meeting(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a meeting", keys::kMeeting, errors);
    MeetingRule rule{.id = id,
                     .name = map.text("name"),
                     .chair = map.list("chair"),
                     .invites = map.list("invites"),
                     .quorum = map.list("quorum"),
                     .asks = map.text("asks"),
                     .minutes_within = map.limit("minutes"),
                     .group = map.text("group"),
                     .reports = map.text("reports"),
                     .held = read_dates(map),
                     .place = node.place};
    if (rule.name.empty()) rule.name = words_of(id);
    return rule;
}

Stage read_stage(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a stage", keys::kStage, errors);
    Stage stage{.id = id,
                .name = map.text("name"),
                .who = map.list("who"),
                .asks = map.list("asks"),
                .holds = map.list("holds"),
                .closes = map.yes("closes"),
                .hint = map.text("hint"),
                .place = node.place};
    if (stage.name.empty()) stage.name = words_of(id);
    map.each("requests", [&](const std::string& request, const Node& value) {
        stage.requests.push_back(read_request(request, value, errors));
    });
    map.each("links", [&](const std::string& link, const Node& value) {
        stage.links.push_back(read_link(link, value, errors));
    });
    map.each("next", [&](const std::string& to, const Node& value) {
        stage.next.push_back(read_move(to, value, !stage.asks.empty(), errors));
    });
    return stage;
}

}  // namespace longstone::define
