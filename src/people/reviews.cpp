#include "people/reviews.h"

#include <algorithm>
#include <map>
#include <set>

#include "access/policy.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/beside.h"
#include "people/living.h"
#include "people/note.h"
#include "people/rows.h"
#include "people/rules.h"
#include "people/same_person.h"
#include "people/sight.h"
#include "store/store.h"

namespace longstone::people {
namespace {

constexpr unsigned kSecondLookIn = 5;  // one in so many is read by two whatever it is

using Two = std::pair<std::string, std::string>;

Two in_order(std::string_view a, std::string_view b) {
    const auto [first, second] = std::minmax(a, b);
    return {std::string(first), std::string(second)};
}

Result<void> ready(const Context& context) {
    if (context.living->ready()) return {};
    return refuse(
        Fault::Conflict,
        "People are still being read in, since Longstone has only just started. Try again "
        "in a few seconds.");
}

struct Said {
    Opinion opinion = {};
    std::int64_t seq = 0;
};

std::vector<Said> opinions_on(store::Session& db, const Two& two) {
    std::vector<Said> all;
    for (const auto& row : db.rows("select says, reason, actor, agency, recorded_at, seq from "
                                   "person_review where person = $1 and other = $2 order by seq",
                                   {two.first, two.second}))
        all.push_back({.opinion = {.says = row.text(0),
                                   .reason = row.text(1),
                                   .actor = row.text(2),
                                   .agency = row.text(3),
                                   .at = {row.integer(4)}},
                       .seq = row.integer(5)});
    return all;
}

bool sees_both(const Context& context, const access::Viewer& viewer, const Two& two) {
    return sight_of(context, viewer, two.first) == Sight::Whole &&
           sight_of(context, viewer, two.second) == Sight::Whole;
}

// A restricted or sealed record, or a relation who is restricted, stands beside one of them.
bool near_sealed(store::Session& db, const Two& two) {
    return db.integer(
               "select (select count(*) from record_person rp join record r on r.ref = rp.record "
               "where rp.person in ($1, $2) and r.restricted <> 0) + (select count(*) from "
               "person_relationship s join person p on p.id = s.other where s.person in ($1, $2) "
               "and p.restricted = 1 and s.withdrawn_at is null)",
               {two.first, two.second}) > 0;
}

bool across_households(const match::Pattern& pattern) {
    return pattern.place != match::Place::Same && pattern.place != match::Place::Postcode &&
           pattern.place != match::Place::Missing;
}

bool needs_two(store::Session& db, const Two& two, const match::Pattern& pattern) {
    const bool drawn = match::hash_of(cat({two.first, two.second})) % kSecondLookIn == 0;
    return drawn || across_households(pattern) || near_sealed(db, two);
}

// What the opinions come to, those alone that were given since the last judgement was taken back.
std::optional<bool> outcome(store::Session& db, const Two& two, bool two_needed) {
    const auto since = db.integer(
        "select coalesce(max(ended_at), 0) from person_same where person = $1 and other = $2",
        {two.first, two.second});
    int same = 0, different = 0;
    for (const auto& said : opinions_on(db, two)) {
        if (said.opinion.at.micros < since) continue;
        same += said.opinion.says == kSame ? 1 : 0;
        different += said.opinion.says == kDifferent ? 1 : 0;
    }
    if (same > 0 && different > 0) {  // they disagree: a third decides
        if (same >= 2 && same > different) return true;
        if (different >= 2 && different > same) return false;
        return {};
    }
    if (different > 0) return false;
    if (same >= (two_needed ? 2 : 1)) return true;
    return {};
}

}  // namespace

Result<PairSeen> review_pair(const Context& context,
                             const access::Grant& grant,
                             std::string_view a,
                             std::string_view b) {
    if (grant.action() != access::Action::JudgeMatches || a == b) return not_found();
    const auto& viewer = grant.viewer();
    const auto two = in_order(a, b);
    if (!sees_both(context, viewer, two)) return not_found();
    TRY(ready(context));
    const auto pair = context.living->pair(two.first, two.second);
    const auto left = load_summary(context.db, two.first);
    const auto right = load_summary(context.db, two.second);
    if (!pair || !left || !right) return not_found();
    PairSeen seen{.a = *left,
                  .b = *right,
                  .fields = fields_beside(context, two.first, two.second, pair->explained.pattern),
                  .reasons = reasons(pair->explained),
                  .weight = static_cast<double>(pair->explained.stated) / match::kBit,
                  .probability = pair->explained.chance};
    const auto stands = standing_between(context.db, two.first, two.second);
    seen.decided = stands.has_value();
    seen.same = stands && stands->same;
    std::vector<Opinion> others;
    for (auto& said : opinions_on(context.db, two)) {
        if (said.opinion.actor == viewer.user)
            seen.own = std::move(said.opinion);
        else
            others.push_back(std::move(said.opinion));
    }
    if (seen.own) seen.others = std::move(others);
    for (const auto& person : {two.first, two.second})
        journal::note_look(context.db,
                           {.at = context.now,
                            .actor = viewer.user,
                            .agency = viewer.agency,
                            .action = "read",
                            .subject = stream_of(person),
                            .reason = "beside another who may be the same"});
    return seen;
}

Result<Reviewed> review(const Context& context,
                        const access::Grant& grant,
                        std::string_view a,
                        std::string_view b,
                        std::string_view says,
                        std::string_view reason) {
    if (grant.action() != access::Action::JudgeMatches || a == b) return not_found();
    const auto& viewer = grant.viewer();
    const auto two = in_order(a, b);
    if (!sees_both(context, viewer, two)) return not_found();
    TRY(ready(context));
    const auto pair = context.living->pair(two.first, two.second);
    if (!pair) return not_found();
    std::vector<FieldProblem> problems;
    if (says != kSame && says != kDifferent && says != kCannotSay)
        problems.push_back({.field = "says",
                            .message = "Choose whether they are the same person, two people, or "
                                       "whether you cannot say"});
    if (trim(reason).empty())
        problems.push_back({.field = "reason", .message = "Say what makes you think so"});
    if (!problems.empty()) return refuse_fields(std::move(problems));
    if (standing_between(context.db, two.first, two.second))
        return refuse(Fault::Conflict, "This pair has been decided meanwhile.");
    for (const auto& said : opinions_on(context.db, two))
        if (said.opinion.actor == viewer.user)
            return refuse(Fault::Conflict,
                          "You have looked at this pair before. Nobody is asked twice.");
    TRY(note(context,
             viewer,
             stream_of(two.first),
             "person.reviewed",
             Json::object({{"id", new_id()},
                           {"other", two.second},
                           {"says", says},
                           {"reason", trim(reason)},
                           {"weight", std::int64_t{pair->explained.stated}}})));
    const auto decided =
        outcome(context.db, two, needs_two(context.db, two, pair->weighed.pattern));
    if (!decided) return Reviewed{};
    TRY(note(context,
             viewer,
             stream_of(two.first),
             *decided ? "person.same-as" : "person.not-same-as",
             Json::object({{"id", new_id()}, {"other", two.second}, {"reason", trim(reason)}})));
    return Reviewed{.decided = true, .same = *decided};
}

Result<ReviewFigures> review_figures(const Context& context, const access::Grant& grant) {
    if (grant.action() != access::Action::JudgeMatches) return not_found();
    ReviewFigures figures;
    std::map<Two, std::vector<std::string>> by_pair;
    for (const auto& row : context.db.rows("select person, other, says from person_review")) {
        figures.same += row.text(2) == kSame ? 1 : 0;
        figures.different += row.text(2) == kDifferent ? 1 : 0;
        figures.cannot_say += row.text(2) == kCannotSay ? 1 : 0;
        by_pair[{row.text(0), row.text(1)}].push_back(row.text(2));
    }
    for (const auto& [two, says] : by_pair) {
        if (says.size() < 2) continue;
        ++figures.read_by_two;
        if (std::ranges::count(says, says.front()) == std::ssize(says)) ++figures.agreed;
    }
    return figures;
}

Result<std::vector<Summary>> may_also_be(const Context& context,
                                         const access::Grant& grant,
                                         std::string_view person) {
    constexpr std::size_t kMost = 5;
    if (grant.action() != access::Action::ReadPerson || grant.subject() != person)
        return not_found();
    const auto& viewer = grant.viewer();
    std::vector<Summary> all;
    if (sight_of(context, viewer, person) != Sight::Whole) return not_found();
    TRY(ready(context));
    for (const auto& pair : context.living->pairs_of(person)) {
        const auto& other = pair.a == person ? pair.b : pair.a;
        if (standing_between(context.db, pair.a, pair.b)) continue;
        if (sight_of(context, viewer, other) != Sight::Whole) continue;
        if (auto line = load_summary(context.db, other)) all.push_back(std::move(*line));
        if (all.size() == kMost) break;
    }
    return all;
}

}  // namespace longstone::people
