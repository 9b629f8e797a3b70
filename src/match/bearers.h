#pragma once

#include <cstddef>
#include <cstdint>

#include "match/many.h"

// About how many people bear each value, when the same person may stand in many records: of each
// value, the records, and a small mark of who they are of. Few marks are told apart exactly, more
// by how many fell together.
namespace longstone::match {

class ValueBearers {
public:
    // `value` is a hash; `person` anything that two records of one person mostly share.
    void add(std::uint64_t value, std::uint64_t person);
    std::uint32_t records(std::uint64_t value) const { return of_[slot_of(value | 1U)].records; }
    // How many marks: at most 64.
    int marks(std::uint64_t value) const;
    // How many records a person has, as the values show that are borne by several.
    void settle();
    double people(std::uint64_t value) const;
    double all_people() const { return all_; }  // of all values, once it is settled

private:
    struct Borne {
        std::uint64_t value = 0, marks = 0;
        std::uint32_t records = 0;
    };
    std::size_t slot_of(std::uint64_t value) const;
    double people(const Borne& borne) const;

    Many<Borne> of_ = Many<Borne>(64);
    std::size_t values_ = 0;
    double records_each_ = 1;
    double all_ = 0;
};

}  // namespace longstone::match
