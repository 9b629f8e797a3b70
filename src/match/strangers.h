#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "match/learn.h"
#include "match/shares.h"

// What strangers look like: from pairs at random, and from how often each value is seen. In a book
// where everybody has many records, two at random are one person often enough to make chance
// agreement look common; so those that may be are kept apart, and counted as far as the model says
// that they are strangers.
namespace longstone::match {

class Strangers {
public:
    Strangers(const Book& book, const LearnLimits& limits);
    // As the model now tells who is who.
    StrangerShares shares(const Model& model) const;

private:
    // A pair at random. How rare a name is goes by the name of the one, whatever the other's: what
    // a pair of one person would show.
    struct Met {
        Pattern pattern = {};
        std::uint8_t rare_given = 0, rare_family = 0;
    };
    struct Counted {
        Seen seen = {};
        std::array<std::array<double, kRarities>, kGivenLevels> given = {};
        std::array<std::array<double, kRarities>, kFamilyLevels> family = {};
        std::array<double, kPlaceLevels> place = {};
        void add(const Met& met, double weight);
    };
    using Company = std::array<std::array<std::array<double, kRarities>, kGivenLevels>, kCompanies>;

    void meet_at_random(const Book& book, const std::vector<RecordNo>& open, std::uint64_t pairs);
    static Company look_at_company(const Book& book, const LearnLimits& limits);
    static void put_company(StrangerShares& u, const Company& seen);

    std::size_t records_ = 0;
    Counted counted_ = {};
    std::vector<Met> doubtful_ = {};
    Company company_ = {};
};

}  // namespace longstone::match
