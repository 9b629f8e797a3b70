#include <algorithm>
#include <set>

#include "define/check_all.h"

// The line of time: its lists, codes and questions are there, and no code weighs twice.
namespace longstone::define {
namespace {

std::vector<std::string> keys_of(const auto& map) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : map)
        keys.push_back(key);
    return keys;
}

void check_weights(const CodeList& list,
                   const CodeWeights& weights,
                   const Node& node,
                   Errors& errors) {
    std::vector<std::string> known;
    for (const auto& code : list.codes)
        known.push_back(code.id);
    std::set<std::string> weighed;
    for (const auto& [key, codes] : {std::pair{"grave", &weights.grave},
                                     std::pair{"serious", &weights.serious},
                                     std::pair{"some", &weights.some}}) {
        for (const auto& code : *codes) {
            const auto& place = node.at({key}).mention(code).place;
            if (list.find(code) == nullptr) errors.unknown(place, "code", code, known);
            if (!weighed.insert(code).second)
                errors.add(place, "this code weighs twice", "Keep it under one of the three.");
        }
    }
}

std::set<std::string> questions_of(const Definitions& definitions) {
    std::set<std::string> questions;
    for (const auto& [id, form] : definitions.forms)
        for (const auto& section : form.sections)
            for (const auto& field : section.fields)
                questions.insert(field.id);
    return questions;
}

}  // namespace

void check_chronology(const Definitions& definitions, const Sources& sources, Errors& errors) {
    const LineOfTime& line = definitions.line;
    const Node& node = sources.chronology;
    if (!node.is_map()) return;
    for (const auto& [id, weights] : line.weighs) {
        const auto* list = definitions.code_list(id);
        if (list == nullptr)
            errors.unknown(weights.place, "code list", id, keys_of(definitions.codes));
        else
            check_weights(*list, weights, node.at({"weighs", id}), errors);
    }
    const auto questions = questions_of(definitions);
    for (const auto& [key, fields] :
         {std::pair{"adds", &line.adds}, std::pair{"leaves-out", &line.leaves_out}}) {
        for (const auto& field : *fields)
            if (!questions.contains(field))
                errors.unknown(node.at({key}).mention(field).place,
                               "question",
                               field,
                               {questions.begin(), questions.end()});
    }
    const auto* relations = definitions.code_list("relationship");
    for (const auto& code : line.siblings) {
        if (relations != nullptr && relations->find(code) != nullptr) continue;
        std::vector<std::string> known;
        if (relations != nullptr)
            for (const auto& one : relations->codes)
                known.push_back(one.id);
        errors.unknown(node.at({"siblings"}).mention(code).place, "relationship", code, known);
    }
}

}  // namespace longstone::define
