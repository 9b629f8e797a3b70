#pragma once

#include <set>

#include "demo/player.h"
#include "demo/sharing_steps.h"

// The player, and what it does not play: acts whose form depends on how the record then stands.
// A step may name one with `do`, and the record with `record`:
//
//   review    open each earlier record that was not looked at, so that a decision may be made
//   assign    `user` leads it                 call      `meeting` of `agencies`, `on` an instant
//   remind    those who have not answered     document  a small file `name`, from whoever plays
//   bar       a user, with a reason           glass     break-glass, with a reason
//   load      figures to hold ours against: `figures`, a file of figures/, and its `source`
//   freeze    the figures of `report`, which the record carries
//   publish   that report, to be read at `address`
//   tie       `to`, a record remembered, by a `link` of the loop of learning
//   watch     a `measure` that should move `from` a day on because of the record, and `why`
//   feed      sends `rows`, each with its feed, for the agency of whoever plays; `people` as such
//   known-list, ask-known, answer-known, ask-fields, decide, look, end: sharing_steps.h
//   relate    `ties`, each as the player's `relate`: those not said before, of people on record
namespace longstone::demo {

class Stage {
public:
    // `folder` holds figures/.
    Stage(work::House& house, Clock& clock, std::string folder);

    // Throws std::logic_error that says which step went wrong, and how.
    void play(const Json& step, Instant at);
    Player& player() { return player_; }
    // The reference of a record by the name that it is remembered by.
    [[nodiscard]] const std::string& ref(const std::string& name) const { return refs_.at(name); }

private:
    void act(const Json& step);
    void review();
    void assign(const Json& step);
    void call_meeting(const Json& step);
    void remind();
    void relate(const Json& ties);
    void attach(const Json& document);
    void load_figures(const Json& file);
    void follow_learning(const Json& asked, bool watch);
    void make_report(const Json& asked, bool publish);
    void send_feed(const Json& step);
    void post(const std::string& target, const Json& body);

    work::House& house_;
    Clock& clock_;
    std::string folder_;
    Player player_;
    SharingSteps sharing_{player_.callers()};
    std::map<std::string, std::string> refs_ = {};
    std::set<std::pair<std::string, std::string>> related_ = {};  // by their names
    std::string as_ = {}, ref_ = {};
};

}  // namespace longstone::demo
