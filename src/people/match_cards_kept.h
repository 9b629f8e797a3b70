#pragma once

#include <string_view>
#include <vector>

#include "base/time.h"

// The matching cards (match_card.h) as the tables keep them.
namespace longstone::store {
class Session;
class Store;
}  // namespace longstone::store

namespace longstone::people {

struct Assertion;

void put_card(store::Session& db,
              std::string_view person,
              bool restricted,
              const std::vector<Assertion>& assertions,
              Date today);
// Of a database from before there were cards: makes them, once.
void keep_older_cards(store::Store& store, Instant now);

}  // namespace longstone::people
