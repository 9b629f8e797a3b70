#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "chronology/entry.h"
#include "chronology/facts.h"
#include "review/decisions.h"

// A decision as it was taken: what the person who took it could see at that minute, what was there
// and was hidden from them, and what arrived later. The line is told as it stood then: who was on
// the record, who was held to be one person, who had been asked and told, which posts they held.
// "Looked at" is what the access log has.
namespace longstone::review {

struct Seen {
    chronology::Entry entry = {};        // with what of it was open to them
    std::optional<Instant> looked = {};  // when they last opened that record before deciding
};
// Why something that was there was not open to them.
enum class Why {
    Closed,      // no post of theirs opened it
    Restricted,  // its record was restricted, and they were not on it
    NoLonger,    // it had been open to them, and was not at that minute
    Parts,       // they saw the entry, but not these answers
    NotSame,     // nobody had said by then that this is the same person
    NotOnRecord  // about somebody who was put on the record later
};
std::string_view words(Why why);
std::string_view word(Why why);  // for programs: closed, restricted, …

struct Hidden {
    chronology::Entry entry = {};
    Why why = Why::Closed;
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
    std::vector<Hidden> hidden = {};            // recorded by then, and not open to them
    std::vector<chronology::Entry> later = {};  // recorded after it
    std::vector<Looked> looks = {};             // of theirs, at any of this, the last ones first
};

// Replays one decision after another of one review.
class Replayer {
public:
    Replayer(work::Context& context, const Review& review) : context_(context), review_(review) {}
    Result<Replayed> replay(Decision decision);

private:
    Result<const std::vector<chronology::Entry>*> line_now(const std::string& record);

    work::Context& context_;
    const Review& review_;
    std::map<std::string, std::vector<chronology::Entry>> now_ = {};
};
// NotFound for what is no decision of the review's records.
Result<Replayed> replay(work::Context& context, const Review& review, std::string_view decision);

// The posts of a user as they were recorded by then.
std::vector<access::PostHeld> posts_at(work::Context& context,
                                       std::string_view user,
                                       Instant recorded_by);
// "2 days 3 hours later": how long after the decision it was recorded.
std::string later_words(Instant decided, Instant recorded);

// Everything about the people of a record of the review that this review may know, as it stood at
// a minute: the line that decisions are held against. `user` is whose own knowledge at that minute
// is wanted as well.
Result<std::vector<chronology::Entry>> line_of(work::Context& context,
                                               const Review& review,
                                               std::string_view record,
                                               Instant as_at,
                                               std::string_view user = {});

}  // namespace longstone::review
