#include "work/acts/reckon_clocks.h"

#include "base/text.h"
#include "people/note.h"
#include "work/engine.h"
#include "work/running.h"

namespace longstone::work {
namespace {

constexpr int kRecordsASlice = 2'000;
constexpr std::size_t kRecordsACommit = 200;
constexpr int kAttempts = 5;

// What moved on one record.
struct MovedRecord {
    std::string ref = {}, pathway = {};
    std::vector<ClockEffect> effects = {};
};

std::vector<MovedRecord> moved_records(const RunningClocks& running,
                                       const std::vector<Reckoned>& reckoned) {
    std::vector<MovedRecord> records;
    for (const auto& one : reckoned) {
        const auto& owner = running.owners[one.at];
        if (records.empty() || records.back().ref != owner.record)
            records.push_back({.ref = owner.record, .pathway = owner.pathway});
        records.back().effects.push_back({.kind = ClockEffect::Kind::Due,
                                          .clock = owner.clock,
                                          .n = owner.n,
                                          .due = one.due,
                                          .warn = one.warn});
    }
    return records;
}

void tell(const RunningClocks& running,
          const std::vector<Reckoned>& reckoned,
          Instant now,
          ReckonedClocks& told) {
    for (const auto& clock : running.clocks)
        told.clocks += clock.still ? 0 : 1;
    std::string record;
    for (const auto& owner : running.owners) {
        if (owner.record != record) ++told.records;
        record = owner.record;
    }
    for (const auto& one : reckoned) {
        const auto& was = running.clocks[one.at];
        const auto& owner = running.owners[one.at];
        ++(one.due < was.due ? told.earlier : told.later);
        if (was.due >= now && one.due < now) ++told.late_now;
        told.moved.push_back({.record = owner.record,
                              .pathway = owner.pathway,
                              .clock = owner.clock,
                              .from = was.due,
                              .to = one.due});
    }
}

// The clocks as they run on the record now, for its main one.
RecordState clocks_of(store::Session& db, const std::string& ref) {
    RecordState record{.ref = ref};
    for (const auto& row :
         db.rows("select clock, n, started_at, due_at, stopped_at, paused_at from clock where "
                 "record = $1 order by started_at, clock, n",
                 {ref})) {
        ClockState clock{.clock = row.text(0),
                         .n = row.integer(1),
                         .started = Instant{row.integer(2)},
                         .due = Instant{row.integer(3)}};
        if (!row.is_null(4)) clock.stopped = Instant{row.integer(4)};
        if (!row.is_null(5)) clock.paused = Instant{row.integer(5)};
        record.clocks.push_back(std::move(clock));
    }
    return record;
}

Result<void> keep(Context& context, const access::Viewer& viewer, const MovedRecord& moved) {
    auto record = clocks_of(context.db, moved.ref);
    put_clocks(record, moved.effects);
    Json body = Json::object({{"clocks", to_json(moved.effects)}});
    const auto* pathway = context.definitions.pathway(moved.pathway);
    if (const auto* due = pathway == nullptr ? nullptr : main_clock(*pathway, record))
        body.set("due", iso(due->due));
    return people::note(
        context, viewer, cat({"record/", moved.ref}), "record.clocks-reckoned", std::move(body));
}

// Those from `at` on that one transaction takes. What was read before it may have changed since, so
// only clocks that still run are touched.
Result<void> keep_some(House& house,
                       const access::Viewer& viewer,
                       const std::vector<MovedRecord>& records,
                       std::size_t at) {
    Result<void> kept = {};
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        const auto session = house.store->write();
        auto context = house.context(*session);
        kept = {};
        for (std::size_t i = at; kept && i < std::min(records.size(), at + kRecordsACommit); ++i) {
            auto moved = records[i];
            std::erase_if(moved.effects, [&](const ClockEffect& effect) {
                return session->integer(
                           "select count(*) from clock c join record r on r.ref = c.record where "
                           "c.record = $1 and c.clock = $2 and c.n = $3 and c.stopped_at is null "
                           "and c.paused_at is null and r.closed_at is null and c.due_at <> $4",
                           {moved.ref, effect.clock, effect.n, effect.due.micros}) == 0;
            });
            if (!moved.effects.empty()) kept = keep(context, viewer, moved);
        }
        if (!kept) continue;
        session->commit();
        return {};
    }
    return kept;
}

}  // namespace

Result<ReckonedClocks> reckon_clocks(House& house, const access::Viewer& viewer, bool dry) {
    const auto grant = TRY(access::allow(viewer, access::Action::SeeDefinitions));
    if (!viewer.is_system()) return not_found();
    ReckonedClocks told;
    std::vector<MovedRecord> all;
    {
        const auto session = house.store->read();
        auto context = house.context(*session);
        each_running(context, grant, {}, kRecordsASlice, [&](const RunningClocks& running) {
            const auto reckoned = reckon(context.definitions.calendar, running.clocks);
            tell(running, reckoned, context.now, told);
            auto records = moved_records(running, reckoned);
            all.insert(all.end(),
                       std::make_move_iterator(records.begin()),
                       std::make_move_iterator(records.end()));
        });
    }
    if (dry) return told;
    for (std::size_t at = 0; at < all.size(); at += kRecordsACommit)
        TRY(keep_some(house, viewer, all, at));
    return told;
}

}  // namespace longstone::work
