#pragma once

#include <vector>

#include "match/clusters.h"

// A record that stands alone belongs somewhere, or is the only one of its person. In a book where
// hardly anybody has one record only, the best of what it resembles is likelier than the pair by
// itself says: not "these two, or strangers", but "these two, or another whom it resembles, or
// nobody". How many have one record only, the book itself shows.
namespace longstone::match {

// Weighs anew (Pair::gain) the pairs of records that stand alone among `clusters`, where nothing
// has shown what such pairs are worth but what the records resemble; what the sexes showed stays
// true of all their pairs together.
void weigh_alone(const Book& book,
                 std::vector<Pair>& pairs,
                 const Clusters& clusters,
                 const LinkLimits& limits);

}  // namespace longstone::match
