#pragma once

#include <string>

#include "access/accounts.h"
#include "web/visit.h"

// What the pages about accounts share.
namespace longstone::web {

// A change of accounts inside the transaction of act().
access::Change change_in(Visit& visit, const work::Context& context);
// "Hub social worker, Children's Services"
std::string post_words(const define::Definitions& definitions, const access::PostHeld& held);

}  // namespace longstone::web
