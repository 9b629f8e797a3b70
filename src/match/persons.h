#pragma once

#include <vector>

#include "match/clusters.h"

// The persons that the pairs of a book make. Where no number or label has shown what pairs are
// worth, they are weighed anew first: by the company that records keep, and by who stands alone.
namespace longstone::match {

// `pairs` as link() gave them; what is gained or lost stands in Pair::gain. What company shows is
// added to the calibration of `limits`, for carry().
Clusters persons_of(const Book& book,
                    std::vector<Pair>& pairs,
                    const Scale& scale,
                    LinkLimits& limits);

}  // namespace longstone::match
