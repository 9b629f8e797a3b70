#include <algorithm>

#include "base/text.h"
#include "work/answers.h"
#include "work/engine.h"

// What a record's answers owe its people, and which other records stand in its way.
namespace longstone::work {
namespace {

std::string person_field(const define::Field& group) {
    for (const auto& field : group.fields) {
        if (field.type == define::FieldType::Person) return field.id;
    }
    return {};
}

bool has_item(const Given* given, const std::string& field, const std::string& person) {
    if (given == nullptr) return false;
    return std::any_of(given->items.begin(), given->items.end(), [&](const Given::Item& item) {
        const auto found = item.find(field);
        return found != item.end() && found->second == std::vector<std::string>{person};
    });
}

void missing_items(const Situation& situation,
                   const define::Field& group,
                   std::vector<FieldProblem>& missing) {
    const auto* answer = situation.record.answer(group.id);
    const auto field = person_field(group);
    for (const auto& person : situation.record.people) {
        if (person.role != group.each) continue;
        if (has_item(answer == nullptr ? nullptr : &answer->given, field, person.person)) continue;
        missing.push_back(
            {.field = group.id, .message = cat({"Answer “", group.label, "” for ", person.name})});
    }
}

bool stands_in_way(const Situation& s,
                   const define::Exclusion& exclusion,
                   const OtherRecord& other) {
    if (other.pathway != exclusion.pathway || !is_subject_role(s.pathway, other.role)) return false;
    const auto* pathway = s.definitions.pathway(other.pathway);
    if (pathway == nullptr || !is_subject_role(*pathway, other.role_there)) return false;
    const auto& stages = exclusion.stages;
    return stages.empty() || std::find(stages.begin(), stages.end(), other.stage) != stages.end();
}

}  // namespace

bool is_subject_role(const define::Pathway& pathway, std::string_view role) {
    return std::any_of(pathway.people.begin(), pathway.people.end(), [&](const auto& rule) {
        return rule.subject && rule.role == role;
    });
}

std::vector<FieldProblem> still_missing(const Situation& situation,
                                        const std::vector<const define::Section*>& sections) {
    const auto lookup = lookup_of(situation);
    auto missing = missing_answers(sections, lookup, [&](const std::string& field) -> const Given* {
        const auto* answer = situation.record.answer(field);
        return answer == nullptr ? nullptr : &answer->given;
    });
    for (const auto* section : sections) {
        if (!holds(section->when, lookup)) continue;
        for (const auto& field : section->fields) {
            if (!field.each.empty() && holds(field.when, lookup))
                missing_items(situation, field, missing);
        }
    }
    return missing;
}

bool is_excluded(const Situation& situation, std::string_view stage, const OtherRecord& other) {
    const auto& exclusions = situation.pathway.excludes;
    return std::any_of(exclusions.begin(), exclusions.end(), [&](const auto& exclusion) {
        return exclusion.at == stage && stands_in_way(situation, exclusion, other);
    });
}

std::vector<Missing> excluded(const Situation& situation, std::string_view stage) {
    std::vector<Missing> missing;
    for (const auto& exclusion : situation.pathway.excludes) {
        if (exclusion.at != stage) continue;
        for (const auto& other : situation.record.others) {
            if (!stands_in_way(situation, exclusion, other)) continue;
            const auto which = other.may_name ? cat({" It is ", other.ref, "."}) : std::string();
            missing.push_back(
                {.need = "excludes",
                 .sentence = cat({exclusion.sentence, which, " (", exclusion.source, ")"}),
                 .anchor = "people"});
        }
    }
    return missing;
}

}  // namespace longstone::work
