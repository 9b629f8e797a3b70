#pragma once

namespace longstone::journal {
struct Projection;
}

// Makes the tables of this floor from the events of the streams person/<id>: person.created,
// person.asserted, person.withdrawn, person.born, person.restricted, person.related,
// person.unrelated, person.same-as, person.not-same-as, person.same-withdrawn and person.reviewed.
// A rebuild gives the same rows.
namespace longstone::people {

journal::Projection projection();

}  // namespace longstone::people
