#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

// One entry on a line of time: something that happened, when this system learnt of it, who said so,
// and since when each agency could have known it. Plain values: nothing here reads a database.
namespace longstone::chronology {

// What sort of thing it was; the filters and the words of a page follow it.
enum class Kind {
    Opened,     // a record was opened: a contact, a referral, a worry
    Answers,    // something was found out and written down
    Decision,   // a record moved on or was closed
    Asked,      // agencies were asked
    Replied,    // and answered
    Meeting,    // was held
    Action,     // was done, or given up
    Told,       // somebody was told
    Shared,     // a record was shared with an agency
    Document,   // was added
    Disagreed,  // an agency put its disagreement on the record
    Missed,     // a limit ran out
    Life,       // born, died, moved house
    Feed        // from an agency's own records
};
inline constexpr std::array kKinds = {Kind::Opened,
                                      Kind::Answers,
                                      Kind::Decision,
                                      Kind::Asked,
                                      Kind::Replied,
                                      Kind::Meeting,
                                      Kind::Action,
                                      Kind::Told,
                                      Kind::Shared,
                                      Kind::Document,
                                      Kind::Disagreed,
                                      Kind::Missed,
                                      Kind::Life,
                                      Kind::Feed};
std::string_view word(Kind kind);   // opened, answers, decision, …
std::string_view words(Kind kind);  // as a page says it: "Opened", "Found out", …
std::optional<Kind> kind_of(std::string_view word);

// How an agency (or a person in it) came to be able to know.
enum class How { Recorded, Works, Involved, Asked, Told, Shared, Met };
std::string_view words(How how);  // "recorded it", "works on such records", …

struct Known {
    std::string agency = {};
    std::string user = {};  // of one person there, where that was asked for
    Instant from = {};
    How how = How::Recorded;
    std::optional<Instant> works = {};  // since when a post of theirs sees the whole of it
    // Of one person: whether it was open to them at the minute that was asked about.
    bool open_then = false, works_then = false;
};

struct Detail {
    std::string label = {}, value = {};
    bool voice = false;      // somebody's own words
    bool in_a_line = false;  // what the record is about, in a line
    bool own = false;  // asked of agencies such as this alone: what they know, not how they looked
    bool kept_from = false;  // not open at that minute to the person asked about (Asked::users)
};

// An answer in a line: "Is anybody in danger now? No", "Reason: moved away".
std::string line_words(std::string_view label, std::string_view value);

// How much it weighs. The rules stand in the definitions; `weighed_by` says which one spoke.
enum class Weight { None, Some, Serious, Grave };
std::string_view word(Weight weight);   // none, some, serious, grave
std::string_view words(Weight weight);  // "Routine", "Matters", "Serious", "Grave"
std::optional<Weight> weight_of(std::string_view word);

// What people say of an entry: that it matters, and why. An opinion with an author; it can be
// withdrawn and nothing is lost.
struct Mark {
    std::string id = {}, says = {};  // significant, worst
    std::string reason = {}, by = {}, agency = {};
    Instant at = {};
};

struct Entry {
    std::string id = {};       // "MC-2026-0412/7": the same as long as the journal stands
    std::string subject = {};  // what it is read from: "record/MC-2026-0412", "person/…", "feed/…"
    std::string record = {}, pathway = {};
    Kind kind = Kind::Opened;
    std::string event = {};  // the journal's word for it
    std::int64_t seq = 0;    // its place in the journal, of a record's event
    Instant happened = {}, recorded = {};
    std::string actor = {}, agency = {};
    std::string source = {};  // where it comes from, where that is not this system's own work
    std::string words = {};   // one sentence
    std::vector<Detail> details = {};
    std::vector<std::string> about = {};  // those people of the line whom it is about
    Weight weight = Weight::None;
    std::string weighed_by = {};
    std::string stage = {};  // that a decision led to
    bool fresh = false;      // opened by somebody's new worry, not by an earlier record
    bool closes = false;     // the record ended with it
    bool is_birth = false;
    bool whole = true;              // seen by who sees the whole record; else an agency's own part
    std::vector<Known> known = {};  // earliest first; one for each agency that ever could
    std::vector<Mark> marks = {};

    // Since when this agency could have known it; nothing: never.
    [[nodiscard]] const Known* known_to(std::string_view of) const;
    [[nodiscard]] const Known* known_to_user(std::string_view of) const;
    // Whether it was open to them at the minute that was asked about, by any of their posts.
    [[nodiscard]] bool open_then_to(std::string_view user) const;
};

}  // namespace longstone::chronology
