#pragma once

#include <string>
#include <vector>

#include "access/policy.h"
#include "define/measure.h"
#include "journal/journal.h"
#include "work/load.h"

// What people write on a figure: from which day its usual variation is worked out anew, and which
// record's action should move it from a day on. Each is an event that says who and why; one taken
// back is kept as taken back.
namespace longstone::measure {

struct Mark {
    std::string id = {}, measure = {};
    Date from = {};
    std::string record = {};  // of what should move it; empty: a rebase
    std::string why = {}, by = {};
    Instant at = {};

    [[nodiscard]] bool is_rebase() const { return record.empty(); }
};

std::vector<Mark> marks_of(work::Context& context, const std::string& measure);
// The figures that should move after what was done on this record.
std::vector<Mark> marks_for(work::Context& context, const std::string& record);
std::vector<Mark> all_marks_for_records(work::Context& context);
std::vector<Mark> all_rebases(work::Context& context);

struct NewMark {
    std::string measure = {};
    std::optional<Date> from = {};
    std::string record = {}, why = {};
};
// The grant is to KeepFigures; the caller has seen that the record is open to this viewer. Invalid
// with each field: no such measure, a day to come, no reason for a rebase, the same mark again.
Result<void> put_mark(work::Context& context, const access::Grant& grant, const NewMark& mark);
Result<void> take_back_mark(work::Context& context,
                            const access::Grant& grant,
                            const std::string& id);

journal::Projection marks_projection();

}  // namespace longstone::measure
