#pragma once

#include <vector>

#include "match/clusters.h"

// What is stated of pairs once the persons stand: those within a person are held against the others
// of it (within.h), and a weight says what it is worth where it stands (standing.h). Nothing that
// is carried through others links by itself or outbids a rule.
namespace longstone::match {

// The pairs, with those within each person added and raised. By a, then b.
std::vector<Pair> carry(const Book& book,
                        std::vector<Pair> pairs,
                        const Clusters& clusters,
                        const Scale& scale,
                        const LinkLimits& limits,
                        RecordNo right_begins);

}  // namespace longstone::match
