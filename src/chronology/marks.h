#pragma once

#include <string>
#include <vector>

#include "chronology/line.h"

// What people say of an entry: that it is significant, or the worst, and why. An act of whoever
// sees the whole of what the entry is read from; an event with author and time, and when it is
// withdrawn everything is as if it had never been, except the history.
namespace longstone::chronology {

struct NewMark {
    std::string entry = {};  // Entry::id
    std::string says = {};   // significant, worst
    std::string reason = {};
};
// Invalid without a reason; NotFound for an entry that is not on the line as they see it whole.
Result<Mark> mark_entry(work::Context& context,
                        const std::vector<access::Grant>& grants,
                        const NewMark& mark);
// By its author, or by somebody else who sees the whole, with a reason.
Result<void> withdraw_mark(work::Context& context,
                           const std::vector<access::Grant>& grants,
                           const std::string& entry,
                           const std::string& mark,
                           const std::string& reason);

// Puts onto entries what had been said of them by then. Who has a part of a record is told what
// their own agency said.
void put_marks(work::Context& context,
               Instant as_at,
               const std::string& agency,
               std::vector<Entry>& entries);

}  // namespace longstone::chronology
