#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "work/load.h"

// Who has learned what their role needs, and until when: worked out of the courses they attended
// and of what was confirmed to them from elsewhere.
namespace longstone::partnership {

enum class Standing { UpToDate, DueSoon, OutOfDate, Never };

// Pure: the last day on which it was met, how often it is due, and today. Due soon: within three
// months.
struct Due {
    Standing standing = Standing::Never;
    std::optional<Date> until = {};  // nothing: it does not run out, or was never met
};
Due due_of(const Calendar& calendar,
           const define::Requirement& requirement,
           std::optional<Date> last,
           Date today);

struct Competence {
    std::string user = {}, shown = {}, agency = {}, post = {};
    const define::Requirement* requirement = nullptr;
    std::optional<Date> last = {};
    Due due = {};
};

// Whom somebody sees by name: everybody, the people of the agencies for which they approve, or
// themselves alone.
struct Sight {
    bool everybody = false;
    std::vector<std::string> agencies = {};
};
Sight sight_of(const define::Definitions& definitions, const access::Viewer& viewer);

// What is needed of everybody, by agency and name. Names are for whoever may see them: ask
// Sight before showing a line.
std::vector<Competence> all_competence(work::Context& context, const access::Grant& grant);
// Their own.
std::vector<Competence> own_competence(work::Context& context, const access::Viewer& viewer);

}  // namespace longstone::partnership
