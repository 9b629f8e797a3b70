#include "people/search_things.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <unordered_set>

#include "access/policy.h"
#include "base/text.h"
#include "people/rows.h"
#include "people/things.h"
#include "store/store.h"

namespace longstone::people {
namespace {

constexpr std::int64_t kBlockCap = 300;           // a block with more says nothing: it is left out
constexpr std::size_t kShortlist = 40;            // things compared value by value
constexpr double kWorthShowing = -12;             // bits
constexpr double kWorthShowingWhileTyping = -15;  // bits

store::Rows open_people(const Look& look, const Block& block) {
    store::Session& db = look.context.db;
    if (block.end.empty()) {
        return db.rows(
            "select person from person_key where key = $1 and restricted = 0 and "
            "protected <= $2 order by protected, person limit $3",
            {block.key, look.most_protected, kBlockCap + 1});
    }
    return db.rows(
        "select person from person_key where key >= $1 and key < $2 and "
        "restricted = 0 and protected <= $3 order by key, restricted, protected, "
        "person limit $4",
        {block.key, block.end, look.most_protected, kBlockCap + 1});
}

// Restricted people stand apart in the index, so that they change neither the number nor the cap
// of what others find.
store::Rows restricted_people(const Look& look, const Block& block) {
    store::Session& db = look.context.db;
    const std::string end = block.end.empty() ? cat({block.key, "\x01"}) : block.end;
    if (look.restricted) {
        return db.rows(
            "select person from person_key where key >= $1 and key < $2 and "
            "restricted = 1 and protected <= $3 limit $4",
            {block.key, end, look.most_protected, kBlockCap});
    }
    return db.rows(
        "select k.person from person_key k where k.key >= $3 and k.key < $4 and "
        "k.restricted = 1 and k.protected <= $5 and exists (select 1 from record_person rp join "
        "record r on r.ref = rp.record where rp.person = k.person "
        "and " LONGSTONE_VISIBLE_RECORD ") limit $6",
        {look.viewer.user,
         look.context.now.micros,
         block.key,
         end,
         look.most_protected,
         kBlockCap});
}

struct Ranked {
    std::string id = {};
    double worth = 0;
};
struct Gathered {
    std::vector<Ranked> things = {};
    bool left_out = false;  // some block was too big to compare
    bool cut_among_equals = false;
};

void count(std::unordered_map<std::string, double>& worth,
           const store::Rows& rows,
           double block_worth) {
    std::unordered_set<std::string> in_block;
    for (const auto& row : rows) {
        if (in_block.insert(row.text(0)).second) worth[row.text(0)] += block_worth;
    }
}

// Which things stand in the blocks, those in the most telling blocks first, cut to a shortlist.
Gathered gather(const Look& look, const std::vector<Block>& blocks) {
    std::unordered_map<std::string, double> worth;
    Gathered gathered;
    for (const Block& block : blocks) {
        count(worth, restricted_people(look, block), block.worth);
        const auto rows = open_people(look, block);
        if (static_cast<std::int64_t>(rows.size()) > kBlockCap)
            gathered.left_out = true;
        else
            count(worth, rows, block.worth);
    }
    for (auto& [id, value] : worth)
        gathered.things.push_back({.id = id, .worth = value});
    std::sort(gathered.things.begin(), gathered.things.end(), [](const auto& a, const auto& b) {
        return a.worth != b.worth ? a.worth > b.worth : a.id < b.id;
    });
    if (gathered.things.size() > kShortlist) {
        gathered.cut_among_equals =
            gathered.things[kShortlist].worth == gathered.things.front().worth;
        gathered.things.resize(kShortlist);
    }
    return gathered;
}

bool wants(const Sought& sought, Kind kind) {
    return sought.kinds.empty() || std::ranges::find(sought.kinds, kind) != sought.kinds.end();
}

}  // namespace

Look look_of(const Context& context, const access::Viewer& viewer) {
    return {.context = context,
            .viewer = viewer,
            .most_protected = viewer.sees_sensitive || viewer.is_system() ? 1 : 0,
            .restricted = viewer.may("see-restricted") || viewer.is_system()};
}

LookedUp look_up(const Look& look, const std::vector<Block>& blocks) {
    LookedUp found;
    std::unordered_set<std::string> seen;
    const auto take = [&](const store::Rows& rows) {
        for (const auto& row : rows)
            if (seen.insert(row.text(0)).second) found.people.push_back(row.text(0));
    };
    for (const Block& block : blocks) {
        // Whoever may not know of all who are restricted has them weighed one by one (living.h).
        if (look.restricted) take(restricted_people(look, block));
        const auto rows = open_people(look, block);
        if (static_cast<std::int64_t>(rows.size()) > kBlockCap)
            found.left_out = true;
        else
            take(rows);
    }
    return found;
}

ThingsFound find_things(const Look& look, const Sought& sought) {
    auto gathered = gather(look, thing_blocks(sought));
    ThingsFound found{.left_out = gathered.left_out, .cut_among_equals = gathered.cut_among_equals};
    const double least = sought.still_typing ? kWorthShowingWhileTyping : kWorthShowing;
    for (const Ranked& one : gathered.things) {
        const Profile profile = load_profile(look.context.db, one.id, look.most_protected > 0);
        if (!wants(sought, profile.kind)) continue;
        auto score = score_thing(sought, profile);
        if (score.weight >= least)
            found.things.push_back({.id = one.id, .score = std::move(score)});
    }
    return found;
}

}  // namespace longstone::people
