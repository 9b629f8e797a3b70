#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chronology/entry.h"
#include "define/definitions.h"
#include "work/given.h"

// Which answers stand on a line of time, and how much they weigh. All of it is said by definitions:
// a rating by its colour, any other coded answer by its list.
namespace longstone::chronology {

// Whether an answer to this question is an event on the line.
bool stands(const define::LineOfTime& line,
            const define::Pathway& pathway,
            const define::Field& field);

struct Weighed {
    Weight weight = Weight::None;
    std::string by = {};  // "Rating: Red"
};
// The heaviest of the values.
Weighed weigh(const define::Definitions& definitions,
              const define::Field& field,
              const work::Given& given);
// Of a code of a list; none where the definitions weigh no such list.
Weight weight_of_code(const define::Definitions& definitions,
                      const std::string& list,
                      const std::string& code);
// Of what happened itself, whatever it says.
Weight weight_of(Kind kind);

}  // namespace longstone::chronology
