#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "people/person.h"

// What becomes of somebody whom an agency tells of by a feed: they are somebody that agency told of
// before, they are linked to somebody on record, a person looks, or they are new. Hard rules stand
// over every weight, and nobody who is restricted, or stands on sealed records alone, is ever
// linked here or told of. Nothing is merged: whoever arrives is put on record as they were told,
// and that they are one with another is an assertion, signed by the model that made it, with its
// weight and its evidence, which anybody entitled may withdraw (same_person.h).
namespace longstone::access {
struct Viewer;
}

namespace longstone::people {

enum class Fate {
    Known,        // by the agency's own number: add to `person`, put nobody new on record
    LinksItself,  // put them on record, then link_by_model()
    ForReview,    // put them on record: the review queue finds the pair by itself
    New,
};

struct Arrival {
    std::vector<NewAssertion> stated = {};
    std::string agency = {};  // who tells of them
    // The number that this agency keeps them under, as an identifier among `stated`; empty: none.
    std::string scheme = {}, number = {};
    bool restricted = false;  // then they are never linked
};

struct Like {
    std::string person = {};
    double weight = 0;  // bits
    double probability = 0;
    std::string evidence = {};  // in words, the rule that held it back last
};

struct MatchUp {
    Fate fate = Fate::New;
    std::string person = {};  // when Known or LinksItself
    double weight = 0;        // bits
    double probability = 0;
    std::string model = {};        // its version
    std::string evidence = {};     // in words
    std::vector<Like> likes = {};  // when ForReview, the likeliest first
};

// Reads only, and notes no look. Sees what the transaction of `context` holds already, so that two
// rows of one delivery find each other. `viewer` is whoever the feed acts as: somebody hidden from
// them is nobody here.
MatchUp match_up(const Context& context, const access::Viewer& viewer, const Arrival& arrival);

// Says that `newcomer`, who was put on record in this transaction, is the person that match_up()
// linked. Refused when a person has said that the two are different, or one of them is restricted.
Result<void> link_by_model(const Context& context,
                           std::string_view newcomer,
                           const MatchUp& matched);

}  // namespace longstone::people
