#include <algorithm>

#include "people/living_inside.h"

// Pairs of people who may be one, found in the living index a few at a time.
namespace longstone::people {

void Living::Inside::forget_pairs(PersonNo no) {
    const std::lock_guard lock(pairs_lock);
    const auto found = paired_with.find(no);
    if (found == paired_with.end()) return;
    for (const auto other : found->second) {
        pairs.erase(std::minmax(no, other));
        paired_with[other].erase(no);
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
        pairs[std::minmax(no, other)] = {hit.weight, hit.chance, hit.rule, hit.band};
        paired_with[no].insert(other);
        paired_with[other].insert(no);
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

std::vector<Living::Possible> Living::pairs() const {
    if (!in_->filled) return {};
    const std::shared_lock reading(in_->door);
    std::vector<Possible> all;
    {
        const std::lock_guard lock(in_->pairs_lock);
        for (const auto& [who, kept] : in_->pairs) {
            const auto& persons = in_->ledger.persons();
            if (persons[who.first] == persons[who.second]) continue;
            auto a = std::string(in_->ids.text(who.first));
            auto b = std::string(in_->ids.text(who.second));
            if (b < a) std::swap(a, b);
            all.push_back(
                {std::move(a), std::move(b), kept.weight, kept.chance, kept.rule, kept.band});
        }
    }
    return all;
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
