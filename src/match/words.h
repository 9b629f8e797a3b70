#pragma once

#include <string>
#include <vector>

#include "match/rules.h"
#include "match/weigh.h"

// What the matcher found, in words and figures that a person can check.
namespace longstone::match {

// One field of a pair: what it says, and how many bits for (over 0) or against one person.
struct Reason {
    std::string field = {};             // "Given name"
    std::string words = {};             // "is the same"
    std::string left = {}, right = {};  // the values, as they were read
    Bits stranger = 0, household = 0;  // as against a stranger; as against another of the household
};

struct Explained {
    std::vector<Reason> reasons = {};
    Pattern pattern = {};
    Evidence evidence = {};
    Bits stated = 0;
    double chance = 0;
    Band band = Band::NoLink;
    Rule rule = Rule::None;
};

Explained explain(const Book& book,
                  const Scale& scale,
                  RecordNo a,
                  RecordNo b,
                  const Bands& bands = default_bands());
std::string words_of(const Explained& explained);
const char* words_of(Band band);

// The model as a table: field, level, and its share in each class.
std::string table_of(const Model& model);

}  // namespace longstone::match
