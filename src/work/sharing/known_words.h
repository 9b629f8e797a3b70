#pragma once

#include <string>
#include <vector>

#include "people/person.h"

// What identifies a person, in combinations that are written one way whoever wrote them: what is
// hashed when an agency is asked whether it knows them. Pure. Values of now and of before count;
// what is protected never leaves, not even as a hash.
namespace longstone::work {

// Strong: agreeing in it alone is enough. Name and Place are weak: one of each is enough, so that
// twins, who share a birth date and an address, do not agree by sharing them.
enum class KnownBy { Strong, Name, Place };

struct KnownWord {
    KnownBy by = KnownBy::Strong;
    std::string text = {};
    bool operator==(const KnownWord&) const = default;
};

// The strong ones first, at most `most`; none of two is the same.
std::vector<KnownWord> known_words(const std::vector<people::Assertion>& assertions,
                                   std::size_t most);

// Whether agreeing in these is enough to say that it is the same person.
bool agree_enough(const std::vector<KnownBy>& agreeing);
bool agree(const std::vector<KnownWord>& one, const std::vector<KnownWord>& other);

}  // namespace longstone::work
