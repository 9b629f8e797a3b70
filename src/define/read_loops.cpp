#include <algorithm>

#include "define/read.h"

namespace longstone::define {
namespace {

constexpr auto kWhat = keys::words("records", "actions", "measures");

LoopStep read_step(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a step of a loop", keys::kLoopStep, errors);
    LoopStep step{.id = id,
                  .name = map.text("name"),
                  .hint = map.text("hint"),
                  .pathways = map.list("pathways"),
                  .items = map.text("items"),
                  .link = map.text("link"),
                  .place = node.place};
    const auto what = map.word("what", kWhat, "records");
    if (what == "actions") step.kind = LoopStep::Kind::Actions;
    if (what == "measures") step.kind = LoopStep::Kind::Measures;
    if (step.name.empty()) step.name = words_of(id);
    const bool of_records = step.kind == LoopStep::Kind::Records;
    if (of_records && step.pathways.empty() && node.is_map())
        errors.add(node.place,
                   "this step names no pathway",
                   "Add pathways: [pathway], or what: actions or measures.");
    if (!of_records && !step.pathways.empty())
        errors.add(map.node("pathways")->place,
                   "only a step of records names pathways",
                   "Take this line away: actions and measures are those of what is followed.");
    return step;
}

}  // namespace

Loop read_loop(const Node& node, Errors& errors) {
    const MapReader map(node, "a loop", keys::kLoop, errors);
    Loop loop{.name = map.required_text("name"),
              .hint = map.text("hint"),
              .source = map.required_text("source"),
              .follows = map.required_text("follows"),
              .place = node.place};
    map.each("steps", [&](const std::string& id, const Node& value) {
        loop.steps.push_back(read_step(id, value, errors));
    });
    return loop;
}

const LoopStep* Loop::step(std::string_view wanted) const {
    const auto found = std::ranges::find(steps, wanted, &LoopStep::id);
    return found == steps.end() ? nullptr : &*found;
}

const LoopStep* Loop::step_of_pathway(std::string_view pathway) const {
    // What is followed first: a pathway may find something, and look at it again.
    const auto has = [&](const LoopStep& step) {
        return std::ranges::find(step.pathways, pathway) != step.pathways.end();
    };
    if (const auto* followed = step(follows); followed != nullptr && has(*followed))
        return followed;
    const auto found = std::ranges::find_if(steps, has);
    return found == steps.end() ? nullptr : &*found;
}

std::size_t Loop::place_of(const LoopStep& wanted) const {
    return static_cast<std::size_t>(std::ranges::find(steps, wanted.id, &LoopStep::id) -
                                    steps.begin());
}

}  // namespace longstone::define
