#include "work/loop.h"

#include <algorithm>

#include "access/policy.h"
#include "base/text.h"

namespace longstone::work {
namespace {

using define::LoopStep;

constexpr std::size_t kMostInChain = 60;

#define LONGSTONE_LOOP_COLUMNS "r.ref, r.pathway, r.stage, r.summary, r.opened_at, r.closed_at"

bool among(const std::vector<std::string>& list, std::string_view id) {
    return std::ranges::find(list, id) != list.end();
}

LoopRecord record_in(const store::Row& row) {
    LoopRecord record{.ref = row.text(0),
                      .pathway = row.text(1),
                      .stage = row.text(2),
                      .summary = row.text(3),
                      .opened = Instant{row.integer(4)}};
    if (!row.is_null(5)) record.closed = Instant{row.integer(5)};
    return record;
}

class Walk {
public:
    Walk(Context& context, const access::Viewer& viewer) : context_(context), viewer_(viewer) {}

    std::vector<LoopRecord> led_to_by(const std::string& ref) {
        return tied("select " LONGSTONE_LOOP_COLUMNS
                    " from link l join record r on r.ref = l.to_record where l.from_record = $3 "
                    "and " LONGSTONE_VISIBLE_RECORD " order by r.opened_at, r.ref",
                    ref);
    }
    std::vector<LoopRecord> that_led_to(const std::string& ref) {
        return tied("select " LONGSTONE_LOOP_COLUMNS
                    " from link l join record r on r.ref = l.from_record where l.to_record = $3 "
                    "and " LONGSTONE_VISIBLE_RECORD " order by r.opened_at, r.ref",
                    ref);
    }
    std::vector<LoopRecord> one(const std::string& ref) {
        return tied("select " LONGSTONE_LOOP_COLUMNS
                    " from record r where r.ref = $3 and " LONGSTONE_VISIBLE_RECORD,
                    ref);
    }

private:
    std::vector<LoopRecord> tied(store::Sql sql, const std::string& ref) {
        std::vector<LoopRecord> records;
        for (const auto& row : context_.db.rows(sql, {viewer_.user, context_.now.micros, ref})) {
            auto record = record_in(row);
            // Two ties between the same records are one here.
            if (records.empty() || records.back().ref != record.ref)
                records.push_back(std::move(record));
        }
        return records;
    }

    Context& context_;
    const access::Viewer& viewer_;
};

// Fills the places of records before and after what is followed, each from those already there.
class Chaining {
public:
    Chaining(Walk& walk, const define::Loop& loop, Chain& chain)
        : walk_(walk), loop_(loop), chain_(chain) {}

    void run() {
        const auto middle = loop_.place_of(*loop_.step(loop_.follows));
        chain_.places[middle].records = {chain_.followed};
        known_ = {chain_.followed.ref};
        for (auto i = middle; i-- > 0;)
            fill(chain_.places[i], i + 1, middle + 1, &Walk::that_led_to);
        known_ = {chain_.followed.ref};
        for (auto i = middle + 1; i < chain_.places.size(); ++i)
            fill(chain_.places[i], middle, i, &Walk::led_to_by);
    }

private:
    void fill(LoopPlace& place,
              std::size_t from,
              std::size_t end,
              std::vector<LoopRecord> (Walk::*way)(const std::string&)) {
        for (auto i = from; i < end; ++i) {
            for (const auto& near : chain_.places[i].records) {
                for (auto& found : (walk_.*way)(near.ref)) {
                    if (!among(place.step->pathways, found.pathway) || among(known_, found.ref) ||
                        known_.size() > kMostInChain)
                        continue;
                    known_.push_back(found.ref);
                    place.records.push_back(std::move(found));
                }
            }
        }
    }

    Walk& walk_;
    const define::Loop& loop_;
    Chain& chain_;
    std::vector<std::string> known_ = {};
};

void add_actions(Context& context, const std::string& ref, LoopPlace& place) {
    for (const auto& row : context.db.rows(
             "select what, owner, due, status from action where record = $1 order by n", {ref}))
        place.actions.push_back({.what = row.text(0),
                                 .owner = row.text(1),
                                 .due = parse_date(row.text(2)),
                                 .done = row.text(3) != "open"});
    if (place.step->items.empty()) return;
    place.listed = context.db.integer(
        "select count(*) from (select distinct item from answer where record = $1 and field = $2 "
        "and part <> '') items",
        {ref, place.step->items});
}

}  // namespace

std::vector<LoopRecord> followed_by(Context& context,
                                    const access::Viewer& viewer,
                                    const define::Loop& loop,
                                    int limit) {
    std::vector<LoopRecord> all;
    for (const auto& pathway : loop.step(loop.follows)->pathways) {
        for (const auto& row :
             context.db.rows("select " LONGSTONE_LOOP_COLUMNS
                             " from record r where r.pathway = $3 and " LONGSTONE_VISIBLE_RECORD
                             " order by r.opened_at desc, r.ref desc limit $4",
                             {viewer.user, context.now.micros, pathway, limit}))
            all.push_back(record_in(row));
    }
    std::ranges::stable_sort(all, [](const auto& a, const auto& b) { return a.opened > b.opened; });
    if (std::cmp_greater(all.size(), limit)) all.resize(static_cast<std::size_t>(limit));
    return all;
}

Result<std::vector<LoopRecord>> followed_from(Context& context,
                                              const access::Viewer& viewer,
                                              const define::Loop& loop,
                                              const std::string& ref) {
    Walk walk(context, viewer);
    const auto found = walk.one(ref);
    if (found.empty()) return not_found();
    const auto* step = loop.step_of_pathway(found.front().pathway);
    const auto* followed = loop.step(loop.follows);
    if (step == nullptr) return not_found();
    if (step == followed) return found;
    std::vector<LoopRecord> all;
    for (auto& next : walk.led_to_by(ref)) {
        if (among(followed->pathways, next.pathway)) all.push_back(std::move(next));
    }
    return all;
}

Chain chain_of(Context& context,
               const access::Viewer& viewer,
               const define::Loop& loop,
               const LoopRecord& followed) {
    Chain chain{.followed = followed};
    for (const auto& step : loop.steps)
        chain.places.push_back({.step = &step});
    Walk walk(context, viewer);
    Chaining(walk, loop, chain).run();
    for (auto& place : chain.places) {
        if (place.step->kind == LoopStep::Kind::Actions) add_actions(context, followed.ref, place);
    }
    return chain;
}

}  // namespace longstone::work
