#include <algorithm>
#include <tuple>

#include "people/living_inside.h"

// Pairs of people who may be one, found in the living index a few at a time.
namespace longstone::people {

void Living::Inside::keep_pair(const Kept& pair) {
    const auto [found, is_new] = paired_with[pair.a].try_emplace(pair.b, pairs.size());
    if (!is_new) {
        pairs[found->second] = pair;
        return;
    }
    paired_with[pair.b][pair.a] = pairs.size();
    pairs.push_back(pair);
}

// The last takes its place.
void Living::Inside::drop_pair(std::size_t at) {
    const auto last = pairs.back();
    pairs[at] = last;
    pairs.pop_back();
    if (at == pairs.size()) return;
    paired_with[last.a][last.b] = at;
    paired_with[last.b][last.a] = at;
}

void Living::Inside::forget_pairs(PersonNo no) {
    const std::lock_guard lock(pairs_lock);
    const auto found = paired_with.find(no);
    if (found == paired_with.end()) return;
    auto& own = found->second;
    while (!own.empty()) {
        const auto [other, at] = *own.begin();
        own.erase(other);
        paired_with[other].erase(no);
        drop_pair(at);
    }
    paired_with.erase(no);
}

// Who is looked at next; 0 when all have been.
PersonNo Living::Inside::next_to_look_at() {
    const std::lock_guard lock(pairs_lock);
    if (!look_again.empty()) {
        const auto no = look_again.front();
        look_again.pop_front();
        return no;
    }
    return next_look < slots.size() ? next_look++ : 0;
}

void Living::Inside::look_at(PersonNo no) {
    const auto& slot = slots[no];
    if (slot.sealed || slot.plain == kNobody) return;
    for (const auto& hit : index->like(slot.plain)) {
        const auto other = person_of[hit.record];
        if (hit.band == match::Band::NoLink || other == no) continue;
        const std::lock_guard lock(pairs_lock);
        keep_pair(
            {std::min(no, other), std::max(no, other), hit.weight, hit.chance, hit.rule, hit.band});
    }
}

bool Living::look_for_pairs(std::size_t most) {
    // A few at a time, so that whoever waits to change the index does not hold up searches.
    constexpr std::size_t kAtOnce = 4;
    if (!in_->filled) return false;
    for (std::size_t looked = 0; looked < most;) {
        const std::shared_lock reading(in_->door);
        for (std::size_t n = 0; n < kAtOnce; ++n, ++looked) {
            const auto no = in_->next_to_look_at();
            if (no == 0) return true;
            in_->look_at(no);
        }
    }
    return false;
}

Living::Possible Living::Inside::possible(const Kept& pair) const {
    const bool turned = ids.text(pair.b) < ids.text(pair.a);
    const auto a = turned ? pair.b : pair.a;
    const auto b = turned ? pair.a : pair.b;
    return {.a = std::string(ids.text(a)),
            .b = std::string(ids.text(b)),
            .weight = pair.weight,
            .chance = pair.chance,
            .rule = pair.rule,
            .band = pair.band,
            .a_is_judged = ledger.is_judged(a),
            .b_is_judged = ledger.is_judged(b)};
}

std::size_t Living::pair_count() const {
    const std::lock_guard lock(in_->pairs_lock);
    return in_->pairs.size();
}

std::vector<Living::Possible> Living::first_pairs(
    std::size_t most,
    const std::vector<Urgent>& urgent,
    const std::set<std::pair<std::string, std::string>>& but) const {
    if (!in_->filled) return {};
    const std::shared_lock reading(in_->door);
    const std::lock_guard lock(in_->pairs_lock);
    const auto& persons = in_->ledger.persons();
    struct Moved {
        int harm = 0, records = 0;
    };
    std::vector<Moved> of(in_->slots.size());
    for (const auto& one : urgent)
        if (const auto no = in_->ids.find(one.person); no != 0 && no < of.size())
            of[no] = {one.harm, one.records};
    std::set<std::pair<PersonNo, PersonNo>> not_again;
    for (const auto& [a, b] : but)
        not_again.insert(std::minmax(in_->ids.find(a), in_->ids.find(b)));
    struct Ranked {
        const Inside::Kept* pair = nullptr;
        int most_harm = 0, least_harm = 0, fewest = 0, most = 0;
    };
    std::vector<Ranked> all;
    all.reserve(in_->pairs.size());
    for (const auto& pair : in_->pairs) {
        if (persons[pair.a] == persons[pair.b] || in_->ledger.is_judged(pair.a, pair.b) ||
            (!not_again.empty() && not_again.contains({pair.a, pair.b})))
            continue;
        const auto& a = of[pair.a];
        const auto& b = of[pair.b];
        all.push_back({&pair,
                       std::max(a.harm, b.harm),
                       std::min(a.harm, b.harm),
                       std::min(a.records, b.records),
                       std::max(a.records, b.records)});
    }
    const auto ids = [&](const Ranked& one) {
        const auto a = in_->ids.text(one.pair->a);
        const auto b = in_->ids.text(one.pair->b);
        return a < b ? std::pair(a, b) : std::pair(b, a);
    };
    const auto comes_before = [&](const Ranked& x, const Ranked& y) {
        const auto expected = [](const Ranked& one) {
            return std::tie(one.most_harm, one.least_harm, one.fewest, one.most, one.pair->chance);
        };
        if (expected(x) != expected(y)) return expected(x) > expected(y);
        return ids(x) < ids(y);
    };
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size()));
    std::partial_sort(all.begin(), end, all.end(), comes_before);
    std::vector<Possible> first;
    first.reserve(std::min(most, all.size()));
    for (auto at = all.begin(); at != end; ++at)
        first.push_back(in_->possible(*at->pair));
    return first;
}

std::vector<Living::Possible> Living::pairs_of(std::string_view person) const {
    std::vector<Possible> all;
    if (!in_->filled) return all;
    const std::shared_lock reading(in_->door);
    const auto no = in_->ids.find(person);
    if (no == 0 || in_->slots[no].sealed || in_->slots[no].plain == kNobody) return all;
    for (const auto& hit : in_->index->like(in_->slots[no].plain)) {
        const auto other = in_->person_of[hit.record];
        if (hit.band == match::Band::NoLink || other == no) continue;
        if (in_->ledger.person_of(no) == in_->ledger.person_of(other)) continue;
        Possible one{std::string(person), in_->id_of(hit.record)};
        if (one.b < one.a) std::swap(one.a, one.b);
        one.weight = hit.weight;
        one.chance = hit.chance;
        one.rule = hit.rule;
        one.band = hit.band;
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace longstone::people
