#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/problem.h"
#include "people/person.h"

// Assertions as the journal keeps them and as the tables keep them. The words of a kind are the
// `kind` of its JSON: name, birth-date, expected-date, sex, death, address, identifier, contact,
// flag, detail, note.
namespace longstone::journal {
struct Event;
}

namespace longstone::people {

std::string_view kind_word(const Fact& fact);
// {kind, …} with the members of the fact: {"kind": "name", "given": "Ann", "family": "Bell", …}.
Json to_json(const Fact& fact);
// Invalid when it cannot be read; the field is the member at fault.
Result<Fact> fact_of(const Json& json);
// The fact with source, from, until and protected.
Json to_json(const NewAssertion& stated);
Result<NewAssertion> new_assertion_of(const Json& json);

// The line that makes one place of an address, whoever wrote it: folded first line and postcode.
// Empty without a line and a postcode: a street alone is not one place.
std::string place_key(const Address& address);

// Everything ever said of a person, in the order in which it was recorded.
std::vector<Assertion> load_assertions(store::Session& db, std::string_view person);

// For the projection: one assertion of an event's body, which stands `position`th in it.
void keep_assertion(store::Session& db,
                    std::string_view person,
                    const journal::Event& event,
                    const Json& stated,
                    std::int64_t position);
void end_assertion(store::Session& db,
                   std::string_view person,
                   std::string_view id,
                   std::string_view until);
void withdraw_assertion(store::Session& db,
                        std::string_view person,
                        std::string_view id,
                        const journal::Event& event);

}  // namespace longstone::people
