#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/referral/draft.h"
#include "web/visit.h"

// A worry told by a member of the public. It has a reference, which alone opens nothing: the
// browser that began it, or that gave the passcode, holds a sealed cookie for a few hours.
namespace longstone::web {

// "k7qf29mxab" as people read it: "K7QF2-9MXAB".
std::string shown_reference(std::string_view id);
// As people type it back, or nothing when it is none of ours.
std::string typed_reference(std::string_view text);

// Lets this browser go on with the report.
void hold_report(Visit& visit, http::Reply& reply, const std::string& id);
// The report that this browser holds and the address names.
bool holds_report(Visit& visit, std::string_view id);

// An unsent report; NotFound unless this browser holds it.
Result<Referral> find_report(Visit& visit, work::Context& context);
Referral blank_report(const std::string& id);

// What is kept of a report once it was sent: the record that it became.
void note_sent(work::Context& context, const Referral& report, const std::string& record);
std::optional<std::string> record_of_report(work::Context& context, const std::string& id);
// Both the report's own reference and the record's lead to the report.
std::string report_of(work::Context& context, const std::string& typed);

}  // namespace longstone::web
