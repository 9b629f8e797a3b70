#include "people/search.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "access/policy.h"
#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/current.h"
#include "people/rows.h"
#include "people/sight.h"
#include "people/things.h"
#include "people/typed.h"
#include "store/store.h"

namespace longstone::people {
namespace {

constexpr std::int64_t kBlockCap = 300;  // a block with more says nothing: it is left out
constexpr std::size_t kShortlist = 40;   // compared value by value
constexpr int kMostShown = 50;
constexpr std::size_t kLongestText = 200;
constexpr double kWorthShowing = -12;             // bits
constexpr double kWorthShowingWhileTyping = -15;  // bits
constexpr double kWorthALook = -5.5;  // bits; both names agree and nothing speaks against it
constexpr double kLikely = 0;         // bits; more likely than not

struct Ranked {
    std::string id = {};
    double worth = 0;
    Score score = {};
    bool wanted = true;  // of a kind that is looked for
};

// What the search may look into for this viewer.
struct Look {
    const Context& context;
    const access::Viewer& viewer;
    int most_protected = 0;
    bool restricted = false;
};

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

struct Gathered {
    std::vector<Ranked> people = {};
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

// Who stands in the blocks, those in the most telling blocks first, cut to a shortlist.
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
        gathered.people.push_back({.id = id, .worth = value});
    std::sort(gathered.people.begin(), gathered.people.end(), [](const auto& a, const auto& b) {
        return a.worth != b.worth ? a.worth > b.worth : a.id < b.id;
    });
    if (gathered.people.size() > kShortlist) {
        gathered.cut_among_equals =
            gathered.people[kShortlist].worth == gathered.people.front().worth;
        gathered.people.resize(kShortlist);
    }
    return gathered;
}

// Human beings are one kind here: whether somebody is identified yet is found by searching.
bool wants(const Sought& sought, Kind kind) {
    if (sought.kinds.empty()) return true;
    return std::any_of(sought.kinds.begin(), sought.kinds.end(), [kind](Kind wanted) {
        return wanted == kind || (is_human(wanted) && is_human(kind));
    });
}

void compare(const Look& look, const Sought& sought, std::vector<Ranked>& people) {
    for (Ranked& one : people) {
        const Profile profile = load_profile(look.context.db, one.id, look.most_protected > 0);
        one.wanted = wants(sought, profile.kind);
        one.score = is_human(profile.kind) ? score(sought, profile) : score_thing(sought, profile);
    }
    std::erase_if(people, [](const Ranked& one) { return !one.wanted; });
    const double least = sought.still_typing ? kWorthShowingWhileTyping : kWorthShowing;
    std::erase_if(people, [least](const Ranked& one) { return one.score.weight < least; });
    std::sort(people.begin(), people.end(), [](const Ranked& a, const Ranked& b) {
        return a.score.weight != b.score.weight ? a.score.weight > b.score.weight : a.id < b.id;
    });
}

Candidate whole_candidate(const Look& look, const Ranked& one) {
    Candidate candidate{.id = one.id,
                        .whole = true,
                        .person = load_summary(look.context.db, one.id).value_or(Summary{}),
                        .weight = one.score.weight,
                        .probability = one.score.probability,
                        .explanation = one.score.explanation};
    candidate.name = display_name(candidate.person);
    return candidate;
}

// The same weight for all of them: a weight that moved with each guess would answer it.
Candidate known_candidate(const Look& look, const Ranked& one, const std::string& typed) {
    Candidate candidate{.id = one.id, .name = typed};
    candidate.known_to = known_to(look.context, one.id);
    candidate.explanation.push_back(
        {.words = candidate.known_to.empty()
                      ? std::string("What was typed agrees with somebody who is known")
                      : cat({"What was typed agrees with somebody known to ",
                             join_and(candidate.known_to)})});
    return candidate;
}

void show(const Look& look,
          const std::vector<Ranked>& people,
          const std::string& typed,
          std::size_t limit,
          Found& found) {
    std::vector<Candidate> known;
    for (const Ranked& one : people) {
        if (found.candidates.size() >= limit) break;
        const Sight sight = sight_of(look.context, look.viewer, one.id);
        if (sight == Sight::Whole) found.candidates.push_back(whole_candidate(look, one));
        // Enough to be told "known to": likely, and by more than one thing.
        const bool enough = one.score.agreeing >= 2 && one.score.weight >= kLikely;
        if (sight == Sight::Known && enough) known.push_back(known_candidate(look, one, typed));
    }
    for (Candidate& one : known) {
        if (found.candidates.size() < limit) found.candidates.push_back(std::move(one));
    }
}

std::string advice_for(const Sought& sought) {
    std::vector<std::string> missing;
    if (!sought.people) {
        return "More fit than can be told apart. Add more of the name, or the postcode.";
    }
    if (sought.given.empty()) missing.emplace_back("a given name");
    if (!sought.birth && !sought.expected) missing.emplace_back("a birth date");
    if (sought.postcode.empty()) missing.emplace_back("a postcode");
    if (missing.empty()) missing.emplace_back("an NHS number");
    return cat(
        {"More people fit than can be told apart. Add a detail: ", join(missing, " or "), "."});
}

Found find(const Look& look, const Sought& sought, const std::string& typed, int limit) {
    Gathered gathered = gather(look, blocks_of(sought));
    Found found;
    compare(look, sought, gathered.people);
    const auto most = static_cast<std::size_t>(std::clamp(limit, 1, kMostShown));
    const bool level = gathered.people.size() > most &&
                       gathered.people[most].score.weight == gathered.people[0].score.weight;
    // People who were left out matter only while nobody compared is likely to be the one.
    const bool nobody_likely =
        gathered.people.empty() || gathered.people.front().score.weight < kLikely;
    found.too_many = (gathered.left_out && nobody_likely) || gathered.cut_among_equals || level;
    if (found.too_many) found.advice = advice_for(sought);
    show(look, gathered.people, typed, most, found);
    return found;
}

Look look_of(const Context& context, const access::Grant& grant) {
    const access::Viewer& viewer = grant.viewer();
    return {.context = context,
            .viewer = viewer,
            .most_protected = viewer.sees_sensitive || viewer.is_system() ? 1 : 0,
            .restricted = viewer.may("see-restricted") || viewer.is_system()};
}

std::string first_name(const NewPerson& person) {
    for (const NewAssertion& stated : person.assertions) {
        const auto* name = std::get_if<Name>(&stated.fact);
        if (name != nullptr) return std::string(trim(cat({name->given, " ", name->family})));
    }
    return {};
}

// The words themselves would put a name into the log for all who may read it.
void note_search(const Context& context, const access::Grant& grant, const std::string& words) {
    const std::string subject =
        context.log_key.size() < 16 ? "" : hex(keyed_blake2b(context.log_key, fold(words)));
    journal::note_look(context.db,
                       {.at = context.now,
                        .actor = grant.viewer().user,
                        .agency = grant.viewer().agency,
                        .action = "search",
                        .subject = subject,
                        .reason = grant.reason()});
}

}  // namespace

Result<Found> search(const Context& context, const access::Grant& grant, const Query& query) {
    if (grant.action() != access::Action::SearchPeople) return not_found();
    const std::string words = join({query.given_name,
                                    query.family_name,
                                    query.birth_date,
                                    query.postcode,
                                    query.nhs_number,
                                    query.text,
                                    query.name,
                                    query.where},
                                   " ");
    if (words.size() > kLongestText || !is_valid_utf8(words)) {
        return refuse(Fault::Invalid, "Shorten what you search for to 200 characters.");
    }
    const Sought sought = TRY(sought_of(context.definitions, query));
    note_search(context, grant, words);
    return find(look_of(context, grant), sought, as_typed(query), query.limit);
}

Result<Found> duplicates_for(const Context& context,
                             const access::Grant& grant,
                             const NewPerson& person) {
    const bool creates = grant.action() == access::Action::CreatePerson && !is_human(person.kind);
    if (grant.action() != access::Action::SearchPeople && !creates) return not_found();
    const Sought sought = sought_of(person);
    if (blocks_of(sought).empty()) return Found{};
    const std::string name = first_name(person);
    note_search(context, grant, name);
    constexpr int kMostDuplicates = 10;
    Found found = find(look_of(context, grant), sought, name, kMostDuplicates);
    std::erase_if(found.candidates,
                  [](const Candidate& one) { return one.whole && one.weight < kWorthALook; });
    return found;
}

}  // namespace longstone::people
