#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "access/policy.h"
#include "define/definitions.h"
#include "people/held.h"
#include "people/living.h"
#include "people/reviews.h"
#include "people/rows.h"
#include "people/sight.h"
#include "store/store.h"

// Which pairs wait for a reviewer, the greatest expected harm first: a link that is missed hides
// half of a picture, and costs most where somebody is feared for.
namespace longstone::people {
namespace {

constexpr std::size_t kLookedFor = 200;      // people looked at while a page is asked for
constexpr std::size_t kMostHeld = 3'000;     // pairs held against what this viewer sees
constexpr std::size_t kMostCounted = 1'000;  // pairs beyond those listed

using Two = std::pair<std::string, std::string>;
using Work = std::unordered_map<std::string, OpenWork>;

Harm harm_of(const define::Definitions& definitions, const std::string& pathway) {
    const auto* known = definitions.pathway(pathway);
    for (const auto harm : {Harm::Immediate, Harm::Likely})
        if (known != nullptr && known->harm == word(harm)) return harm;
    return Harm::None;
}

// Of the people who stand in a pair. Other than by the records that the viewer sees, a pair is
// moved for who sees everybody alone, and then by what is feared, not by which record says so.
Work open_work(const Context& context,
               const access::Viewer& viewer,
               const std::unordered_set<std::string>& paired) {
    Work work;
    for (const auto& row :
         context.db.rows("select distinct rp.person, r.ref, r.pathway from record r join "
                         "record_person rp on rp.record = r.ref where r.closed_at is null "
                         "and " LONGSTONE_VISIBLE_RECORD,
                         {viewer.user, context.now.micros})) {
        if (!paired.contains(row.text(0))) continue;
        auto& mine = work[row.text(0)];
        ++mine.records;
        const auto harm = harm_of(context.definitions, row.text(2));
        if (harm == Harm::None || harm < mine.harm) continue;
        if (harm > mine.harm) mine.worst.clear();
        mine.harm = harm;
        mine.worst.insert(context.definitions.pathway(row.text(2))->name);
    }
    if (!viewer.may("see-all-people")) return work;
    for (const auto& row :
         context.db.rows("select distinct rp.person, r.pathway from record r join record_person rp "
                         "on rp.record = r.ref where r.closed_at is null and r.restricted = 0",
                         {})) {
        const auto harm = harm_of(context.definitions, row.text(1));
        if (harm == Harm::None || !paired.contains(row.text(0))) continue;
        auto& theirs = work[row.text(0)];
        if (harm <= theirs.harm) continue;
        theirs.harm = harm;
        theirs.worst.clear();
    }
    return work;
}

struct Ranked {
    const Living::Possible* pair = nullptr;
    std::tuple<Harm, Harm, int, int, double> expected = {};
};

std::vector<Ranked> in_order(const std::vector<Living::Possible>& pairs, const Work& work) {
    static const OpenWork nothing;
    const auto of = [&](const std::string& person) -> const OpenWork& {
        const auto found = work.find(person);
        return found == work.end() ? nothing : found->second;
    };
    std::vector<Ranked> all;
    all.reserve(pairs.size());
    for (const auto& pair : pairs) {
        const auto& a = of(pair.a);
        const auto& b = of(pair.b);
        all.push_back({&pair,
                       {std::max(a.harm, b.harm),
                        std::min(a.harm, b.harm),
                        std::min(a.records, b.records),
                        std::max(a.records, b.records),
                        pair.chance}});
    }
    std::ranges::sort(all, [](const Ranked& x, const Ranked& y) {
        if (x.expected != y.expected) return x.expected > y.expected;
        return std::tie(x.pair->a, x.pair->b) < std::tie(y.pair->a, y.pair->b);
    });
    return all;
}

// Whether the viewer sees both of a pair whole; some pairs at a time, in their order.
class Seen {
public:
    Seen(const Context& context, const access::Viewer& viewer, const std::vector<Ranked>& pairs)
        : context_(context), viewer_(viewer), pairs_(pairs) {}
    bool both(std::size_t at) {
        while (both_.size() <= at) {
            std::vector<std::string> people;
            for (auto n = both_.size(); n < pairs_.size() && people.size() < kSightsAtOnce; ++n) {
                people.push_back(pairs_[n].pair->a);
                people.push_back(pairs_[n].pair->b);
            }
            const auto sights = sights_of(context_, viewer_, people);
            for (std::size_t n = 0; n < sights.size(); n += 2)
                both_.push_back(sights[n] == Sight::Whole && sights[n + 1] == Sight::Whole);
        }
        return both_[at];
    }

private:
    const Context& context_;
    const access::Viewer& viewer_;
    const std::vector<Ranked>& pairs_;
    std::vector<bool> both_ = {};
};

// Whose records are held to be of one person waits once, whichever of them is like somebody's.
class AsOne {
public:
    AsOne(const Context& context, const std::set<Two>& done, const std::set<Two>& own)
        : context_(context), done_(done), own_(own) {}
    bool is_new(const Living::Possible& pair) {
        const auto& these = held(pair.a);
        const auto& those = held(pair.b);
        if (these.front() == those.front() ||
            !listed_.insert(std::minmax(these.front(), those.front())).second)
            return false;
        return std::ranges::none_of(these, [&](const std::string& one) {
            return std::ranges::any_of(
                those, [&](const std::string& other) { return judged({one, other}); });
        });
    }

private:
    const std::vector<std::string>& held(const std::string& person) {
        auto& found = held_[person];
        if (found.empty()) found = held_as_one(context_, person);
        return found;
    }
    [[nodiscard]] bool judged(const Two& two) const {
        const Two turned{two.second, two.first};
        return done_.contains(two) || own_.contains(two) || done_.contains(turned) ||
               own_.contains(turned);
    }

    const Context& context_;
    const std::set<Two>&done_, &own_;
    std::map<std::string, std::vector<std::string>> held_ = {};
    std::set<Two> listed_ = {};
};

}  // namespace

std::string_view word(Harm harm) {
    return harm == Harm::Immediate ? "immediate" : harm == Harm::Likely ? "likely" : "";
}

Result<Queue> review_queue(const Context& context, const access::Grant& grant, std::size_t most) {
    if (grant.action() != access::Action::JudgeMatches) return not_found();
    const auto& viewer = grant.viewer();
    auto& db = context.db;
    if (!context.living->ready()) return Queue{.counted = false, .through = false};
    Queue queue{.through = context.living->look_for_pairs(kLookedFor)};
    std::set<Two> done, own, asked;
    for (const auto& row : db.rows("select person, other from person_same where ended_at is null"))
        done.insert({row.text(0), row.text(1)});
    for (const auto& row : db.rows("select person, other, actor from person_review"))
        (row.text(2) == viewer.user ? own : asked).insert({row.text(0), row.text(1)});
    std::unordered_set<std::string> judged;
    for (const auto* pairs : {&done, &own})
        for (const auto& [a, b] : *pairs)
            judged.insert(a);
    auto pairs = context.living->pairs();
    std::erase_if(pairs, [&](const Living::Possible& pair) {
        return judged.contains(pair.a) &&
               (done.contains({pair.a, pair.b}) || own.contains({pair.a, pair.b}));
    });
    std::unordered_set<std::string> paired;
    for (const auto& pair : pairs) {
        paired.insert(pair.a);
        paired.insert(pair.b);
    }
    auto work = open_work(context, viewer, paired);
    const auto ranked = in_order(pairs, work);
    Seen seen(context, viewer, ranked);
    AsOne as_one(context, done, own);
    for (std::size_t at = 0; at < ranked.size(); ++at) {
        if (at == kMostHeld || queue.more >= kMostCounted) {
            queue.counted = false;
            break;
        }
        if (!seen.both(at) || !as_one.is_new(*ranked[at].pair)) continue;
        const auto& a = ranked[at].pair->a;
        const auto& b = ranked[at].pair->b;
        if (queue.lines.size() >= most) {
            ++queue.more;
            continue;
        }
        auto left = load_summary(db, a);
        auto right = load_summary(db, b);
        if (!left || !right) continue;
        queue.lines.push_back({.a = std::move(*left),
                               .b = std::move(*right),
                               .open_a = work[a],
                               .open_b = work[b],
                               .waits_for_second = asked.contains({a, b})});
    }
    return queue;
}

}  // namespace longstone::people
