#pragma once

#include <string>

#include "base/json.h"
#include "people/create.h"

// A person as the API takes one: {given_name, family_name, birth_date | expected_date, sex,
// nhs_number, upn, addresses, …}, or a place, a group or an organisation: {kind, name, where,
// what, other_names, note}.
namespace longstone::api {

// Invalid names every member that cannot be read, under `prefix`. Without `kind` it is of the kind
// `otherwise`.
Result<people::NewPerson> new_person_from(const Json& json,
                                          const std::string& prefix,
                                          people::Kind otherwise = people::Kind::Person);
// The same members as assertions, for stating more about somebody known of that kind.
Result<std::vector<people::NewAssertion>> assertions_from(const Json& json,
                                                          const std::string& prefix,
                                                          people::Kind kind);

}  // namespace longstone::api
