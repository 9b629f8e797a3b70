#include "match/persons.h"

#include <algorithm>

#include "match/alone.h"
#include "match/company.h"

namespace longstone::match {

Clusters persons_of(const Book& book,
                    std::vector<Pair>& pairs,
                    const Scale& scale,
                    LinkLimits& limits) {
    keep_company(book, pairs, scale, limits);
    auto clusters = cluster(book, pairs, scale, default_cluster_limits());
    const bool untold = std::any_of(pairs.begin(), pairs.end(), [&](const Pair& pair) {
        return limits.calibration.is_untold(pair.kind);
    });
    if (!untold) return clusters;
    weigh_alone(book, pairs, clusters, limits);
    return cluster(book, pairs, scale, default_cluster_limits());
}

}  // namespace longstone::match
