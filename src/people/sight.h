#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "people/person.h"

// What one viewer may see of one person. Whole: somebody on a record that the viewer may see, a
// person they put on record themselves, a professional, or anyone when the viewer holds
// see-all-people; a place or an organisation, unless all its records are restricted: then it does
// not exist for others. Known: that the person is known, and to which kinds of agency. A restricted
// person is Whole only by a record or by see-restricted, and else does not exist. Who works with
// somebody sees those whole who are held to be one person with them (held.h).
namespace longstone::access {
class Grant;
struct Viewer;
}  // namespace longstone::access

namespace longstone::people {

enum class Sight { Hidden, Known, Whole };

Sight sight_of(const Context& context, const access::Viewer& viewer, std::string_view person);
// The same of several, asked together; at most kSightsAtOnce.
inline constexpr std::size_t kSightsAtOnce = 60;
std::vector<Sight> sights_of(const Context& context,
                             const access::Viewer& viewer,
                             std::span<const std::string> people);
// Whether a record that names them, or somebody held to be them, is open to the viewer by a post or
// as its lead, not only in part: somebody who looks after a place is not told who goes there by
// having been asked about it.
bool sees_by_work(const Context& context, const access::Viewer& viewer, std::string_view person);
// NotFound unless the grant is to edit this very person and the viewer sees them whole.
Result<bool> may_edit(const Context& context, const access::Grant& grant, std::string_view person);
// NotFound unless the viewer may name this person on a record: Known is enough.
Result<bool> may_name(const Context& context,
                      const access::Viewer& viewer,
                      std::string_view person);

// The kinds of agency that have to do with this person through records that are not restricted,
// in words and in alphabetical order.
std::vector<std::string> known_to(const Context& context, std::string_view person);

}  // namespace longstone::people
