#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
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
struct Card {
    std::string_view person = {};
    bool restricted = false;
    std::string_view plain = {};
    std::string_view whole = {};  // with what is protected, where there is such
};
// Everybody's, some ten thousand at a time, each once and in the order in which the database has
// them; the next are read while these are looked at.
void each_cards(store::Session& db, const std::function<void(std::span<const Card>)>& look);
// Who stands on sealed records alone, and on which.
std::map<std::string, std::set<std::string>, std::less<>> on_sealed_alone(store::Session& db);

// Of a database from before there were cards: makes them, once.
void keep_older_cards(store::Store& store, Instant now);

}  // namespace longstone::people
