#include "define/check_all.h"
#include "define/scope.h"

// What must be learned: its roles are there and held, and some course can meet it.
namespace longstone::define {

void check_training(const Definitions& definitions, const Sources& sources, Errors& errors) {
    for (const auto& [id, requirement] : definitions.training) {
        const Node& node = sources.training.at({"training", id});
        std::vector<std::string> known;
        for (const auto& [role, defined] : definitions.roles)
            known.push_back(role);
        for (const auto& role : requirement.roles)
            if (!definitions.roles.contains(role))
                errors.unknown(node.at({"roles"}).mention(role).place, "role", role, known);
        bool offered = false;
        for (const auto& [name, pathway] : definitions.pathways) {
            if (!pathway.places || !sources.pathways.at(name).is_map()) continue;
            offered = true;
            const Scope scope(definitions, pathway, sources, errors);
            check_condition(
                scope, requirement.met, node.at({"met"}), scope.domains(scope.stages()));
        }
        if (!offered)
            errors.add(requirement.place,
                       "nothing that is booked can meet this",
                       "Give a pathway places:, or take this away.");
    }
}

}  // namespace longstone::define
