#include "match/bearers.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace longstone::match {
namespace {

constexpr int kMarks = 64;
constexpr int kTold = 40;  // more marks than that tell too little of how many they stand for

double told_by(int marks) {
    return -kMarks * std::log1p(-static_cast<double>(marks) / kMarks);
}

}  // namespace

std::size_t ValueBearers::slot_of(std::uint64_t value) const {
    std::size_t at = (value >> 8U) & (of_.size() - 1);
    while (of_[at].value != 0 && of_[at].value != value)
        at = (at + 1) & (of_.size() - 1);
    return at;
}

void ValueBearers::add(std::uint64_t value, std::uint64_t person) {
    value |= 1U;
    auto& borne = of_[slot_of(value)];
    borne.marks |= std::uint64_t{1} << person % kMarks;
    ++borne.records;
    if (borne.value != 0) return;
    borne.value = value;
    if (++values_ * 2 < of_.size()) return;
    const auto before = std::move(of_);
    of_.assign(before.size() * 4, {});
    for (const auto& held : before)
        if (held.value != 0) of_[slot_of(held.value)] = held;
}

int ValueBearers::marks(std::uint64_t value) const {
    return std::popcount(of_[slot_of(value | 1U)].marks);
}

double ValueBearers::people(const Borne& borne) const {
    const int marks = std::popcount(borne.marks);
    return marks <= kTold ? told_by(marks) : borne.records / records_each_;
}

double ValueBearers::people(std::uint64_t value) const {
    return people(of_[slot_of(value | 1U)]);
}

void ValueBearers::settle() {
    double records = 1;
    double people_told = 1;
    for (const auto& borne : of_)
        if (const int marks = std::popcount(borne.marks); marks > 1 && marks <= kTold) {
            records += borne.records;
            people_told += told_by(marks);
        }
    records_each_ = std::max(1.0, records / people_told);
    all_ = 0;
    for (const auto& borne : of_)
        if (borne.value != 0) all_ += people(borne);
}

}  // namespace longstone::match
