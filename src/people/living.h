#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "match/index.h"
#include "people/person.h"

// The one living index of people (match/index.h) beside the store, which every search before create
// asks. It is made from what the projection keeps of each person and follows the journal: before a
// search it takes in what was committed since, on this node or another, and nothing that was rolled
// back. Who is one person with whom is what the journal's assertions that stand say.
//
// People who are restricted, or who stand on sealed records alone, are on shelves of their own, and
// so is what is protected of others: a search opens the shelves that its viewer may know of, and
// nothing of its answer or its time depends on the rest.
namespace longstone::access {
struct Viewer;
}
namespace longstone::store {
class Store;
}

namespace longstone::people {

class Living {
public:
    explicit Living(store::Store& store, int threads = 1);
    ~Living();
    Living(const Living&) = delete;
    Living& operator=(const Living&) = delete;

    // Takes in what was committed; the first time, everybody, which takes seconds of a large
    // register.
    void catch_up();
    // From here on whoever serves takes in everybody beside the requests.
    void filled_beside();
    // Takes in what was committed. False, at once, while everybody is still being taken in beside.
    [[nodiscard]] bool ready();
    // Up to where in the journal; -1 before the first time.
    [[nodiscard]] std::int64_t position() const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::string version() const;

    struct Hit {
        std::string person = {};
        match::RecordNo record = 0;
        match::Bits weight = 0;
        double chance = 0;
        match::Band band = match::Band::NoLink;
        match::Rule rule = match::Rule::None;
        std::string card = {};  // of somebody not committed yet, who is in no index
    };
    struct Answer {
        std::vector<Hit> hits = {};  // the best first, each person once
        bool keyed = false;
        bool crowded = false;
    };
    // As of the last catch_up() or ready(). `also` are people who were come to by a single value
    // (keys.h). Those of them whom the index does not have yet are weighed as the session has them.
    Answer search(store::Session& db,
                  const access::Viewer& viewer,
                  Instant now,
                  const match::Entry& sought,
                  const std::vector<std::string>& also);
    struct Uncommitted {
        std::string person = {}, card = {};
    };
    // What the hard rules and the bands make of somebody who arrives: those who would be linked,
    // and those for review. Of what is open alone, so that no link rests on what is protected. Of
    // `also` are weighed those whom the index does not have yet. As of the last catch_up().
    std::vector<Hit> place(const match::Entry& arrived, const std::vector<Uncommitted>& also);
    // Family names that are one slip from this folded one, the commonest first.
    [[nodiscard]] std::vector<std::string> family_names_near(std::string_view name,
                                                             std::size_t most) const;
    [[nodiscard]] match::Explained explain(const match::Entry& sought, const Hit& hit) const;

    // Two people who are both on the open shelf. Nothing when one of them is not there.
    struct Pair {
        match::Explained explained = {};
        match::Weighed weighed = {};
    };
    [[nodiscard]] std::optional<Pair> pair(std::string_view a, std::string_view b) const;
    // Whether the assertions that stand make them one person, perhaps through others.
    [[nodiscard]] bool one_person(std::string_view a, std::string_view b) const;
    // All who are one person with this one, themselves included.
    [[nodiscard]] std::vector<std::string> with(std::string_view person) const;

    // Pairs for somebody to look at, found by asking for each person who is like them: goes on
    // where it was until all have been looked at or `most` more have. True when it is through.
    bool look_for_pairs(std::size_t most);
    struct Possible {
        std::string a = {}, b = {};  // a < b
        match::Bits weight = 0;
        double chance = 0;
        match::Rule rule = match::Rule::None;
        match::Band band = match::Band::NoLink;
        bool a_is_judged = false, b_is_judged = false;  // to be one with somebody, or not
    };
    // What moves a pair to the front of those that wait: for each of the two, first by what is
    // feared, then by how much is open; by how likely they are one, where nothing else differs.
    struct Urgent {
        std::string_view person = {};
        int harm = 0, records = 0;
    };
    // The first `most` of those who are not yet called one person, and of whom nobody has said
    // whether they are; but those in `but`.
    [[nodiscard]] std::vector<Possible> first_pairs(
        std::size_t most,
        const std::vector<Urgent>& urgent,
        const std::set<std::pair<std::string, std::string>>& but) const;
    [[nodiscard]] std::size_t pair_count() const;  // of all that were found
    // Those of one person.
    [[nodiscard]] std::vector<Possible> pairs_of(std::string_view person) const;

private:
    struct Inside;
    std::unique_ptr<Inside> in_;
};

}  // namespace longstone::people
