#pragma once

#include <vector>

#include "match/clusters.h"

// A record that stands alone belongs somewhere, or is the only one of its person. In a book where
// hardly anybody has one record only, the best of what it resembles is likelier than the pair by
// itself says: not "these two, or strangers", but "these two, or another whom it resembles, or
// nobody". How many have one record only, the book itself shows.
namespace longstone::match {

// The persons that the pairs make. Where no number or label has shown what pairs are worth, weighs
// them anew (Pair::gain) by their company (company.h), which `limits` learns from it, and those of
// records that stood alone.
Clusters persons_of(const Book& book,
                    std::vector<Pair>& pairs,
                    const Scale& scale,
                    LinkLimits& limits);

}  // namespace longstone::match
