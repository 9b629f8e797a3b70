#include "define/read.h"

namespace longstone::define {

void read_training(const Node& node, Definitions& definitions, Errors& errors) {
    constexpr auto kStatuses = keys::words("ok", "unverified", "local");
    const MapReader map(node, "training", keys::kTraining, errors);
    map.each("training", [&](const std::string& id, const Node& value) {
        const MapReader one(value, "what must be learned", keys::kRequirement, errors);
        Requirement requirement{.id = id,
                                .name = one.required_text("name"),
                                .roles = one.list("roles"),
                                .met = one.condition("met"),
                                .every = one.limit("every"),
                                .source = one.required_text("source"),
                                .status = one.word("status", kStatuses, "local"),
                                .place = value.place};
        if (requirement.roles.empty() && value.is_map())
            errors.add(value.place, "nobody must learn this", "Add roles: [roles].");
        if (requirement.met.always() && value.is_map())
            errors.add(value.place,
                       "it is not said what meets this",
                       "Add met:, with the answers of a course that count.");
        definitions.training[id] = std::move(requirement);
    });
}

}  // namespace longstone::define
