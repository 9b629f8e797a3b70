#pragma once

#include <string_view>

#include "access/policy.h"
#include "journal/journal.h"
#include "people/person.h"
#include "store/store.h"
#include "work/state.h"

// Records out of the tables: first the facts that the policy weighs, then, with a Grant, the whole.
namespace longstone::work {

// The session, projections, definitions and time that commands and readings of this floor work
// with; the same as the people floor's.
using Context = people::Context;

// A record that somebody may see, as it stands.
struct Opened {
    access::Grant grant;
    const define::Pathway* pathway;
    RecordState record;
};

// What the policy weighs about a record; NotFound when there is none.
Result<access::RecordFacts> facts_of(Context& context, std::string_view ref);
// Asks the policy and loads. Notes no look: a page or a call that shows the record does
// (note_read).
Result<Opened> open_record_for(Context& context,
                               const access::Viewer& viewer,
                               access::Action action,
                               std::string_view ref);
// The record as this system knew it at an instant: its events up to then, replayed apart.
Result<RecordState> record_as_at(Context& context, const access::Grant& grant, Instant recorded_by);
// Leaves a trace that the record was read, in the access log; commit before replying.
void note_read(Context& context, const access::Grant& grant, std::string_view reason = {});

// Its head, answers and places alone: for lists of what may be booked.
RecordState load_offered(Context& context, const access::Grant& grant);
// The state alone, for acts that already hold a Grant for another record.
RecordState load_record(Context& context, const access::Grant& grant);

}  // namespace longstone::work
