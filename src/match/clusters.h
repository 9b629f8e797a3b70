#pragma once

#include <vector>

#include "match/within.h"

// Persons out of pairs: the best pair first, and two groups become one only when the hard evidence
// of every member allows it and their members speak for each other taken together. Never connected
// components: one wrong pair must not make one person of two.
namespace longstone::match {

struct ClusterLimits {
    Bits join = 0;     // pairs of less weight join nothing
    Bits opposed = 0;  // two groups whose members weigh less than this on average stay two
};
ClusterLimits default_cluster_limits();

struct Clusters {
    std::vector<RecordNo> of = {};  // of each record, the first record of its person
    std::vector<Pair> bridges =
        {};  // pairs that would have joined what the rest holds apart: for review
};

// Whether two groups whose members stand so to each other may be one person.
bool speak_for_each_other(const std::vector<Own>& each, const ClusterLimits& limits);

Clusters cluster(const Book& book,
                 const std::vector<Pair>& pairs,
                 const Scale& scale,
                 const ClusterLimits& limits);

}  // namespace longstone::match
