#pragma once

#include <string>

#include "exchange/feed_people.h"

// What one row does, by the acts that a person uses: somebody is found or put on record, a record
// is opened or added to, and the row is noted as received. One transaction, which the caller
// commits, or drops when the row is refused; `batch` is its own.
namespace longstone::exchange {

struct Taken {
    std::string outcome = {};  // opened, added, person, changed or already
    std::string record = {};   // empty when the sender may not be told of it
};

// Invalid with the problems under their columns; `row` has none of its own.
Result<Taken> take_row(work::Context& context,
                       const Sender& sender,
                       const RowSays& row,
                       Batch& batch);

}  // namespace longstone::exchange
