#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "chronology/entry.h"
#include "chronology/knowing.h"
#include "work/load.h"

// One line of time across agencies, of a person and of whoever stands beside them. Everything is
// read under the viewer's own leave: what they may not see is not there, in no count and no gap.
// The whole of it, hidden records too, takes a Grant of its own (may_review). Any minute is told by
// the same code from what was recorded by then.
namespace longstone::chronology {

struct Asked {
    std::optional<Instant> as_at = {};  // as it was recorded by then; nothing: now
    // Users whose own knowledge is wanted too, with the posts that they held
    // (Entry::known_to_user).
    std::vector<Knower> users = {};
};

// What a source of entries works with.
struct Looking {
    work::Context& context;
    const access::Viewer& viewer;
    bool everything = false;  // records that are hidden from the viewer too
    Instant as_at = {};
    Facts& facts;
    const std::set<std::string, std::less<>>& people;  // whose line it is
    const std::set<std::string, std::less<>>& seen;    // those whom the viewer may read themselves
    const std::vector<access::Grant>& grants;          // to read each of them
};
// Something that entries come from: records, what is said of people, agencies' feeds. Each gives
// what this viewer may see of it, and no more.
using Source = std::function<void(const Looking&, std::vector<Entry>&)>;
const std::vector<Source>& sources();

// The viewer's own leave to read each of the people asked about. NotFound without leave for the
// first of them; others without are left out.
Result<std::vector<access::Grant>> leave_to_read(const access::Viewer& viewer,
                                                 const std::vector<std::string>& people);
// Through a record: to read these, who stand on it, and whoever was held to be one of them by then.
std::vector<access::Grant> leave_through(work::Context& context,
                                         const work::Opened& record,
                                         const std::vector<std::string>& people,
                                         Instant as_at);

// In the order of what happened. Each person is read, so each look goes to the access log: the
// session must be one that writes, and the caller commits. The grants are to ReadPerson, all of one
// viewer. NotFound when they may not see the first; whom else they may not see is left out.
Result<std::vector<Entry>> entries_about(work::Context& context,
                                         const std::vector<access::Grant>& grants,
                                         const Asked& asked);
// The same with nothing left out but sealed records that are not the reviewer's. The grants are for
// a reason, and of somebody who reviews.
Result<std::vector<Entry>> whole_entries_about(work::Context& context,
                                               const std::vector<access::Grant>& grants,
                                               const Asked& asked);
bool may_review(const access::Viewer& viewer);

// Whoever stands on a record, the subjects first, as far as its viewer may know of them: for the
// line of a record.
std::vector<std::string> people_of(const work::Opened& opened);

// By what happened, then when it was recorded.
void put_in_order(std::vector<Entry>& entries);

}  // namespace longstone::chronology
