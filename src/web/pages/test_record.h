#pragma once

#include <string>
#include <vector>

#include "web/test_house.h"

// For tests: a hub enquiry about somebody, opened as a decision opens one, and forms filled in with
// whatever their definitions take.
namespace longstone::web {

// About Maisie Thorburn, seven; opened by the hub's manager. Gives its reference.
std::string open_enquiry(TestHouse& house);
// Another about the same child, whose record is `before`.
std::string open_enquiry_about_the_same(TestHouse& house, const std::string& before);
// A value that the question takes, under the names of its inputs.
http::Pairs filled(const TestHouse& house, const define::Field& field);
// Every question of a section that is asked without a condition.
http::Pairs filled(TestHouse& house, const std::string& form, const std::string& section);
// The hidden revision of the form on the page.
std::string rev_on(const Answer& page);
// The same fields with one value in place of another.
http::Pairs with(http::Pairs fields, const std::string& name, const std::string& value);

}  // namespace longstone::web
