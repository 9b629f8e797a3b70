#pragma once

#include <string>
#include <vector>

#include "demo/script.h"

// Courses: one worry from the front door to wherever the plan says that it has come, as steps with
// their times. Courses are laid beside each other and played in the order of their times.
namespace longstone::demo {

struct Beat {
    Instant at = {};
    std::vector<Json> steps = {};  // played one after the other, at that time
};

// One worry to be told. `entry` is a line of the plan.
struct Worry {
    std::string id = {};  // its records are remembered as "<id>" and "<id>-hub"
    Json entry = {};
    bool hub = false;         // goes on to an enquiry at the hub
    bool repeat = false;      // there was another about the same person
    Instant received = {};    // at the front door
    Instant hub_opened = {};  // by the decision there
    Instant end = {};         // nothing happens later
};

// Who plays, by post, and what is known of them for their forms.
struct Players {
    std::map<std::string, std::string> shown = {};  // "agency/post" → name
    std::map<std::string, std::string> posts = {};  // → the post's name
    std::map<std::string, std::string> agencies = {}, short_names = {}, phones = {},
                                       emails = {};  // by agency
};

std::vector<Beat> child_course(const Script& script, const Players& players, const Worry& worry);
std::vector<Beat> adult_course(const Script& script, const Players& players, const Worry& worry);

// For both kinds.
Json at_record(const std::string& as, const std::string& record, Json step);
Json do_step(const std::string& as, const std::string& record, const std::string& what);
// The words of the referrer and of the times; `post` is "agency/post".
void put_referrer(Words& words, const Players& players, const std::string& post);
void put_times(Words& words, Instant at);
// The agencies that a hub asks here, the first `asks` of them.
std::vector<std::string> agencies_asked(const Json& entry, const std::vector<std::string>& likely);
// An agency's answer to a check.
Json check_reply(const Script& script,
                 const Worry& worry,
                 const Json& story,
                 const std::string& agency,
                 const Words& words);
Json told(const std::string& whom, const std::string& words);
// What the plan adds to one record: documents and an action; and, once it was decided, who may not
// see it, who broke the glass and who disagrees.
std::vector<Json> extras_while_open(const Worry& worry,
                                    const std::string& record,
                                    const std::string& worker);
std::vector<Json> extras_after(const Worry& worry,
                               const std::string& record,
                               const std::string& worker);
// Whether the course goes at least as far as `stage`; `stages` in their order.
bool reaches(const std::string& to,
             const std::string& stage,
             const std::vector<std::string>& stages);
// Gives each beat of the hub its time: from its opening to its end, a little apart.
void spread(std::vector<Beat>& beats, Instant from, Instant until);

}  // namespace longstone::demo
