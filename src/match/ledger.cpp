#include "match/ledger.h"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace longstone::match {

RecordNo Ledger::add_record() {
    const auto no = static_cast<RecordNo>(person_.size());
    person_.push_back(no);
    next_.push_back(no);
    of_.emplace_back();
    sealed_.push_back(false);
    return no;
}

AssertionNo Ledger::say(Assertion assertion) {
    if (assertion.a > assertion.b) std::swap(assertion.a, assertion.b);
    const auto no = static_cast<AssertionNo>(assertions_.size());
    const auto a = assertion.a;
    const auto b = assertion.b;
    assertions_.push_back(std::move(assertion));
    if (a == b || assertions_.back().to != 0) return no;
    of_[a].push_back(no);
    of_[b].push_back(no);
    settle({a, b});
    return no;
}

void Ledger::withdraw(AssertionNo no, std::int64_t when) {
    auto& assertion = assertions_[no];
    if (assertion.to != 0) return;
    assertion.to = std::max<std::int64_t>(when, 1);
    std::erase(of_[assertion.a], no);
    std::erase(of_[assertion.b], no);
    settle({assertion.a, assertion.b});
}

void Ledger::seal(RecordNo no, bool sealed) {
    if (sealed_[no] == sealed) return;
    sealed_[no] = sealed;
    std::vector<RecordNo> touched = {no};
    for (const auto at : of_[no]) {
        touched.push_back(assertions_[at].a);
        touched.push_back(assertions_[at].b);
    }
    settle(touched);
}

std::vector<RecordNo> Ledger::records_of(RecordNo no) const {
    std::vector<RecordNo> out = {no};
    for (auto at = next_[no]; at != no; at = next_[at])
        out.push_back(at);
    std::sort(out.begin(), out.end());
    return out;
}

bool Ledger::is_judged(RecordNo a, RecordNo b) const {
    const auto& fewer = of_[a].size() < of_[b].size() ? of_[a] : of_[b];
    return std::any_of(fewer.begin(), fewer.end(), [&](AssertionNo no) {
        return std::minmax(assertions_[no].a, assertions_[no].b) == std::minmax(a, b);
    });
}

RecordNo Ledger::successor(const std::vector<RecordNo>& members) const {
    std::map<RecordNo, std::size_t> shares;
    for (const auto no : members)
        ++shares[person_[no]];
    RecordNo best = members.empty() ? 0 : person_[members.front()];
    std::size_t most = 0;
    for (const auto& [person, share] : shares)
        if (share > most) {
            most = share;
            best = person;
        }
    return best;
}

// Every record that assertions of sameness lead to, through records that are not sealed.
std::vector<RecordNo> Ledger::component(const std::vector<RecordNo>& from) const {
    std::set<RecordNo> seen;
    std::vector<RecordNo> left;
    const auto meet = [&](RecordNo no) {
        if (seen.insert(no).second) left.push_back(no);
    };
    for (const auto no : from) {
        meet(no);
        // Who was one person with it before.
        for (auto at = next_[no]; at != no; at = next_[at])
            meet(at);
    }
    while (!left.empty()) {
        const auto no = left.back();
        left.pop_back();
        if (sealed_[no]) continue;
        for (const auto at : of_[no]) {
            const auto& assertion = assertions_[at];
            const auto other = assertion.a == no ? assertion.b : assertion.a;
            if (assertion.same && !sealed_[other]) meet(other);
        }
    }
    return {seen.begin(), seen.end()};
}

void Ledger::settle(const std::vector<RecordNo>& touched) {
    const auto records = component(touched);
    work_out(records, person_);
    std::map<RecordNo, RecordNo> last;
    for (const auto no : records) {
        const auto first = person_[no];
        if (no == first) {
            next_[no] = no;
            last[first] = no;
            continue;
        }
        next_[last[first]] = no;
        next_[no] = first;
        last[first] = no;
    }
}

bool Ledger::may_join(const std::vector<RecordNo>& x, const std::vector<RecordNo>& y) const {
    for (const auto a : x) {
        for (const auto at : of_[a]) {
            const auto& assertion = assertions_[at];
            const auto other = assertion.a == a ? assertion.b : assertion.a;
            if (!assertion.same && std::find(y.begin(), y.end(), other) != y.end()) return false;
        }
        if (apart_ && std::any_of(y.begin(), y.end(), [&](RecordNo b) { return apart_(a, b); }))
            return false;
    }
    return true;
}

void Ledger::work_out(const std::vector<RecordNo>& records, std::vector<RecordNo>& person) const {
    std::vector<AssertionNo> standing;
    std::map<RecordNo, std::vector<RecordNo>> groups;
    for (const auto no : records) {
        person[no] = no;
        groups[no] = {no};
        if (sealed_[no]) continue;
        for (const auto at : of_[no])
            if (assertions_[at].same && assertions_[at].a == no && !sealed_[assertions_[at].b])
                standing.push_back(at);
    }
    // By what they say, never by when they came.
    std::sort(standing.begin(), standing.end(), [&](AssertionNo x, AssertionNo y) {
        const auto key = [&](AssertionNo no) {
            const auto& s = assertions_[no];
            return std::tuple(!s.by_person, -std::int64_t{s.weight}, s.a, s.b);
        };
        return key(x) < key(y);
    });
    for (const auto at : standing) {
        auto a = person[assertions_[at].a];
        auto b = person[assertions_[at].b];
        if (a == b) continue;
        if (a > b) std::swap(a, b);
        if (!may_join(groups[a], groups[b])) continue;
        for (const auto no : groups[b])
            person[no] = a;
        groups[a].insert(groups[a].end(), groups[b].begin(), groups[b].end());
        groups.erase(b);
    }
}

std::vector<RecordNo> Ledger::worked_out() const {
    std::vector<RecordNo> all(person_.size());
    for (RecordNo no = 0; no < all.size(); ++no)
        all[no] = no;
    auto person = person_;
    work_out(all, person);
    return person;
}

}  // namespace longstone::match
