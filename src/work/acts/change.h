#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/answers.h"
#include "work/engine.h"
#include "work/load.h"

// What every act on a record shares: the record with a Grant for the action, the revision check,
// the clocks that the change moves, and one event appended.
namespace longstone::work {

// The revision the person saw; nothing means "whatever it is now", for acts that cannot collide.
using SeenRev = std::optional<std::int64_t>;

struct Change {
    std::string kind = {};  // "record.moved"
    Json body = Json(Json::Object{});
    std::vector<Happening> happenings = {};
    std::optional<Instant> happened_at = {};  // now, unless said
};

// Opens the record for the act; Conflict (with the present revision in the detail) when it has
// moved on from what the person saw; Invalid when it is closed and the act needs it open.
enum class Needs { OpenRecord, AnyRecord };
Result<Opened> begin_change(Context& context,
                            const access::Viewer& viewer,
                            access::Action action,
                            std::string_view ref,
                            SeenRev seen,
                            Needs needs = Needs::OpenRecord);

// Adds clocks, the board's line, rating and due time, appends, applies. `opened.record` is the
// record after the change and comes back with its new revision and clocks.
Result<void> commit_change(Context& context, Opened& opened, Change change);

// Puts answers into a record's state as the projection will.
void put_answers(Opened& opened, const Answers& answers, Instant at);

// Marks an event as a step up or down of the record's subjects; nothing when `direction` is empty.
void note_step(const Opened& opened, const std::string& direction, Json& body);

// A sentence when a required reason or words are blank.
Result<void> require_words(std::string_view words,
                           std::string_view field,
                           std::string_view sentence);

}  // namespace longstone::work
