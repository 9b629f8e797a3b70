#pragma once

#include <vector>

#include "match/keys.h"
#include "match/spelling.h"

// Ways to meet for records whose fields are mostly missing or wrong. Each goes by one thing alone,
// and only where so few records have it that all of them can be compared; and by the likelier
// spelling of a name. In a book of millions hardly anything is so rare, and they cost nothing.
namespace longstone::match {

class Loose {
public:
    explicit Loose(const Book& book, int threads = 1);
    // Appends to the keys of a record those that only a book in bulk has.
    void keys_of(RecordNo no, std::vector<Key>& keys) const;

private:
    using Counts = std::vector<std::uint8_t>;  // by hash, up to a few
    void put(Way way, const Counts& counts, std::uint64_t value, std::vector<Key>& keys) const;

    const Book& book_;
    Spelling spelling_;
    Counts births_ = {}, given_ = {}, family_ = {}, extras_ = {};
};

}  // namespace longstone::match
