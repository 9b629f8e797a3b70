#include "define/read.h"

// What the partnership's own pages show of a pathway.
namespace longstone::define {
namespace {

GroupPart read_group_part(const Node& node, Errors& errors) {
    const MapReader map(node, "what belongs to a group", keys::kGroupPart, errors);
    return {.of = map.text("of"),
            .to = map.text("to"),
            .name = map.required_text("name"),
            .next = map.text("next"),
            .shows = map.list("shows"),
            .itself = map.yes("itself"),
            .place = node.place};
}

Publication read_publication(const Node& node, Errors& errors) {
    const MapReader map(node, "what is published", keys::kPublishes, errors);
    Publication part{.page = map.required_text("page"),
                     .name = map.required_text("name"),
                     .hint = map.text("hint"),
                     .stages = map.list("stages"),
                     .series = map.list("series"),
                     .version = map.text("version"),
                     .from = map.required_text("from"),
                     .review = map.text("review"),
                     .why = map.text("why"),
                     .changed = map.text("changed"),
                     .source = map.list("source"),
                     .shows = map.list("shows"),
                     .filters = map.list("filters"),
                     .receipts = map.yes("receipts"),
                     .place = node.place};
    if (const Node* open = map.node("public")) {
        part.to_public = open->is_map() || map.yes("public");
        if (open->is_map()) part.public_when = map.condition("public");
    }
    return part;
}

PriorityPart read_priorities(const Node& node, Errors& errors) {
    const MapReader map(node, "the priorities of a plan", keys::kPriorities, errors);
    return {.pathway = map.required_text("pathway"),
            .change = map.text("change"),
            .year = map.text("year"),
            .drivers = map.text("drivers"),
            .owner = map.text("owner"),
            .board = map.text("board"),
            .group = map.text("group"),
            .measures = map.text("measures"),
            .direction = map.text("direction"),
            .difference = map.text("difference"),
            .actions = map.text("actions"),
            .action = map.text("action"),
            .agency = map.text("agency"),
            .who = map.text("who"),
            .due = map.text("due"),
            .evidence = map.text("evidence"),
            .rating = map.text("rating")};
}

PlanPart read_plan(const Node& node, Errors& errors) {
    const MapReader map(node, "a plan", keys::kPlan, errors);
    PlanPart part{.stages = map.list("stages"),
                  .from = map.text("from"),
                  .until = map.text("until"),
                  .shows = map.list("shows"),
                  .place = node.place};
    if (const Node* priorities = map.node("priorities"))
        part.priorities = read_priorities(*priorities, errors);
    else if (node.is_map())
        errors.add(
            node.place, "a plan needs \"priorities\"", "Say of which pathway its priorities are.");
    return part;
}

ScrutinyPart read_scrutiny(const Node& node, Errors& errors) {
    const MapReader map(node, "scrutiny", keys::kScrutiny, errors);
    ScrutinyPart part{.standards = map.required_text("standards"),
                      .from = map.text("from"),
                      .until = map.text("until"),
                      .reported = map.required_text("reported"),
                      .whole = map.text("whole"),
                      .evidence = map.required_text("evidence"),
                      .standard = map.required_text("standard"),
                      .method = map.required_text("method"),
                      .on = map.text("on"),
                      .what = map.text("what"),
                      .where = map.text("where"),
                      .place = node.place};
    map.each("judges", [&](const std::string& standard, const Node& value) {
        part.judges[standard] = text_of(value, errors);
    });
    return part;
}

RegisterPart read_register(const Node& node, Errors& errors) {
    const MapReader map(node, "a register", keys::kRegister, errors);
    return {.name = map.required_text("name"),
            .hint = map.text("hint"),
            .shows = map.list("shows"),
            .place = node.place};
}

}  // namespace

void read_pages(const Node& node, Pathway& pathway, Errors& errors) {
    if (const Node* part = node.find("group")) pathway.group = read_group_part(*part, errors);
    if (const Node* part = node.find("publishes"))
        pathway.publishes = read_publication(*part, errors);
    if (const Node* part = node.find("plan")) pathway.plan = read_plan(*part, errors);
    if (const Node* part = node.find("scrutiny")) pathway.scrutiny = read_scrutiny(*part, errors);
    if (const Node* part = node.find("register")) pathway.registers = read_register(*part, errors);
}

}  // namespace longstone::define
