#pragma once

#include <vector>

#include "match/link.h"

// What pairs are worth where no number shows it. Two records that each belong elsewhere with
// certainty are one person or two as their homes are, whatever they themselves look like: so the
// company they keep shows what a weight is worth, without anybody's label.
namespace longstone::match {

// Adds what the company of pairs shows to the calibration, and weighs anew the pairs of kinds that
// nothing else told of; two records whose homes speak against one person lose by it (Pair::gain).
// Where the sexes told, how the homes stand is evidence for as well as against.
void keep_company(const Book& book,
                  std::vector<Pair>& pairs,
                  const Scale& scale,
                  LinkLimits& limits);

}  // namespace longstone::match
