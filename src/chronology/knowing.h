#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "chronology/entry.h"
#include "chronology/facts.h"
#include "chronology/story.h"

// Who could have known what of a record, and since when, worked out as access/policy would have
// decided at every minute: whole reach of an agency's posts while the record was open to them, its
// own part from when it was asked, told or invited, and nobody whom the record was kept from. The
// posts are those of today; a test holds this equal to what a viewer with these posts sees.
namespace longstone::chronology {

// What one entry was, as far as it matters who may see it.
struct Audience {
    Instant recorded = {};
    std::string agency = {};  // that recorded it
    // Agencies that have it by their own part, since when and how: asked, told, at the meeting.
    std::map<std::string, std::pair<Instant, How>, std::less<>> direct = {};
    std::vector<const Question*> questions = {};  // answered; empty: it is more than answers
    bool head = false;                          // that the record is there, which every party knows
    const work::RequestState* reply = nullptr;  // it is the answer to this
};

class Knowing {
public:
    Knowing(Facts& facts, const Story& story, const std::set<std::string, std::less<>>& people);

    // Earliest first.
    [[nodiscard]] std::vector<Known> of(const Audience& audience) const;
    // Whether somebody was asked about, and none of their posts opened this at their minute.
    [[nodiscard]] bool kept_from_user(const Audience& audience) const;

private:
    struct Span {
        Instant from = {};
        Instant until = {};
    };
    // What one of them could see of this record, and when.
    struct Sight {
        const Knower* knower = nullptr;
        const PostSight* posts = nullptr;
        std::vector<Span> whole = {}, part = {};
        Instant subject = {};  // since when it knew that it is about these people
        Instant subject_whole = {};
        bool nameless = false;  // asked without names: it knows of nobody
    };
    [[nodiscard]] Sight sight_of(const Knower& knower, const PostSight& posts) const;
    void see_by_posts(Sight& sight) const;
    void see_by_name(Sight& sight) const;
    void find_people(Sight& sight) const;
    [[nodiscard]] bool is_nameless(const Knower& knower) const;
    [[nodiscard]] std::vector<Span> while_restricted(bool restricted) const;
    [[nodiscard]] static bool opens(const Sight& sight, const Question& question);
    [[nodiscard]] std::optional<Instant> answers_open(const Sight& sight,
                                                      const Audience& audience,
                                                      bool author) const;
    [[nodiscard]] std::optional<Instant> lifted(const Sight& sight,
                                                const work::RequestState& reply,
                                                bool whole) const;
    [[nodiscard]] std::optional<Known> known_by(const Sight& sight, const Audience& audience) const;

    const Story& story_;
    const std::set<std::string, std::less<>>& people_;
    std::vector<Sight> sights_ = {};
};

}  // namespace longstone::chronology
