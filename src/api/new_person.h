#pragma once

#include <string>

#include "base/json.h"
#include "people/create.h"

// A person as the API takes one: {given_name, family_name, birth_date | expected_date, sex,
// nhs_number, upn, addresses, …}.
namespace longstone::api {

// Invalid names every member that cannot be read, under `prefix`.
Result<people::NewPerson> new_person_from(const Json& json, const std::string& prefix);
// The same members as assertions, for stating more about a known person.
Result<std::vector<people::NewAssertion>> assertions_from(const Json& json,
                                                          const std::string& prefix);

}  // namespace longstone::api
