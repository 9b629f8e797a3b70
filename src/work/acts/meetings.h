#pragma once

#include "work/acts/change.h"

// Meetings: called, held with their attendance, quorum, decisions and dissent, and their minutes.
namespace longstone::work {

struct CallMeeting {
    std::string rule = {};
    std::string meeting = {};  // an id to change one already called
    Instant at = {};
    std::string place = {};
    std::vector<Seat> invited = {};
};
Result<Opened> call_meeting(Context& context,
                            const access::Viewer& viewer,
                            std::string_view ref,
                            SeenRev seen,
                            const CallMeeting& asked);

struct HoldMeeting {
    std::string meeting = {};  // empty: held now without having been called
    std::string rule = {};
    std::optional<Instant> held_at = {};
    std::vector<Seat> seats = {};
    Answers answers = {};  // of the meeting's form
    std::string dissent = {};
};
// Quorum is worked out from who attended; a meeting that was not quorate is kept as such.
Result<Opened> hold_meeting(Context& context,
                            const access::Viewer& viewer,
                            std::string_view ref,
                            SeenRev seen,
                            const HoldMeeting& asked);
Result<Opened> cancel_meeting(Context& context,
                              const access::Viewer& viewer,
                              std::string_view ref,
                              std::string_view meeting,
                              const std::string& reason);
Result<Opened> send_minutes(Context& context,
                            const access::Viewer& viewer,
                            std::string_view ref,
                            std::string_view meeting);
Result<Opened> receive_minutes(Context& context,
                               const access::Viewer& viewer,
                               std::string_view ref,
                               std::string_view meeting);

// Whom a meeting is for, agencies and kinds of agency: its rule says so, or the group that the
// record is of.
struct Called {
    std::vector<std::string> invites = {}, quorum = {};
    std::optional<Limit> minutes = {};  // due so long after it
};
Called called_by(const define::Definitions& definitions,
                 const define::MeetingRule& rule,
                 const RecordState& record);
// Those of the quorum for whom nobody attended.
std::vector<std::string> missing_quorum(const define::Definitions& definitions,
                                        const std::vector<std::string>& quorum,
                                        const std::vector<Seat>& seats);
// The sections of the meeting's own form.
std::vector<const define::Section*> meeting_sections(const define::Definitions& definitions,
                                                     const define::MeetingRule& rule);

}  // namespace longstone::work
