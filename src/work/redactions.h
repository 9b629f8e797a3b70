#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "journal/journal.h"
#include "work/load.h"

// What a pack made from a record leaves out, and under which name each of them stands in it: "Adult
// A", "Child B", the same wherever they are named. Each redaction has an author and a reason; one
// that is lifted, and put back, keeps its history.
namespace longstone::work {

struct Redaction {
    std::string label = {};   // "Adult A"
    std::string person = {};  // whose names and details; or
    std::string words = {};   // these words, wherever they stand
    // `by`: who decided it; nobody, as long as only the rule of the pack leaves them out.
    std::string reason = {}, by = {};
    Instant at = {};
    std::optional<Instant> lifted = {};
    std::string lifted_by = {}, lifted_reason = {};

    [[nodiscard]] bool holds() const { return !lifted; }
};
// In the order in which they were made; the caller holds a Grant for the record.
std::vector<Redaction> redactions_of(Context& context, const access::Grant& grant);
// The next name of this kind: "Adult A" … "Adult Z", "Adult AA".
std::string next_label(const std::vector<Redaction>& redactions, std::string_view kind);

extern const std::span<const store::Migration> kRedactionMigrations;
journal::Projection redactions_projection();

}  // namespace longstone::work
