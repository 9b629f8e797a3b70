#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "match/weigh.h"

// Who is who, as assertions: two records are said to be one person, or two, by somebody, with a
// weight. Persons are worked out from the assertions that stand, and from nothing else: the same
// assertions give the same persons in whatever order they came, and taking one back gives exactly
// what was there before it. No record is ever changed or overwritten.
//
// What a person says stands over what a model says, and "two" over "one". A sealed record is by
// itself. A person bears the number of its first record; a number that was ever a person's leads to
// the person who has that record now.
namespace longstone::match {

struct Assertion {
    RecordNo a = 0, b = 0;
    bool same = true;
    std::string who = {};  // a user, or "model" and its version
    bool by_person = false;
    Bits weight = 0;
    std::string evidence = {};      // in words
    std::int64_t from = 0, to = 0;  // microseconds; `to` 0: it stands
};
using AssertionNo = std::uint32_t;

class Ledger {
public:
    // Says of two records whether hard evidence keeps them apart; may be empty.
    using Apart = std::function<bool(RecordNo, RecordNo)>;
    explicit Ledger(Apart apart = {}) : apart_(std::move(apart)) {}

    RecordNo add_record();
    AssertionNo say(Assertion assertion);
    void withdraw(AssertionNo no, std::int64_t when);
    void seal(RecordNo no, bool sealed);

    // The first record of the person to whom this one belongs.
    RecordNo person_of(RecordNo no) const { return person_[no]; }
    std::vector<RecordNo> records_of(RecordNo no) const;
    // Whether something stands that was said of it, or of these two.
    bool is_judged(RecordNo no) const { return !of_[no].empty(); }
    bool is_judged(RecordNo a, RecordNo b) const;
    std::size_t size() const { return person_.size(); }
    const std::vector<RecordNo>& persons() const { return person_; }
    const std::vector<Assertion>& assertions() const { return assertions_; }
    // Of a person as it once was, the one who has most of it now; the lowest of equals.
    RecordNo successor(const std::vector<RecordNo>& members) const;

    // All of it worked out anew, for tests to hold against.
    std::vector<RecordNo> worked_out() const;

private:
    std::vector<RecordNo> component(const std::vector<RecordNo>& from) const;
    void settle(const std::vector<RecordNo>& touched);
    void work_out(const std::vector<RecordNo>& records, std::vector<RecordNo>& person) const;
    bool may_join(const std::vector<RecordNo>& x, const std::vector<RecordNo>& y) const;

    Apart apart_;
    std::vector<Assertion> assertions_ = {};
    std::vector<std::vector<AssertionNo>> of_ = {};  // by record, those that stand
    std::vector<bool> sealed_ = {};
    std::vector<RecordNo> person_ = {};
    std::vector<RecordNo> next_ = {};  // of a person, the records in a ring
};

}  // namespace longstone::match
