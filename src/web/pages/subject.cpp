#include "web/pages/subject.h"

#include "web/pages/parts.h"

namespace longstone::web {

std::string subject_words(const define::Definitions& definitions, const work::Line& line) {
    const auto* pathway = definitions.pathway(line.pathway);
    const bool nobody = line.person.empty() && pathway != nullptr &&
                        (pathway->about == "topic" || pathway->about == "agency");
    return nobody ? pathway->name : name_words(summary_of(line));
}

}  // namespace longstone::web
