#include "people/living.h"

#include <algorithm>
#include <array>

#include "access/policy.h"
#include "people/living_inside.h"
#include "people/match_card.h"

namespace longstone::people {
namespace {

constexpr std::size_t kMostViewers = 200;  // whose sealed people are remembered

match::MaySee shelves_for(bool sensitive, bool restricted) {
    unsigned open = 0;
    const auto shelf = [&](std::uint8_t which) { open |= 1U << (which - 1U); };
    if (sensitive) shelf(kGuardedShelf);
    if (restricted) shelf(kSealedShelf);
    if (sensitive && restricted) shelf(kSealedGuardedShelf);
    return static_cast<match::MaySee>(open);
}

// By a record that they see (the joins are crossed so that the few who are restricted come first
// in any plan); of those who stand on sealed records alone also whom they put on record themselves,
// who would else be missed by nobody but them.
std::set<std::string> known_otherwise(store::Session& db, std::string_view user, Instant now) {
    std::set<std::string> people;
    for (const auto& row :
         db.rows("select rp.person from person p cross join record_person rp cross join record r "
                 "where p.restricted = 1 and rp.person = p.id and r.ref = rp.record "
                 "and " LONGSTONE_VISIBLE_RECORD
                 " union select rp.person from record r join record_person rp on rp.record = r.ref "
                 "where r.restricted = 2 and " LONGSTONE_VISIBLE_RECORD
                 " union select p.id from record r join record_person rp on rp.record = r.ref join "
                 "person p on p.id = rp.person where r.restricted = 2 and p.restricted = 0 and "
                 "p.created_by = $1",
                 {user, now.micros}))
        people.insert(row.text(0));
    return people;
}

// Of the sides of one person the one that fits best.
void keep_best(std::vector<Living::Hit>& hits) {
    std::ranges::stable_sort(hits, [](const auto& x, const auto& y) {
        return x.weight != y.weight ? x.weight > y.weight : x.person < y.person;
    });
    std::set<std::string> seen;
    std::erase_if(hits, [&](const Living::Hit& hit) { return !seen.insert(hit.person).second; });
}

}  // namespace

Living::Living(store::Store& store, int threads) : in_(std::make_unique<Inside>(store, threads)) {}
Living::~Living() = default;

std::size_t Living::size() const {
    if (!in_->filled) return 0;
    const std::shared_lock reading(in_->door);
    return in_->index->size();
}

std::int64_t Living::position() const {
    if (!in_->filled) return -1;
    const std::shared_lock reading(in_->door);
    return in_->position;
}

std::string Living::version() const {
    if (!in_->filled) return match::shipped_model().version;
    return in_->trained.model.version;
}

std::vector<PersonNo> Living::Inside::known_to(store::Session& db,
                                               const std::string& user,
                                               Instant now) {
    const std::lock_guard lock(known_lock);
    if (known.size() > kMostViewers) known.clear();
    auto& mine = known[user];
    if (mine.epoch != epoch) {
        mine = {.epoch = epoch};
        for (const auto& person : known_otherwise(db, user, now))
            if (const auto no = ids.find(person); no != 0 && slots[no].sealed)
                mine.people.push_back(no);
    }
    return mine.people;
}

Living::Answer Living::search(store::Session& db,
                              const access::Viewer& viewer,
                              Instant now,
                              const match::Entry& sought,
                              const std::vector<std::string>& also) {
    if (!in_->filled) catch_up();
    const bool sensitive = viewer.sees_sensitive || viewer.is_system();
    const bool restricted = viewer.may("see-restricted") || viewer.is_system();
    const std::shared_lock reading(in_->door);
    auto& in = *in_;
    auto found = in.index->search(sought, shelves_for(sensitive, restricted));
    // Whoever may not know of all sealed people is held against those whom they may know of, every
    // one of them, so that it takes the same time whatever is looked for.
    std::vector<match::RecordNo> beside;
    const auto side = [&](const Inside::Slot& slot) {
        return sensitive && slot.whole != kNobody ? slot.whole : slot.plain;
    };
    const auto known = in.known_to(db, viewer.user, now);
    for (const auto no : known)
        if ((!restricted || in.slots[no].hidden) && side(in.slots[no]) != kNobody)
            beside.push_back(side(in.slots[no]));
    const auto may_know = [&](const Inside::Slot& slot, std::string_view person) {
        if (!slot.sealed || (restricted && !slot.hidden)) return true;
        return std::ranges::find(known, in.ids.find(person)) != known.end();
    };
    std::vector<std::string> cards;
    std::vector<std::string> uncommitted;
    for (const auto& person : also) {
        const auto* slot = in.slot_of(person);
        if (slot != nullptr && side(*slot) != kNobody) {
            if (may_know(*slot, person)) beside.push_back(side(*slot));
        } else if (const auto row = db.one(
                       "select plain, whole from person_match where person = $1", {person})) {
            cards.push_back(sensitive && !row->is_null(1) ? row->text(1) : row->text(0));
            uncommitted.push_back(person);
        }
    }
    std::vector<match::Entry> others;
    others.reserve(cards.size());
    for (const auto& card : cards)
        others.push_back(entry_of(card));
    if (!beside.empty() || !others.empty()) {
        const auto more = in.index->weigh_these(sought, beside, others);
        found.hits.insert(found.hits.end(), more.begin(), more.end());
    }
    Answer answer{.keyed = found.keyed, .crowded = found.crowded};
    for (const auto& hit : found.hits) {
        Hit one{.record = hit.record,
                .weight = hit.weight,
                .chance = hit.chance,
                .band = hit.band,
                .rule = hit.rule};
        if (hit.record < in.person_of.size()) {
            one.person = in.id_of(hit.record);
        } else {
            one.person = uncommitted[hit.record - in.person_of.size()];
            one.card = cards[hit.record - in.person_of.size()];
        }
        answer.hits.push_back(std::move(one));
    }
    keep_best(answer.hits);
    return answer;
}

std::vector<Living::Hit> Living::place(const match::Entry& arrived,
                                       const std::vector<Uncommitted>& also) {
    const std::shared_lock reading(in_->door);
    std::vector<Hit> hits;
    const auto keep = [&](const match::Hit& hit, std::string person, std::string card) {
        hits.push_back({.person = std::move(person),
                        .record = hit.record,
                        .weight = hit.weight,
                        .chance = hit.chance,
                        .band = hit.band,
                        .rule = hit.rule,
                        .card = std::move(card)});
    };
    for (const auto& hit : in_->index->place(arrived))
        keep(hit, in_->id_of(hit.record), {});
    std::vector<const Uncommitted*> unknown;
    std::vector<match::Entry> others;
    for (const auto& one : also) {
        if (in_->slot_of(one.person) != nullptr) continue;
        unknown.push_back(&one);
        others.push_back(entry_of(one.card));
    }
    if (!others.empty()) {
        const auto first = static_cast<match::RecordNo>(in_->index->size());
        for (const auto& hit : in_->index->weigh_these(arrived, {}, others))
            if (hit.band != match::Band::NoLink && hit.record >= first)
                keep(hit, unknown[hit.record - first]->person, unknown[hit.record - first]->card);
    }
    keep_best(hits);
    return hits;
}

std::vector<std::string> Living::family_names_near(std::string_view name, std::size_t most) const {
    if (!in_->filled) return {};
    const std::shared_lock reading(in_->door);
    return in_->index->family_names_near(name, most);
}

match::Explained Living::explain(const match::Entry& sought, const Hit& hit) const {
    const std::shared_lock reading(in_->door);
    if (!hit.card.empty()) return in_->index->explain(sought, entry_of(hit.card));
    return in_->index->explain(sought, hit.record);
}

std::optional<Living::Pair> Living::pair(std::string_view a, std::string_view b) const {
    if (!in_->filled) return {};
    const std::shared_lock reading(in_->door);
    const auto weighed = in_->weighed(a, b);
    if (!weighed) return {};
    return Pair{.explained = in_->index->explain(in_->slot_of(a)->plain, in_->slot_of(b)->plain),
                .weighed = *weighed};
}

bool Living::one_person(std::string_view a, std::string_view b) const {
    if (!in_->filled) return false;
    const std::shared_lock reading(in_->door);
    const auto x = in_->ids.find(a);
    const auto y = in_->ids.find(b);
    return x != 0 && y != 0 && in_->ledger.person_of(x) == in_->ledger.person_of(y);
}

std::vector<std::string> Living::with(std::string_view person) const {
    if (!in_->filled) return {std::string(person)};
    const std::shared_lock reading(in_->door);
    const auto no = in_->ids.find(person);
    if (no == 0) return {std::string(person)};
    std::vector<std::string> all;
    for (const auto one : in_->ledger.records_of(no))
        all.emplace_back(in_->ids.text(one));
    return all;
}

}  // namespace longstone::people
