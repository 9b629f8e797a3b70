#pragma once

#include <string>
#include <vector>

// For tests: forms filled in as the definitions ask for them, whatever they ask.
namespace longstone::web {

class Browser;
class TestHouse;

inline constexpr const char* kPathway = "child-contact-referral";

// Every required question of these forms, section by section, at the pages under `base`.
void answer_all(TestHouse& house,
                Browser& browser,
                const std::string& base,
                const std::vector<std::string>& forms);
// What the referrer of a record is told.
void tell_referrer(TestHouse& house, const std::string& ref, const std::string& words);

}  // namespace longstone::web
