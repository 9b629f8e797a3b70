#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "store/store.h"

// The sums of what is counted, by measure, breakdown and month. What many records of one round
// change is added up first and written once; a sum that is nothing again leaves no row.
namespace longstone::measure {

struct Row {
    std::string measure = {}, dim = {}, value = {};
    std::int64_t month = 0;
    std::string unit = {};
    std::int64_t until = -1;  // the month in which it stopped; -1 while it stands, or of no account
    std::int64_t met = 0, amount = 0;
    auto operator<=>(const Row&) const = default;
};

class Tallies {
public:
    void add(const Row& row, std::int64_t sign);
    void write(store::Session& db);

private:
    using Key = std::tuple<std::string, std::string, std::string, std::int64_t>;
    struct Sums {
        std::int64_t n = 0, met = 0, amount = 0, ended = 0, met_ended = 0;
        bool operator==(const Sums&) const = default;
    };
    std::map<Key, Sums> sums_ = {};
    bool took_away_ = false;
};

}  // namespace longstone::measure
