#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/limit.h"
#include "define/form.h"

// Answers that come through a link or its QR code, from people who have no account: what they open,
// what they are told before they answer, and how what they said is coded and shown afterwards.
namespace longstone::define {

struct LinkRule {
    std::string id = {}, name = {};
    std::string opens = {};  // the pathway of which each answer is a record, asked as the public is
    std::vector<std::string> copies = {};             // answers here that go with it
    std::map<std::string, std::string> renames = {};  // field here → field there
    std::map<std::string, std::string> sets = {};   // field there → its answer; {field} is one here
    std::map<std::string, std::string> words = {};  // question there → the field here that words it
    bool is_anonymous = false;
    Condition anonymous = {};           // of is_anonymous: only when it holds
    std::optional<Limit> expires = {};  // how long a link lives
    int most = 0;                       // answers through one link; 0: any number
    std::string intro = {};             // what it is for; {field} is an answer here
    std::string readers = {};           // who reads it
    std::string after = {};             // what happens next
    // How what was said is read: the question that codes it, the comments that are coded, the
    // rating, and when a comment may be printed.
    std::string themes = {}, rating = {};
    std::vector<std::string> comments = {};
    Condition print = {};
    Place place = {};
};

// What became of an asking, as it is told to those who were asked: printed, or put on a page that
// anybody may read.
struct StoryRule {
    std::string link = {};                // whose answers are counted
    int fewest = 5;                       // smaller figures are not told
    std::vector<std::string> asked = {};  // answers that say what was asked
    std::string invited = {};             // a number: how many were asked
    std::string answered = {};  // a number: how many answered in any way, where that is more
    std::string did = {};       // a group: what they said and what was done
    std::vector<std::string> changed = {};  // answers that say what changed
    Place place = {};
};

}  // namespace longstone::define
