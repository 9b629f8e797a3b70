#pragma once

#include <vector>

#include "match/clusters.h"

// Records that fit two people who cannot be one: a name at an address without a date of birth,
// where father and son bear the name. However well such a record fits the one, it is worth no more
// than by how much the other fits worse.
namespace longstone::match {

class Rivals {
public:
    // `pairs` with the weight of the evidence, whatever the rule.
    Rivals(const Book& book,
           const std::vector<Pair>& pairs,
           const Clusters& clusters,
           const Scale& scale,
           const LinkLimits& limits);

    // What a pair of one person, or of two, is still worth.
    Bits together(RecordNo a, RecordNo b, Bits weight) const;
    Bits apart(Comparer& comparer, RecordNo a, RecordNo b, Bits weight) const;

private:
    // What speaks for that record being of the person of `no` too, as the others of that person
    // say; beyond doubt where none of them could not be it.
    Bits fits(Comparer& comparer, RecordNo no, RecordNo other) const;

    const Book& book_;
    const Scale& scale_;
    const Clusters& clusters_;
    std::vector<RecordNo> next_ = {};
    std::vector<Bits> home_ = {};   // of each record, how well it fits its person
    std::vector<Bits> doubt_ = {};  // and by how much better than the best of its rivals
};

}  // namespace longstone::match
