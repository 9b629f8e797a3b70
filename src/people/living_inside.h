#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <unordered_map>
#include <utility>

#include "match/kept.h"
#include "people/living.h"
#include "store/store.h"

// The inside of the living index: for living.cpp, living_fill.cpp and living_pairs.cpp alone.
namespace longstone::people {

using PersonNo = match::TextId;
inline constexpr match::RecordNo kNobody = UINT32_MAX;

// Shelves of match::Index, and the bits that open them.
inline constexpr std::uint8_t kGuardedShelf = 1;  // with what is protected of open people
inline constexpr std::uint8_t kSealedShelf = 2, kSealedGuardedShelf = 3;
// Of those on sealed records alone: no search opens it, they are weighed one by one.
inline constexpr std::uint8_t kHiddenShelf = 4;

struct Living::Inside {
    Inside(store::Store& on, int with_threads) : store(on), threads(with_threads) {}

    // Where a person stands in the index: what is open of them, and all where that is more.
    struct Slot {
        match::RecordNo plain = kNobody, whole = kNobody;
        bool sealed = false;
        bool hidden = false;      // sealed, and not for all who see the restricted either
        std::uint64_t cards = 0;  // a hash of what stands there
    };

    store::Store& store;
    int threads = 1;
    // Nothing below is read before `filled`, so that nobody waits at the door meanwhile.
    std::atomic<bool> filled = false, beside = false;
    std::mutex filling = {};
    mutable std::shared_mutex door = {};
    std::int64_t position = -1;  // of the journal
    match::Kept trained = {.model = match::shipped_model()};
    std::unique_ptr<match::Index> index = {};
    match::Table ids = match::Table{};
    std::vector<Slot> slots = std::vector<Slot>(1);
    std::vector<PersonNo> person_of = {};  // by record

    // Assertions that stand, by the ids of the journal's.
    match::Ledger ledger = match::Ledger{};
    std::unordered_map<std::string, match::AssertionNo> said = {};

    // Who stands on sealed records alone, and those records.
    std::map<std::string, std::set<std::string>, std::less<>> only_sealed = {};
    std::map<std::string, std::set<std::string>> on_sealed_record = {};

    // Sealed people whom a viewer may know of by a record; anew after each change that could
    // matter.
    struct Known {
        std::int64_t epoch = -1;
        std::vector<PersonNo> people = {};
    };
    std::int64_t epoch = 0;
    std::mutex known_lock = {};
    std::map<std::string, Known> known = {};

    // Behind one another, since all are gone through whenever somebody asks which wait.
    struct Kept {
        PersonNo a = 0, b = 0;  // a < b, as numbers
        match::Bits weight = 0;
        double chance = 0;
        match::Rule rule = match::Rule::None;
        match::Band band = match::Band::NoLink;
    };
    mutable std::mutex pairs_lock = {};
    std::vector<Kept> pairs = {};
    // With whom somebody is paired, and where that stands among the pairs.
    std::unordered_map<PersonNo, std::map<PersonNo, std::size_t>> paired_with = {};
    PersonNo next_look = 1;
    std::deque<PersonNo> look_again = {};

    // living.cpp
    std::vector<PersonNo> known_to(store::Session& db, const std::string& user, Instant now);
    // living_fill.cpp
    void fill();
    void follow(store::Session& db, std::int64_t up_to);
    void take_in(store::Session& db, const std::string& person);
    void take_judgements(store::Session& db, const std::string& person);
    void find_sealed(store::Session& db, const std::string& person);
    bool touch_record(store::Session& db, const std::string& record);
    PersonNo number(std::string_view person);
    void put(PersonNo no, std::string_view card, bool whole);

    [[nodiscard]] bool is_only_sealed(std::string_view person) const {
        return !only_sealed.empty() && only_sealed.contains(person);
    }
    [[nodiscard]] const Slot* slot_of(std::string_view person) const {
        const auto no = ids.find(person);
        return no == 0 ? nullptr : &slots[no];
    }
    [[nodiscard]] std::string id_of(match::RecordNo record) const {
        return std::string(ids.text(person_of[record]));
    }
    // Of two who are both on the open shelf.
    [[nodiscard]] std::optional<match::Weighed> weighed(std::string_view a,
                                                        std::string_view b) const;
    void forget_pairs(PersonNo no);
    void keep_pair(const Kept& pair);
    void drop_pair(std::size_t at);
    [[nodiscard]] Possible possible(const Kept& pair) const;
    PersonNo next_to_look_at();
    void look_at(PersonNo no);
};

}  // namespace longstone::people
