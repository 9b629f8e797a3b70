#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "match/record.h"
#include "people/living.h"

// Whom one transaction has put on record or changed, whom the living index cannot know before it is
// committed. Lives as long as that transaction: it reads each of its events once, however many rows
// it takes.
namespace longstone::store {
class Session;
}

namespace longstone::people {

class Arrivals {
public:
    // Reads on from `position`, that of the index, or from where it was before.
    void follow(store::Session& db, std::int64_t position);
    // Those who could be the same: without a birth, a number or a postcode that agrees nothing
    // links.
    [[nodiscard]] std::vector<Living::Uncommitted> meeting(const match::Entry& arrived) const;

private:
    void take(store::Session& db, std::string_view person);

    std::int64_t read_ = -1;  // up to where in the journal
    std::vector<Living::Uncommitted> people_ = {};
    std::map<std::string, std::size_t, std::less<>> at_ = {};             // by person
    std::multimap<std::string, std::size_t, std::less<>> by_value_ = {};  // also what was so before
};

}  // namespace longstone::people
