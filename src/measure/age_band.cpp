#include "measure/facts.h"

// The ages that figures are shown by.
namespace longstone::measure {
namespace {

struct Band {
    int from = 0;
    const char* words = "";
};
constexpr Band kBands[] = {{85, "85+"},
                           {75, "75-84"},
                           {65, "65-74"},
                           {45, "45-64"},
                           {25, "25-44"},
                           {18, "18-24"},
                           {16, "16-17"},
                           {11, "11-15"},
                           {5, "5-10"},
                           {1, "1-4"},
                           {0, "0"}};

}  // namespace

std::string age_band(std::optional<Date> born, Date on) {
    if (!born) return {};
    const int years = years_between(*born, on);
    for (const auto& band : kBands) {
        if (years >= band.from) return band.words;
    }
    return {};
}

}  // namespace longstone::measure
