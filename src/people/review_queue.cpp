#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "access/policy.h"
#include "base/text.h"
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

constexpr std::size_t kLookedFor = 40;       // people looked at while a page is asked for
constexpr std::size_t kMostHeld = 3'000;     // pairs held against what this viewer sees
constexpr std::size_t kMostCounted = 1'000;  // pairs beyond those listed

using Two = std::pair<std::string, std::string>;
using Work = std::unordered_map<std::string, OpenWork>;

class Fears {
public:
    explicit Fears(const define::Definitions& definitions) : definitions_(definitions) {}
    struct Fear {
        Harm harm = Harm::None;
        std::string name = {};  // of the pathway
    };
    const Fear& of(const std::string& pathway) {
        const auto [found, is_new] = known_.try_emplace(pathway);
        if (const auto* known = is_new ? definitions_.pathway(pathway) : nullptr)
            for (const auto harm : {Harm::Likely, Harm::Immediate})
                if (known->harm == word(harm)) found->second = {harm, known->name};
        return found->second;
    }

private:
    const define::Definitions& definitions_;
    std::unordered_map<std::string, Fear> known_ = {};
};

// Of everybody on an open record. Other than by the records that the viewer sees, a pair is moved
// for who sees everybody alone, and then by what is feared, not by which record says so.
Work open_work(const Context& context, const access::Viewer& viewer) {
    Work work;
    Fears fears(context.definitions);
    // Somebody may stand on a record several times.
    std::unordered_set<std::string> counted;
    for (const auto& row :
         context.db.rows("select rp.person, r.ref, r.pathway from record r join record_person rp "
                         "on rp.record = r.ref where r.closed_at is null "
                         "and " LONGSTONE_VISIBLE_RECORD,
                         {viewer.user, context.now.micros})) {
        if (!counted.insert(cat({row.text(0), " ", row.text(1)})).second) continue;
        auto& mine = work[row.text(0)];
        ++mine.records;
        const auto& fear = fears.of(row.text(2));
        if (fear.harm == Harm::None || fear.harm < mine.harm) continue;
        if (fear.harm > mine.harm) mine.worst.clear();
        mine.harm = fear.harm;
        mine.worst.insert(fear.name);
    }
    if (!viewer.may("see-all-people")) return work;
    for (const auto& row :
         context.db.rows("select rp.person, r.pathway from record r join record_person rp "
                         "on rp.record = r.ref where r.closed_at is null and r.restricted = 0",
                         {})) {
        const auto& fear = fears.of(row.text(1));
        if (fear.harm == Harm::None) continue;
        auto& theirs = work[row.text(0)];
        if (fear.harm <= theirs.harm) continue;
        theirs.harm = fear.harm;
        theirs.worst.clear();
    }
    return work;
}

// Whether the viewer sees both of a pair whole; some people at a time, each once.
class Seen {
public:
    Seen(const Context& context,
         const access::Viewer& viewer,
         const Work& work,
         const std::vector<Living::Possible>& pairs)
        : context_(context), viewer_(viewer), pairs_(pairs) {
        // Who stands on a record that the viewer sees is seen whole.
        for (const auto& [person, open] : work)
            if (open.records > 0) whole_.emplace(person, true);
    }
    bool both(std::size_t at) {
        if (at >= looked_at_) look(at);
        return whole_.at(pairs_[at].a) && whole_.at(pairs_[at].b);
    }

private:
    void look(std::size_t at) {
        std::vector<std::string> people;
        for (looked_at_ = at; looked_at_ < pairs_.size() && people.size() + 1 < kSightsAtOnce;
             ++looked_at_)
            for (const auto* person : {&pairs_[looked_at_].a, &pairs_[looked_at_].b})
                if (whole_.try_emplace(*person, false).second) people.push_back(*person);
        if (people.empty()) return;
        const auto sights = sights_of(context_, viewer_, people);
        for (std::size_t n = 0; n < people.size(); ++n)
            whole_[people[n]] = sights[n] == Sight::Whole;
    }

    const Context& context_;
    const access::Viewer& viewer_;
    const std::vector<Living::Possible>& pairs_;
    std::unordered_map<std::string_view, bool> whole_ = {};
    std::size_t looked_at_ = 0;
};

// Whose records are held to be of one person waits once, whichever of them is like somebody's.
class AsOne {
public:
    AsOne(const Context& context, const std::set<Two>& own) : context_(context), own_(own) {}
    bool is_new(const Living::Possible& pair) {
        const auto& these = held(pair.a, pair.a_is_judged);
        const auto& those = held(pair.b, pair.b_is_judged);
        if (these.front() == those.front() ||
            !listed_.insert(std::minmax(these.front(), those.front())).second)
            return false;
        // Of the pair itself nothing was said.
        if (these.size() == 1 && those.size() == 1) return true;
        return std::ranges::none_of(these, [&](const std::string& one) {
            return std::ranges::any_of(
                those, [&](const std::string& other) { return judged(one, other); });
        });
    }

private:
    const std::vector<std::string>& held(const std::string& person, bool is_judged) {
        auto& found = held_[person];
        if (found.empty()) found = is_judged ? held_as_one(context_, person) : std::vector{person};
        return found;
    }
    [[nodiscard]] bool judged(const std::string& one, const std::string& other) const {
        return own_.contains({one, other}) || own_.contains({other, one}) ||
               context_.db.integer(
                   "select count(*) from person_same where ended_at is null and "
                   "((person = $1 and other = $2) or (person = $2 and other = $1))",
                   {one, other}) > 0;
    }

    const Context& context_;
    const std::set<Two>& own_;
    std::unordered_map<std::string, std::vector<std::string>> held_ = {};
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
    std::set<Two> own, asked;
    for (const auto& row : db.rows("select person, other, actor from person_review"))
        (row.text(2) == viewer.user ? own : asked).insert({row.text(0), row.text(1)});
    const auto work = open_work(context, viewer);
    std::vector<Living::Urgent> urgent;
    urgent.reserve(work.size());
    for (const auto& [person, open] : work)
        urgent.push_back({person, static_cast<int>(open.harm), open.records});
    // One more shows that there are more.
    const auto pairs = context.living->first_pairs(kMostHeld + 1, urgent, own);
    const auto open_of = [&](const std::string& person) {
        const auto found = work.find(person);
        return found == work.end() ? OpenWork{} : found->second;
    };
    Seen seen(context, viewer, work, pairs);
    AsOne as_one(context, own);
    for (std::size_t at = 0; at < pairs.size(); ++at) {
        if (at == kMostHeld || queue.more >= kMostCounted) {
            queue.counted = false;
            break;
        }
        const auto& a = pairs[at].a;
        const auto& b = pairs[at].b;
        if (!seen.both(at) || !as_one.is_new(pairs[at])) continue;
        if (queue.lines.size() >= most) {
            ++queue.more;
            continue;
        }
        auto left = load_summary(db, a);
        auto right = load_summary(db, b);
        if (!left || !right) continue;
        queue.lines.push_back({.a = std::move(*left),
                               .b = std::move(*right),
                               .open_a = open_of(a),
                               .open_b = open_of(b),
                               .waits_for_second = asked.contains({a, b})});
    }
    return queue;
}

}  // namespace longstone::people
