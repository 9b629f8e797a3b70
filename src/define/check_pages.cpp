#include <algorithm>

#include "base/text.h"
#include "define/scope.h"

// What the partnership's own pages show of a pathway is there, and of the type that they need.
namespace longstone::define {
namespace {

bool is_group(const Definitions& definitions, const Field& field) {
    const CodeList* list = definitions.code_list(field.codes);
    return field.type == FieldType::Choice && list != nullptr && list->groups;
}

bool is_date(const Field& field) {
    return field.type == FieldType::Date || field.type == FieldType::DateTime;
}

// The question of this id that a pathway asks; without one, an error where it is named.
const Field* question(const Scope& scope,
                      const Pathway& pathway,
                      const std::string& id,
                      const Node& node) {
    const Field* field = id.empty() ? nullptr : scope.definitions.field(pathway, id);
    if (field != nullptr || id.empty()) return field;
    if (&pathway == &scope.pathway) {
        scope.unknown_field(node.place, id);
    } else {
        scope.errors.add(node.place,
                         cat({"the pathway \"", pathway.id, "\" asks no \"", id, "\""}),
                         "Name one of its questions.");
    }
    return nullptr;
}

void each_question(const Scope& scope, const std::vector<std::string>& ids, const Node& node) {
    for (const std::string& id : ids)
        question(scope, scope.pathway, id, node.mention(id));
}

void check_date(const Scope& scope, const std::string& id, const Node& node) {
    const Field* field = question(scope, scope.pathway, id, node);
    if (field != nullptr && !is_date(*field))
        scope.errors.add(
            node.place, cat({"the answer to \"", id, "\" is no date"}), "Name a field of dates.");
}

void check_group(const Scope& scope, const std::string& id, const Node& node) {
    const Field* field = question(scope, scope.pathway, id, node);
    if (field != nullptr && !is_group(scope.definitions, *field))
        scope.errors.add(node.place,
                         cat({"the answer to \"", id, "\" is no group of the partnership"}),
                         "Name a choice whose code list has from: groups.");
}

void check_named_stages(const Scope& scope,
                        const std::vector<std::string>& stages,
                        const Node& node) {
    for (const std::string& stage : stages)
        if (scope.pathway.stage(stage) == nullptr)
            scope.errors.unknown(node.mention(stage).place, "stage", stage, scope.stage_ids());
}

// The parts of a group of questions that a page reads.
void check_items(const Scope& scope,
                 const Pathway& pathway,
                 const std::string& group,
                 const std::vector<std::pair<std::string, std::string>>& parts,
                 const std::string& key,
                 const Node& node) {
    const Field* items = question(scope, pathway, group, node.at({key}));
    if (items == nullptr) return;
    if (items->type != FieldType::Group) {
        scope.errors.add(node.at({key}).place,
                         cat({"the answer to \"", group, "\" has no items"}),
                         "Name a field of the type group.");
        return;
    }
    std::vector<std::string> known;
    for (const Field& field : items->fields)
        known.push_back(field.id);
    for (const auto& [word, id] : parts)
        if (!id.empty() && std::find(known.begin(), known.end(), id) == known.end())
            scope.errors.unknown(
                node.at({word}).place, cat({"question of \"", group, "\""}), id, known);
}

void check_publication(const Scope& scope, const Publication& part, const Node& node) {
    check_named_stages(scope, part.stages, node.at({"stages"}));
    if (part.stages.empty())
        scope.errors.add(
            node.place, "nothing is ever published", "Add stages: at which it is published.");
    check_date(scope, part.from, node.at({"from"}));
    check_date(scope, part.review, node.at({"review"}));
    for (const auto& [key, id] : {std::pair{"version", part.version},
                                  std::pair{"why", part.why},
                                  std::pair{"changed", part.changed}})
        question(scope, scope.pathway, id, node.at({key}));
    for (const auto& [key, ids] : {std::pair{"series", part.series},
                                   std::pair{"source", part.source},
                                   std::pair{"shows", part.shows},
                                   std::pair{"filters", part.filters}})
        each_question(scope, ids, node.at({key}));
    if (part.to_public)
        check_condition(scope,
                        part.public_when,
                        node.at({"public"}),
                        scope.domains(Names(part.stages.begin(), part.stages.end())));
    // What is published is read by those who may not read the record.
    for (const std::string& id : part.shows) {
        const Section* section = scope.definitions.section(scope.pathway, id);
        const Field* field = scope.definitions.field(scope.pathway, id);
        if (field == nullptr || section == nullptr) continue;
        const bool kept = section->sensitive || field->sensitive || !field->private_to.empty() ||
                          !section->private_to.empty();
        if (kept || field->type == FieldType::Person || field->type == FieldType::People)
            scope.errors.add(node.at({"shows"}).mention(id).place,
                             cat({"\"", id, "\" is kept from some who read the record"}),
                             "Take it out of what is published.");
    }
    if (scope.pathway.access.restricted)
        scope.errors.add(node.place,
                         "a restricted pathway publishes nothing",
                         "Take \"publishes\" away, or the restriction.");
}

void check_plan(const Scope& scope, const PlanPart& part, const Node& node) {
    check_named_stages(scope, part.stages, node.at({"stages"}));
    check_date(scope, part.from, node.at({"from"}));
    check_date(scope, part.until, node.at({"until"}));
    each_question(scope, part.shows, node.at({"shows"}));
    const Node& there = node.at({"priorities"});
    const PriorityPart& of = part.priorities;
    const Pathway* pathway = scope.definitions.pathway(of.pathway);
    if (pathway == nullptr) {
        std::vector<std::string> known;
        for (const auto& [id, one] : scope.definitions.pathways)
            known.push_back(id);
        if (!of.pathway.empty())
            scope.errors.unknown(there.at({"pathway"}).place, "pathway", of.pathway, known);
        return;
    }
    for (const auto& [key, id] : {std::pair{"change", of.change},
                                  std::pair{"year", of.year},
                                  std::pair{"drivers", of.drivers},
                                  std::pair{"owner", of.owner},
                                  std::pair{"board", of.board},
                                  std::pair{"group", of.group},
                                  std::pair{"measures", of.measures},
                                  std::pair{"direction", of.direction},
                                  std::pair{"difference", of.difference}})
        question(scope, *pathway, id, there.at({key}));
    check_items(scope,
                *pathway,
                of.actions,
                {{"action", of.action},
                 {"agency", of.agency},
                 {"who", of.who},
                 {"due", of.due},
                 {"evidence", of.evidence},
                 {"rating", of.rating}},
                "actions",
                there);
}

void check_scrutiny(const Scope& scope, const ScrutinyPart& part, const Node& node) {
    const CodeList* standards = scope.definitions.code_list(part.standards);
    if (standards == nullptr) {
        std::vector<std::string> known;
        for (const auto& [id, list] : scope.definitions.codes)
            known.push_back(id);
        scope.errors.unknown(node.at({"standards"}).place, "code list", part.standards, known);
        return;
    }
    const Node& judges = node.at({"judges"});
    for (const Code& code : standards->codes)
        if (!code.retired && !part.judges.contains(code.id))
            scope.errors.add(judges.place,
                             cat({"nothing judges the standard \"", code.id, "\""}),
                             cat({"Add ", code.id, ": and the question that judges it."}));
    for (const auto& [standard, id] : part.judges) {
        if (standards->find(standard) == nullptr) {
            std::vector<std::string> known;
            for (const Code& code : standards->codes)
                known.push_back(code.id);
            scope.errors.unknown(judges.mention(standard).place, "standard", standard, known);
        }
        question(scope, scope.pathway, id, judges.at({standard}));
    }
    check_date(scope, part.from, node.at({"from"}));
    check_date(scope, part.until, node.at({"until"}));
    check_date(scope, part.reported, node.at({"reported"}));
    question(scope, scope.pathway, part.whole, node.at({"whole"}));
    check_items(scope,
                scope.pathway,
                part.evidence,
                {{"standard", part.standard},
                 {"method", part.method},
                 {"on", part.on},
                 {"what", part.what},
                 {"where", part.where}},
                "evidence",
                node);
}

}  // namespace

void check_meeting_group(const Scope& scope, const MeetingRule& rule, const Node& node) {
    if (rule.group.empty()) return;
    const Node& there = node.at({"group"});
    check_group(scope, rule.group, there);
    if (!rule.invites.empty() || !rule.quorum.empty())
        scope.errors.add(there.place,
                         "the group says who comes and who must, and so does the meeting",
                         "Take \"invites\" and \"quorum\" away, or \"group\".");
    if (scope.use(rule.group) != nullptr && !scope.available(rule.group, scope.holding(rule.id)))
        scope.errors.add(there.place,
                         cat({"\"", rule.group, "\" is not asked before the meeting is held"}),
                         "Name a question that is asked by then.");
}

void check_pages(const Scope& scope) {
    const Pathway& pathway = scope.pathway;
    if (pathway.group) {
        const Node& node = scope.node.at({"group"});
        check_group(scope, pathway.group->of, node.at({"of"}));
        check_group(scope, pathway.group->to, node.at({"to"}));
        check_date(scope, pathway.group->next, node.at({"next"}));
        each_question(scope, pathway.group->shows, node.at({"shows"}));
    }
    if (pathway.publishes)
        check_publication(scope, *pathway.publishes, scope.node.at({"publishes"}));
    if (pathway.plan) check_plan(scope, *pathway.plan, scope.node.at({"plan"}));
    if (pathway.scrutiny) check_scrutiny(scope, *pathway.scrutiny, scope.node.at({"scrutiny"}));
    if (pathway.registers)
        each_question(scope, pathway.registers->shows, scope.node.at({"register", "shows"}));
}

}  // namespace longstone::define
