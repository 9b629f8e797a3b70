#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "define/definitions.h"
#include "web/forms/typed.h"

// What a form is asked in: the definitions, who answers, what is known already, what was typed and
// what was wrong with it. Reading and drawing share it, so that they agree on what is asked.
namespace longstone::access {
struct Viewer;
}

namespace longstone::web {

// A person or user who may be chosen: id and name.
using Choices = std::vector<std::pair<std::string, std::string>>;

struct Asking {
    const define::Definitions& definitions;
    std::vector<const define::Section*> sections = {};
    define::Lookup known = {};  // answers elsewhere and the engine's facts; may be empty
    const access::Viewer* viewer = nullptr;  // fields private to others are not asked; none: all
    Typed typed = {};
    std::vector<FieldProblem> problems = {};
    Choices people = {};  // on the record
    Choices users = {};
    bool dense = false;                 // small choices, for those who work here all day
    std::set<std::string> hidden = {};  // questions whose answer this viewer may not see or change
    std::map<std::string, Choices, std::less<>> offered = {};  // by field, in place of its codes

    // Values of a field: as typed on this form, else as known.
    [[nodiscard]] define::Lookup lookup() const;
    [[nodiscard]] const define::Field* field(std::string_view id) const;
    [[nodiscard]] bool may_answer(const define::Section& section, const define::Field& field) const;
    // The problem's message at a field, or at a part of a group ("household/2/name"); or empty.
    [[nodiscard]] std::string problem_at(std::string_view field) const;
};

// More radios than this become a list to choose from.
inline constexpr std::size_t kMostRadios = 15;

// How a question that is asked only sometimes stands on the page.
enum class Showing {
    Asked,        // its condition holds, or it has none
    NotAsked,     // it does not hold, and nothing on this page can change that
    UnderChoice,  // under the one choice of a question on this page that opens it
    OnlyIf,       // it turns on another answer on this page: shown, with the words "only if …"
};
struct Shown {
    Showing how = Showing::Asked;
    std::string parent = {};   // of UnderChoice: the question and
    std::string value = {};    // its answer
    std::string only_if = {};  // in words
};
Shown shown_of(const Asking& asking, const define::Section& section, const define::Field& field);

// The values of one field as the answers keep them: trimmed, dates as ISO text. A date that is not
// one comes out as it was typed, for the check to refuse.
std::vector<std::string> values_of(const Typed& typed,
                                   const define::Field& field,
                                   const std::string& name);

// Whether the question is asked given what was typed, wherever it stands.
bool applies(const Asking& asking, const define::Section& section, const define::Field& field);

}  // namespace longstone::web
