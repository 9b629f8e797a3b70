#pragma once

#include <string>
#include <string_view>
#include <vector>

// What the partnership does as a partnership, beside its work with people: one page that leads to
// it. Each line is shown to those who may open what it leads to; who may open none of it has
// neither the page nor its entry in the navigation.
namespace longstone::web {

class Visit;

inline constexpr const char* kPartnershipPath = "/partnership";

struct LandingLine {
    std::string name = {};
    std::string href = {};
    std::string hint = {};                  // what one finds there, one sentence
    bool (*shown)(const Visit&) = nullptr;  // whether this viewer may open it
};

// The lines that this viewer may open, in the order of the page.
std::vector<LandingLine> landing_lines(const Visit& visit);

}  // namespace longstone::web
