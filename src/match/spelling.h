#pragma once

#include <vector>

#include "match/book.h"

// Names that few bear and that are one slip of the keyboard from a name that more bear: very likely
// that name. It serves to meet, never to judge: names are compared as they were written.
namespace longstone::match {

class Spelling {
public:
    explicit Spelling(const Book& book);
    // The likelier name; the same when there is none.
    TextId of(TextId name) const { return likelier_[name]; }

private:
    std::vector<TextId> likelier_ = {};
};

}  // namespace longstone::match
