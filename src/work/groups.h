#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/load.h"

// The groups of the partnership at work: which records belong to each, its meetings, what it
// decided, its actions, and who came. Which pathways' records are a group's is said by their
// definitions (`group`) and by the group (`takes`). Each record is opened with a Grant of its own,
// so a page shows of a group what its reader may see of its records.
namespace longstone::work {

// The records of one pathway that belong to a group, newest first.
struct GroupRecords {
    const define::Pathway* pathway = nullptr;
    std::string name = {};  // the heading
    bool heard = false;     // brought to the group by others
    std::vector<Opened> records = {};
    bool more = false;  // there are earlier ones
};

// A meeting of the group, on whichever of its records.
struct GroupMeeting {
    std::string record = {};
    const define::MeetingRule* rule = nullptr;
    MeetingState meeting = {};
    bool minutes_readable = false;            // whole, or invited
    std::optional<Instant> minutes_due = {};  // once held, until they are sent
};

struct GroupAction {
    std::string record = {};
    ActionState action = {};
    [[nodiscard]] bool late(Date today) const {
        return !action.done && action.status == "open" && action.due && *action.due < today;
    }
};

// One item that was decided at a meeting: the group of questions, and its answers.
struct GroupDecision {
    std::string record = {};
    std::string meeting = {};
    Instant at = {};
    const define::Field* field = nullptr;
    Given::Item item = {};
};

struct GroupNext {
    std::string record = {};
    std::string meeting = {};  // empty: a day is named, and nobody has been invited yet
    Date day = {};
};

struct GroupWork {
    const define::Group* group = nullptr;
    std::vector<GroupRecords> records = {};
    std::vector<GroupMeeting> meetings = {};    // newest first
    std::vector<GroupAction> actions = {};      // open ones: late first, then by their day
    std::vector<GroupDecision> decisions = {};  // newest first
    std::optional<GroupNext> next = {};
};
struct GroupAsked {
    int most = 20;        // records of each pathway
    bool details = true;  // decisions too, and what others bring to it
};
GroupWork work_of_group(Context& context,
                        const access::Viewer& viewer,
                        const define::Group& group,
                        const GroupAsked& asked = {});

// How an agency came to the meetings that were held, as its seats say.
struct Coming {
    std::int64_t invited = 0, came = 0, apologies = 0;
    int missed_last = 0;  // of its last meetings in a row

    [[nodiscard]] std::optional<double> percent() const;
};
enum class Came { NotInvited, Yes, Apologies, No };
Came came_to(const MeetingState& meeting, std::string_view agency);
// Of the meetings held, newest first.
Coming coming_of(const std::vector<GroupMeeting>& meetings, std::string_view agency);

}  // namespace longstone::work
