#pragma once

#include "work/acts/change.h"

// Opening a record: a partner's referral, the public's worry, or the next record that a decision
// opens. Gives it its reference, names the people, takes the first answers and starts its clocks.
namespace longstone::work {

struct PersonNamed {
    std::string person = {};  // a person already known
    std::string role = {};
};
struct Origin {
    std::string record = {};  // the record that led here
    std::string kind = {};    // led-to
    std::string cause = {};   // the rule, and of what it is the record: it is opened once
};
struct NewRecord {
    std::string pathway = {};
    std::optional<Instant> happened_at = {};
    std::string source = {};  // partner, public, system
    std::vector<PersonNamed> people = {};
    Answers answers = {};
    std::map<std::string, std::string> carried = {};  // field → record it came from
    std::vector<Origin> from = {};
    std::string reason = {};
    std::string step = {};  // up or down, where the rule that opens it says so
};

// Invalid names every missing or wrong answer and every missing person. `system` opens follow-ons
// without the viewer's own leave to open that pathway: the decision is the leave.
Result<Opened> open_record(Context& context, const access::Viewer& viewer, const NewRecord& asked);

}  // namespace longstone::work
