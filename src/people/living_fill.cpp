#include <algorithm>
#include <future>
#include <span>

#include "base/text.h"
#include "people/living_inside.h"
#include "people/match_card.h"
#include "people/match_cards_kept.h"
#include "people/train.h"

// Filling the living index from what stands, and following the journal from there.
namespace longstone::people {
namespace {

constexpr std::string_view kPeople = "person/", kRecords = "record/", kUsers = "user/";

struct Late {
    PersonNo no = 0;
    std::string card = {};
    bool whole = false;
};

std::uint64_t hash_of_cards(std::string_view plain, std::string_view whole) {
    return match::mix(match::hash_of(plain), match::hash_of(whole));
}

}  // namespace

PersonNo Living::Inside::number(std::string_view person) {
    const auto no = ids.add(person);
    while (slots.size() <= no)
        slots.emplace_back();
    while (ledger.size() <= no)
        ledger.add_record();
    return no;
}

// Puts one side of a person on its shelf, after the index was made.
void Living::Inside::put(PersonNo no, std::string_view card, bool whole) {
    auto& slot = slots[no];
    auto entry = entry_of(card);
    entry.sealed = slot.sealed || whole;
    entry.shelf = slot.hidden    ? kHiddenShelf
                  : !slot.sealed ? kGuardedShelf
                  : whole        ? kSealedGuardedShelf
                                 : kSealedShelf;
    const auto record = index->add(entry, 0).record;
    person_of.push_back(no);
    (whole ? slot.whole : slot.plain) = record;
}

void Living::Inside::fill() {
    const auto db = store.read();
    const auto up_to = db->integer("select coalesce(max(seq), 0) from event");
    slots.assign(1, {});
    person_of.clear();
    trained = last_trained(*db);
    only_sealed = on_sealed_alone(*db);
    for (const auto& [person, records] : only_sealed)
        for (const auto& record : records)
            on_sealed_record[record].insert(person);
    number({});
    match::Book book;
    std::vector<Late> late;
    std::vector<match::Entry> entries;
    each_cards(*db, [&](std::span<const Card> cards) {
        auto next = static_cast<match::RecordNo>(book.size());
        // Who they are, while the book takes in what is said of them.
        auto numbered = std::async(std::launch::async, [&] {
            for (const auto& card : cards) {
                const auto no = number(card.person);
                auto& slot = slots[no];
                slot.hidden = is_only_sealed(card.person);
                slot.sealed = card.restricted || slot.hidden;
                slot.cards = hash_of_cards(card.plain, card.whole);
                if (!card.whole.empty()) late.push_back({no, std::string(card.whole), true});
                if (slot.sealed) {
                    late.push_back({no, std::string(card.plain), false});
                } else {
                    slot.plain = next++;
                    person_of.push_back(no);
                }
            }
        });
        entries.clear();
        for (const auto& card : cards)
            if (!card.restricted && !is_only_sealed(card.person))
                entries.push_back(entry_of(card.plain));
        book.add_all(entries);
        numbered.get();
    });
    index = std::make_unique<match::Index>(std::move(book),
                                           trained.model,
                                           trained.calibration,
                                           match::Index::Options{.threads = threads,
                                                                 .hits = 60,
                                                                 .version = trained.model.version,
                                                                 .keeps_persons = false,
                                                                 .least_shown = -30 * match::kBit});
    for (const auto& one : late)
        put(one.no, one.card, one.whole);
    for (PersonNo no = 1; no < slots.size(); ++no)
        if (slots[no].sealed) ledger.seal(no, true);
    for (const auto& row :
         db->rows("select distinct person from person_same where ended_at is null order by person"))
        take_judgements(*db, row.text(0));
    if (trained.model.version == match::shipped_model().version)
        index->calibrate(match::Calibration::from(
            labels_in(*db, [&](const auto& a, const auto& b) { return weighed(a, b); })));
    position = up_to;
}

std::optional<match::Weighed> Living::Inside::weighed(std::string_view a,
                                                      std::string_view b) const {
    const auto* x = slot_of(a);
    const auto* y = slot_of(b);
    if (x == nullptr || y == nullptr || x->sealed || y->sealed || x->plain == kNobody ||
        y->plain == kNobody)
        return {};
    return index->weighed(x->plain, y->plain);
}

// The journal's judgements of this person: those that stand are said, those that ended withdrawn.
void Living::Inside::take_judgements(store::Session& db, const std::string& person) {
    for (const auto& row : db.rows(
             "select id, other, says, ended_at, model, weight from person_same where person = $1",
             {person})) {
        const auto held = said.find(row.text(0));
        const bool stands = row.is_null(3);
        if (held == said.end() && stands) {
            said[row.text(0)] = ledger.say({.a = number(person),
                                            .b = number(row.text(1)),
                                            .same = row.text(2) == "same",
                                            .who = row.text(4),
                                            .by_person = row.text(4).empty(),
                                            .weight = static_cast<match::Bits>(row.integer(5)),
                                            .evidence = {}});
        } else if (held != said.end() && !stands) {
            ledger.withdraw(held->second, 1);
            said.erase(held);
        }
    }
}

// Whether somebody stands on sealed records alone, as it is now.
void Living::Inside::find_sealed(store::Session& db, const std::string& person) {
    std::set<std::string> sealed;
    bool elsewhere = false;
    for (const auto& row :
         db.rows("select r.ref, r.restricted from record_person rp join record r on r.ref = "
                 "rp.record where rp.person = $1",
                 {person})) {
        if (row.integer(1) == 2)
            sealed.insert(row.text(0));
        else
            elsewhere = true;
    }
    for (const auto& record : only_sealed[person])
        on_sealed_record[record].erase(person);
    only_sealed.erase(person);
    if (sealed.empty() || elsewhere) return;
    for (const auto& record : sealed)
        on_sealed_record[record].insert(person);
    only_sealed[person] = std::move(sealed);
}

void Living::Inside::take_in(store::Session& db, const std::string& person) {
    const auto row =
        db.one("select restricted, plain, whole from person_match where person = $1", {person});
    if (!row) return;
    const auto no = number(person);
    const bool hidden = only_sealed.contains(person);
    const bool sealed = row->integer(0) != 0 || hidden;
    const auto cards = hash_of_cards(row->text(1), row->text(2));
    const auto& before = slots[no];
    if (before.plain != kNobody && before.cards == cards && before.sealed == sealed &&
        before.hidden == hidden)
        return take_judgements(db, person);
    for (const auto record : {slots[no].plain, slots[no].whole})
        if (record != kNobody) index->retire(record);
    slots[no] = {.sealed = sealed, .hidden = hidden, .cards = cards};
    put(no, row->text(1), false);
    if (!row->is_null(2)) put(no, row->text(2), true);
    ledger.seal(no, slots[no].sealed);
    take_judgements(db, person);
    forget_pairs(no);
    look_again.push_back(no);
}

// Who is on the record now, and who was while it was sealed. True when somebody's shelf changed or
// a sealed person is on it.
bool Living::Inside::touch_record(store::Session& db, const std::string& record) {
    std::set<std::string> touched = on_sealed_record[record];
    for (const auto& row : db.rows("select person from record_person where record = $1", {record}))
        touched.insert(row.text(0));
    bool matters = false;
    for (const auto& person : touched) {
        const bool was = only_sealed.contains(person);
        find_sealed(db, person);
        if (was != only_sealed.contains(person)) take_in(db, person);
        const auto* slot = slot_of(person);
        matters = matters || was || (slot != nullptr && slot->sealed);
    }
    if (on_sealed_record[record].empty()) on_sealed_record.erase(record);
    return matters;
}

void Living::Inside::follow(store::Session& db, std::int64_t up_to) {
    std::set<std::string> people, records;
    bool users = false;
    for (const auto& row : db.rows("select distinct stream from event where seq > $1 and seq <= $2",
                                   {position, up_to})) {
        const std::string& stream = row.text(0);
        if (stream.starts_with(kPeople)) people.insert(stream.substr(kPeople.size()));
        if (stream.starts_with(kRecords)) records.insert(stream.substr(kRecords.size()));
        users = users || stream.starts_with(kUsers);
    }
    bool matters = users;
    for (const auto& person : people) {
        take_in(db, person);
        const auto* slot = slot_of(person);
        matters = matters || (slot != nullptr && slot->sealed);
    }
    for (const auto& record : records)
        matters = touch_record(db, record) || matters;
    if (matters) ++epoch;
    position = up_to;
}

void Living::catch_up() {
    if (!in_->filled) {
        const std::lock_guard once(in_->filling);
        if (!in_->filled) {
            in_->fill();
            in_->filled = true;
        }
    }
    {
        // What is committed is asked of a snapshot of its own: the caller's session may hold what
        // is rolled back later.
        const auto db = in_->store.read();
        const auto now = db->integer("select coalesce(max(seq), 0) from event");
        const std::shared_lock reading(in_->door);
        if (in_->position == now) return;
    }
    const std::unique_lock writing(in_->door);
    const auto db = in_->store.read();
    const auto now = db->integer("select coalesce(max(seq), 0) from event");
    if (now > in_->position) in_->follow(*db, now);
}

void Living::filled_beside() {
    in_->beside = true;
}

bool Living::ready() {
    if (in_->beside && !in_->filled) return false;
    catch_up();
    return true;
}

}  // namespace longstone::people
