#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/visit.h"
#include "work/acts/meetings.h"

// What the pages of a meeting share.
namespace longstone::web {

std::string meeting_path(const work::Opened& opened,
                         std::string_view meeting,
                         std::string_view rest = {});
// Whether the viewer's agency was invited.
bool has_seat(const work::Opened& opened, const work::MeetingState& meeting);
// An involved agency sees the meetings to which it was invited and no other.
bool sees_meeting(const work::Opened& opened, const work::MeetingState& meeting);
// By {meeting} in the address; nothing when it is not there or not for this viewer.
const work::MeetingState* find_meeting(const Visit& visit, const work::Opened& opened);

// Agencies and kinds of agency in words: "social care, police and health".
std::string kinds_words(const Visit& visit, const std::vector<std::string>& kinds);

// The agencies of the group whose meeting it is; none where its rule alone says who comes.
std::vector<std::string> group_seats(const Visit& visit,
                                     const define::MeetingRule& rule,
                                     const work::RecordState& record);

void add_meeting_act_routes(http::Router& router, App& app);
// Recording a meeting as held: who came, what was said and decided, who dissented.
void add_meeting_hold_routes(http::Router& router, App& app);

}  // namespace longstone::web
