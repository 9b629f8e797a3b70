#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chronology/entry.h"
#include "review/decisions.h"

// A decision as it was taken: what the person who took it could see at that minute, what was there
// and was hidden from them, and what arrived later. "Could see" goes by the posts they held then
// and by who had been asked, told and named by then; "looked at" by the access log.
namespace longstone::review {

struct Seen {
    chronology::Entry entry = {};
    std::optional<Instant> looked = {};  // when they last opened that record before deciding
};
struct Looked {
    Instant at = {};
    std::string subject = {};  // "record/…", "person/…", "release/…"
    std::string action = {}, reason = {};
};
struct Replayed {
    Decision decision = {};
    bool by_a_person = false;                  // the program and the public have no sight to replay
    std::vector<access::PostHeld> posts = {};  // that they held at that minute
    std::vector<Seen> could_see = {};
    std::vector<chronology::Entry> hidden = {};  // recorded by then, and not open to them
    std::vector<chronology::Entry> later = {};   // recorded after it
    std::vector<Looked> looks = {};              // of theirs, at any of this, the last ones first
};

// NotFound for what is no decision of the review's records.
Result<Replayed> replay(work::Context& context, const Review& review, std::string_view decision);

// The posts of a user as they were recorded by then.
std::vector<access::PostHeld> posts_at(work::Context& context,
                                       std::string_view user,
                                       Instant recorded_by);
// "2 days 3 hours later": how long after the decision it was recorded.
std::string later_words(Instant decided, Instant recorded);

// Everything about the people of the review's records that this review may know: the line that
// decisions are held against. `users` are those whose own knowledge is wanted as well.
Result<std::vector<chronology::Entry>> line_of(work::Context& context,
                                               const Review& review,
                                               std::string_view record,
                                               const std::vector<std::string>& users,
                                               Instant posts_by);

}  // namespace longstone::review
