#include <algorithm>
#include <future>

#include "base/text.h"
#include "people/living_inside.h"
#include "people/match_card.h"

// Filling the living index from what stands, and following the journal from there.
namespace longstone::people {
namespace {

constexpr int kPage = 20'000;
constexpr std::string_view kPeople = "person/", kRecords = "record/", kUsers = "user/";

store::Rows page_after(store::Session& db, const std::string& person) {
    return db.rows(
        "select person, restricted, plain, whole from person_match where person > $1 order by "
        "person limit $2",
        {person, kPage});
}

struct Late {
    std::string person = {}, card = {};
    bool restricted = false, whole = false;
};

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
void Living::Inside::put(PersonNo no, std::string_view card, bool restricted, bool whole) {
    auto entry = entry_of(card);
    entry.sealed = restricted || whole;
    entry.shelf = !restricted ? kGuardedShelf : whole ? kSealedGuardedShelf : kSealedShelf;
    const auto record = index->add(entry, 0).record;
    person_of.push_back(no);
    (whole ? slots[no].whole : slots[no].plain) = record;
}

void Living::Inside::fill() {
    const auto db = store.read();
    position = db->integer("select coalesce(max(seq), 0) from event");
    for (const auto& row : db->rows(
             "select rp.person, rp.record from record r join record_person rp on rp.record = r.ref "
             "where r.restricted = 2 and not exists (select 1 from record_person o join record q "
             "on q.ref = o.record where o.person = rp.person and q.restricted <> 2)")) {
        only_sealed[row.text(0)].insert(row.text(1));
        on_sealed_record[row.text(1)].insert(row.text(0));
    }
    number({});
    match::Book book;
    std::vector<Late> late;
    auto rows = page_after(*db, {});
    while (!rows.empty()) {
        // The next page is read while this one is taken in.
        auto next = std::async(
            std::launch::async,
            [&db](const std::string& after) { return page_after(*db, after); },
            rows.back().text(0));
        for (const auto& row : rows) {
            const auto& person = row.text(0);
            const auto no = number(person);
            const bool sealed = row.integer(1) != 0 || only_sealed.contains(person);
            slots[no].sealed = sealed;
            if (!row.is_null(3)) late.push_back({person, row.text(3), sealed, true});
            if (sealed) {
                late.push_back({person, row.text(2), true, false});
                continue;
            }
            slots[no].plain = book.add(entry_of(row.text(2)));
            person_of.push_back(no);
        }
        rows = next.get();
    }
    index = std::make_unique<match::Index>(std::move(book),
                                           trained.model,
                                           trained.calibration,
                                           match::Index::Options{.threads = threads,
                                                                 .hits = 60,
                                                                 .version = trained.model.version,
                                                                 .keeps_persons = false,
                                                                 .least_shown = -30 * match::kBit});
    for (const auto& one : late)
        put(ids.find(one.person), one.card, one.restricted, one.whole);
    for (PersonNo no = 1; no < slots.size(); ++no)
        if (slots[no].sealed) ledger.seal(no, true);
    for (const auto& row :
         db->rows("select distinct person from person_same where ended_at is null order by person"))
        take_judgements(*db, row.text(0));
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
    for (const auto record : {slots[no].plain, slots[no].whole})
        if (record != kNobody) index->retire(record);
    slots[no] = {};
    const bool sealed = row->integer(0) != 0 || only_sealed.contains(person);
    slots[no].sealed = sealed;
    put(no, row->text(1), sealed, false);
    if (!row->is_null(2)) put(no, row->text(2), sealed, true);
    ledger.seal(no, sealed);
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
    {
        // What is committed is asked of a snapshot of its own: the caller's session may hold what
        // is rolled back later.
        const auto db = in_->store.read();
        const auto now = db->integer("select coalesce(max(seq), 0) from event");
        const std::shared_lock reading(in_->door);
        if (in_->position == now) return;
    }
    const std::unique_lock writing(in_->door);
    if (in_->position < 0) return in_->fill();
    const auto db = in_->store.read();
    const auto now = db->integer("select coalesce(max(seq), 0) from event");
    if (now > in_->position) in_->follow(*db, now);
}

}  // namespace longstone::people
