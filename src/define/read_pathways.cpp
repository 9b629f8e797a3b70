#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

constexpr auto kAbout = keys::words(
    "child", "adult", "person", "professional", "agency", "place", "group-of-people", "topic");
constexpr auto kHarms = keys::words("immediate", "likely");
constexpr auto kSensitivities = keys::words("normal", "restricted", "sealed");
constexpr auto kColours = keys::words("grey",
                                      "green",
                                      "turquoise",
                                      "blue",
                                      "light-blue",
                                      "purple",
                                      "pink",
                                      "red",
                                      "orange",
                                      "yellow");

Access read_access(const Node& node, Errors& errors) {
    const MapReader map(node, "access", keys::kAccess, errors);
    const std::string sensitivity = map.word("sensitivity", kSensitivities, "normal");
    return {.lead = map.list("lead"),
            .works = map.list("works"),
            .sees = map.list("sees"),
            .opens = map.list("opens"),
            .assigns = map.list("assigns"),
            .open_to_public = map.yes("public"),
            .involved_agencies_see = map.yes("involved-see", true),
            .restricted = sensitivity != "normal",
            .sealed = sensitivity == "sealed",
            .audience = map.text("audience")};
}

PeopleRule read_people(const std::string& role, const Node& node, Errors& errors) {
    const MapReader map(node, "a role of people", keys::kPeople, errors);
    PeopleRule rule{.role = role,
                    .name = map.text("name"),
                    .required = map.yes("required"),
                    .many = map.yes("many"),
                    .subject = map.yes("subject"),
                    .ask_by_name = map.yes("ask-by-name"),
                    .ask = map.text("ask"),
                    .kinds = map.list("kind")};
    if (rule.name.empty()) rule.name = words_of(role);
    return rule;
}

OpenRule read_open(const std::string& pathway, const Node& node, Errors& errors) {
    const MapReader map(node, "a rule that opens a record", keys::kOpen, errors);
    OpenRule rule{.pathway = pathway,
                  .when = map.condition("when"),
                  .at = map.required_text("at"),
                  .copies = map.list("copies"),
                  .each = map.text("each"),
                  .each_as = map.has("each-as") ? map.text("each-as") : "subject",
                  .link = map.has("link") ? map.text("link") : "led-to",
                  .step = map.word("step", keys::kSteps, ""),
                  .again = map.yes("again"),
                  .unless_open = map.yes("unless-open"),
                  .place = node.place};
    map.each("roles", [&](const std::string& here, const Node& there) {
        rule.roles[here] = text_of(there, errors);
    });
    map.each("renames", [&](const std::string& here, const Node& there) {
        rule.renames[here] = text_of(there, errors);
    });
    return rule;
}

Flag read_flag(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a flag", keys::kFlag, errors);
    Flag flag{.id = id,
              .name = map.required_text("name"),
              .colour = map.word("colour", kColours, "grey"),
              .when = map.condition("when")};
    if (flag.when.always() && node.is_map() && !map.has("when"))
        errors.add(node.place, "a flag needs \"when\"", "Say when it is shown.");
    return flag;
}

Strand read_strand(const std::string& id, const Node& node, Errors& errors) {
    const MapReader map(node, "a strand", keys::kStrand, errors);
    Strand strand{.id = id,
                  .name = map.text("name"),
                  .when = map.condition("when"),
                  .ends = map.condition("ends"),
                  .shows = map.text("shows"),
                  .place = node.place};
    if (strand.name.empty()) strand.name = words_of(id);
    if (!map.has("ends"))
        errors.add(node.place, "a strand needs \"ends\"", "Say what shows that it has ended.");
    return strand;
}

Exclusion read_exclusion(const std::string& pathway, const Node& node, Errors& errors) {
    const MapReader map(node, "an exclusion", keys::kExclusion, errors);
    return {.pathway = pathway,
            .at = map.text("at"),
            .stages = map.list("stages"),
            .sentence = map.required_text("sentence"),
            .source = map.required_text("source"),
            .place = node.place};
}

void read_course(const MapReader& map, Pathway& pathway) {
    Errors& errors = map.errors();
    map.each("people", [&](const std::string& id, const Node& value) {
        pathway.people.push_back(read_people(id, value, errors));
    });
    map.each("stages", [&](const std::string& id, const Node& value) {
        pathway.stages.push_back(read_stage(id, value, errors));
    });
    map.each("meetings", [&](const std::string& id, const Node& value) {
        pathway.meetings.push_back(read_meeting(id, value, errors));
    });
    map.each("clocks", [&](const std::string& id, const Node& value) {
        pathway.clocks.push_back(read_clock(id, value, errors));
    });
    map.each("opens", [&](const std::string& id, const Node& value) {
        if (!value.is_list()) pathway.opens.push_back(read_open(id, value, errors));
        for (const Node& item : value.items)
            pathway.opens.push_back(read_open(id, item, errors));
    });
    map.each("tells", [&](const std::string& id, const Node& value) {
        const MapReader tell(value, "somebody to tell", keys::kTell, errors);
        TellRule rule{.whom = id,
                      .name = tell.text("name"),
                      .when = tell.condition("when"),
                      .place = value.place};
        if (rule.name.empty()) rule.name = words_of(id);
        pathway.tells.push_back(std::move(rule));
    });
    map.each("strands", [&](const std::string& id, const Node& value) {
        pathway.strands.push_back(read_strand(id, value, errors));
    });
    map.each("excludes", [&](const std::string& id, const Node& value) {
        pathway.excludes.push_back(read_exclusion(id, value, errors));
    });
    if (const Node* places = map.node("places")) pathway.places = read_places(*places, errors);
    if (const Node* story = map.node("story")) pathway.story = read_story(*story, errors);
    if (const Node* sample = map.node("sample")) pathway.sample = read_sample(*sample, errors);
    if (const Node* round = map.node("round")) pathway.round = read_round(*round, errors);
    map.each("flags", [&](const std::string& id, const Node& value) {
        pathway.flags.push_back(read_flag(id, value, errors));
    });
}

// A button without a name bears that of the stage it leads to.
void name_moves(Pathway& pathway) {
    for (Stage& stage : pathway.stages)
        for (Move& move : stage.next)
            if (const Stage* to = pathway.stage(move.to); move.name.empty() && to != nullptr)
                move.name = to->name;
}

}  // namespace

Pathway read_pathway(const Node& node, Errors& errors) {
    const MapReader map(node, "a pathway", keys::kPathway, errors);
    Pathway pathway{
        .id = map.required_text("pathway"),
        .name = map.required_text("name"),
        .noun = map.has("noun") ? map.text("noun") : "record",
        .about = map.word("about", kAbout, "person"),
        .reference = map.required_text("reference"),
        .version = map.whole("version", 1, 1),
        .source = map.text("source"),
        .purpose = map.required_text("purpose"),
        .gateway = map.required_text("gateway"),
        .summary = map.text("summary"),
        .rating = map.text("rating"),
        .board = map.text("board"),
        .harm = map.word("harm", kHarms, ""),
        .starts_from = map.list("starts-from"),
        .looks_back = map.list("looks-back"),
        .repeats = map.has("repeats") ? map.list("repeats") : std::vector{map.text("pathway")},
        .opening = map.list("opening"),
        .public_opening = map.list("public-opening"),
        .place = node.place};
    if (!map.has("about") && node.is_map())
        errors.add(node.place, "a pathway needs \"about\"", "Say whom or what it is about.");
    if (const Node* access = map.node("access"))
        pathway.access = read_access(*access, errors);
    else if (node.is_map())
        errors.add(node.place, "a pathway needs \"access\"", "Say who leads, works and sees it.");
    read_course(map, pathway);
    if (pathway.stages.empty() && node.is_map())
        errors.add(node.place, "a pathway needs \"stages\"", "Write at least one.");
    else if (!pathway.stages.empty())
        pathway.first = pathway.stages.front().id;
    name_moves(pathway);
    read_pages(node, pathway, errors);
    return pathway;
}

}  // namespace longstone::define
