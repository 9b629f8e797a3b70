#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "access/viewer.h"
#include "base/time.h"
#include "define/definitions.h"

// What is asked of the definitions again and again while a line is told, looked up once for each
// pathway: what the posts of each agency reach, and what a question is.
namespace longstone::chronology {

// An agency with all its posts, or one user with theirs.
struct Knower {
    std::string agency = {}, user = {};
    std::vector<access::PostHeld> posts = {};
    Instant at = {};  // of a user: whether it was open to them at this minute (Known::open_then)
};

// What the posts of one of them give on a pathway.
struct PostSight {
    bool whole = false, opens_restricted = false, part = false;
    bool by_role = false;  // a role of theirs stands on the pathway
    bool sees_sensitive = false;
    std::vector<std::string> roles = {};  // of posts with whole reach
};

struct Question {
    const define::Section* section = nullptr;  // nothing: not asked any more
    const define::Field* field = nullptr;
    bool stands = false;  // its answer is an event on the line
    int place = 0;        // among all that the pathway asks
    // Open to whoever sees the whole.
    [[nodiscard]] bool plain() const {
        return !section->sensitive && !field->sensitive && section->private_to.empty() &&
               field->private_to.empty();
    }
};

class Facts {
public:
    // Every agency of the partnership, and these users.
    Facts(const define::Definitions& definitions, const std::vector<Knower>& users);

    [[nodiscard]] const define::Definitions& definitions() const { return definitions_; }
    [[nodiscard]] const std::vector<Knower>& knowers() const { return knowers_; }
    // In the order of the knowers.
    const std::vector<PostSight>& sights(const define::Pathway& pathway);
    // Whether a role of theirs has this power.
    [[nodiscard]] bool has_power(const Knower& knower, const std::string& power) const;
    [[nodiscard]] bool sees_sensitive(const Knower& knower) const;
    // By any name that it has had.
    const Question& question(const define::Pathway& pathway, const std::string& id);

private:
    [[nodiscard]] PostSight sight_of(const Knower& knower, const define::Access& access) const;

    const define::Definitions& definitions_;
    std::vector<Knower> knowers_ = {};
    std::map<std::string, std::vector<PostSight>> sights_ = {};
    std::map<std::string, std::unordered_map<std::string, Question>> questions_ = {};
};

}  // namespace longstone::chronology
