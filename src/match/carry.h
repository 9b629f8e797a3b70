#pragma once

#include <vector>

#include "match/clusters.h"

// Two records of one person that hardly speak for each other (an old address here, no date of birth
// there) are one person through the others between them: as sure as the weaker step of the best
// way. What is carried so never links by itself, never outbids a rule or evidence against it.
namespace longstone::match {

// The pairs, with those within each person added and raised. By a, then b.
std::vector<Pair> carry(const Book& book,
                        std::vector<Pair> pairs,
                        const Clusters& clusters,
                        const Scale& scale,
                        const LinkLimits& limits,
                        RecordNo right_begins);

}  // namespace longstone::match
