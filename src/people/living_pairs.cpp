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

bool Living::look_for_pairs(std::size_t most) {
    const std::shared_lock reading(in_->door);
    if (!in_->index) return false;
    for (std::size_t looked = 0; looked < most; ++looked) {
        PersonNo no = 0;
        {
            const std::lock_guard lock(in_->pairs_lock);
            if (!in_->look_again.empty()) {
                no = in_->look_again.front();
                in_->look_again.pop_front();
            } else if (in_->next_look < in_->slots.size()) {
                no = in_->next_look++;
            } else {
                return true;
            }
        }
        const auto& slot = in_->slots[no];
        if (slot.sealed || slot.plain == kNobody) continue;
        for (const auto& hit : in_->index->like(slot.plain)) {
            if (hit.band == match::Band::NoLink) continue;
            const auto other = in_->person_of[hit.record];
            if (other == no) continue;
            const std::lock_guard lock(in_->pairs_lock);
            in_->pairs[std::minmax(no, other)] = {hit.weight, hit.chance, hit.rule, hit.band};
            in_->paired_with[no].insert(other);
            in_->paired_with[other].insert(no);
        }
    }
    const std::lock_guard lock(in_->pairs_lock);
    return in_->look_again.empty() && in_->next_look >= in_->slots.size();
}

std::vector<Living::Possible> Living::pairs() const {
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
    std::ranges::sort(all, [](const Possible& x, const Possible& y) {
        return std::tie(y.weight, x.a, x.b) < std::tie(x.weight, y.a, y.b);
    });
    return all;
}

std::vector<Living::Possible> Living::pairs_of(std::string_view person) const {
    const std::shared_lock reading(in_->door);
    std::vector<Possible> all;
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
