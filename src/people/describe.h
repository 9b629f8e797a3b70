#pragma once

#include <string>

#include "people/find.h"
#include "people/person.h"

// A person in words, for identity bars and lists. Pure: today is told.
namespace longstone::people {

// "7 years", "5 months", "12 days", "about 30 years"; empty when nobody knows or they have died.
std::string say_age(const Summary& person, Date today);
// "Girl, 7 years · born 3 March 2019", "Unborn · expected 3 March 2027",
// "Woman, about 40 years · born about 1986", "Man · died 4 May 2026, aged 71",
// "Place · Manchester Street, Morpeth, NE61 1AF".
std::string about_line(const Summary& person, Date today);
// The same with where they live: "… · lives at 4 Dene Road, NE61 1AB", or "… · address withheld".
std::string about_line(const Person& person, Date today);
// "4 Dene Road, Morpeth, NE61 1AB"
std::string one_line(const Address& address);

}  // namespace longstone::people
