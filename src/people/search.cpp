#include "people/search.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "access/policy.h"
#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/current.h"
#include "people/held.h"
#include "people/living.h"
#include "people/match_card.h"
#include "people/match_words.h"
#include "people/rows.h"
#include "people/search_things.h"
#include "people/sight.h"
#include "people/things.h"
#include "people/typed.h"
#include "store/store.h"

namespace longstone::people {
namespace {

constexpr int kMostShown = 50;
constexpr std::size_t kLongestText = 200;
constexpr double kWorthShowing = -12;  // bits
constexpr double kWorthALook = -8;     // bits; both names agree and nothing speaks against it
constexpr double kLikely = 0;          // bits; more likely than not
constexpr double kLeastOfAll = -1000;
constexpr std::size_t kSlips = 8;  // names that are one from what was typed

constexpr std::string_view kNotReady =
    "People are still being read in, since Longstone has only just started. Search again in a few "
    "seconds.";

struct Ranked {
    std::string id = {};
    Score score = {};
    std::optional<Living::Hit> hit = {};  // of a human being, whose score is told when shown
};

struct Gathered {
    std::vector<Ranked> all = {};
    bool left_out = false;  // something given stands for too many to compare
    bool cut_among_equals = false;
};

double bits(match::Bits weight) {
    return static_cast<double>(weight) / match::kBit;
}

// Whether this session holds changes that are not committed, which the index does not know.
bool has_own_changes(const Look& look) {
    return look.context.db.integer("select coalesce(max(seq), 0) from event") >
           look.context.living->position();
}

bool of_wanted_kind(const Look& look, const Sought& sought, const std::string& person) {
    if (sought.kinds.empty()) return true;
    const auto line = load_summary(look.context.db, person);
    return line && std::ranges::any_of(sought.kinds, [&](Kind wanted) {
               return wanted == line->kind || (is_human(wanted) && is_human(line->kind));
           });
}

bool is_one_word(const Sought& sought) {
    return sought.still_typing && sought.given.empty() && !sought.family.empty();
}

// Somebody may type a name and nothing else, or half of one: that the rest does not agree says
// something of two records, and nothing here.
bool is_of_what_was_left_out(const Sought& sought, match::Rule rule) {
    return rule == match::Rule::NobodyNamed ||
           (rule == match::Rule::NameAlone && is_name_alone(sought));
}

// Why they fit: worked out for those alone who are shown.
void explain(const Look& look, const Sought& sought, Ranked& one) {
    if (!one.hit) return;
    auto entry = entry_of(sought.card);
    auto explained = look.context.living->explain(entry, *one.hit);
    if (is_one_word(sought)) {
        std::swap(entry.given, entry.family);
        const auto turned = look.context.living->explain(entry, *one.hit);
        if (turned.stated > explained.stated) explained = turned;
    }
    one.score.agreeing = agreeing(explained.pattern);
    if (is_of_what_was_left_out(sought, explained.rule)) explained.rule = match::Rule::None;
    one.score.explanation = reasons(explained);
}

// Leaves out of the reasons, some of which are joined, those that begin so.
void leave_out(std::vector<FieldWeight>& explanation, std::string_view begins) {
    for (auto& reason : explanation) {
        std::vector<std::string> kept;
        for (const auto& part : split(reason.words, ';'))
            if (!trim(part).starts_with(begins)) kept.emplace_back(trim(part));
        reason.words = join(kept, "; ");
    }
    std::erase_if(explanation, [](const FieldWeight& reason) { return reason.words.empty(); });
}

// The last word may be the beginning of a name, which two records never are.
void say_beginnings(const Sought& sought, Candidate& candidate) {
    if (!sought.still_typing || sought.family.empty()) return;
    const auto begins = [&](const std::string& name) {
        const auto words = split(fold(name), ' ');
        return std::ranges::any_of(words, [&](const std::string& word) {
            return word.starts_with(sought.family) && word != sought.family;
        });
    };
    const bool given = begins(candidate.person.given);
    if (!given && !begins(candidate.person.family)) return;
    auto& explanation = candidate.explanation;
    leave_out(explanation, "Given and family name");
    if (given || is_one_word(sought)) leave_out(explanation, "Given name");
    if (!given || is_one_word(sought)) leave_out(explanation, "Family name");
    explanation.insert(explanation.begin(),
                       {.field = given ? "given-name" : "family-name",
                        .words = given ? "Given name begins with what was typed"
                                       : "Family name begins with what was typed"});
}

// One word alone may be either name: whichever of the two fits better counts.
Living::Answer ask(const Look& look, const Sought& sought, const std::vector<std::string>& also) {
    const auto& context = look.context;
    auto answer =
        context.living->search(context.db, look.viewer, context.now, entry_of(sought.card), also);
    if (!is_one_word(sought)) return answer;
    auto entry = entry_of(sought.card);
    std::swap(entry.given, entry.family);
    const auto turned = context.living->search(context.db, look.viewer, context.now, entry, also);
    for (auto& hit : answer.hits) {
        const auto other = std::ranges::find(turned.hits, hit.person, &Living::Hit::person);
        if (other == turned.hits.end()) continue;
        hit.weight = std::max(hit.weight, other->weight);
        hit.chance = std::max(hit.chance, other->chance);
    }
    return answer;
}

void put_people(const Look& look,
                const Sought& sought,
                const LookedUp& looked_up,
                bool singly,
                Gathered& gathered) {
    const auto answer = ask(look, sought, looked_up.people);
    const std::set<std::string> by_value(looked_up.people.begin(), looked_up.people.end());
    for (const auto& hit : answer.hits) {
        Ranked one{.id = hit.person,
                   .score = {.weight = bits(hit.weight), .probability = hit.chance},
                   .hit = hit};
        const bool named = singly && by_value.contains(hit.person);
        if (one.score.weight < (named ? kLeastOfAll : kWorthShowing)) {
            if (!singly || one.score.weight < kWorthShowing * 2) continue;
            explain(look, sought, one);
            if (one.score.agreeing == 0) continue;
        }
        if (of_wanted_kind(look, sought, hit.person)) gathered.all.push_back(std::move(one));
    }
    gathered.left_out = gathered.left_out || answer.crowded || (singly && looked_up.left_out);
}

// Whoever bears the given name and a family name that is a slip from the one typed: what sounds
// alike the index finds by itself, a letter too many it does not.
LookedUp by_a_slip(const Look& look, const Sought& sought) {
    std::vector<Block> blocks;
    for (const auto& family : look.context.living->family_names_near(sought.family, kSlips))
        blocks.push_back(block_of_name(sought, family));
    return look_up(look, blocks);
}

// What is looked for besides must not depend on somebody whom the viewer may not see.
bool sees_one_of(const Look& look, const std::vector<Ranked>& people) {
    std::vector<std::string> first;
    for (std::size_t at = 0; at < people.size() && at < kSightsAtOnce; ++at)
        first.push_back(people[at].id);
    const auto sights = sights_of(look.context, look.viewer, first);
    return std::ranges::find(sights, Sight::Whole) != sights.end();
}

void find_people(const Look& look, const Sought& sought, Gathered& gathered) {
    LookedUp looked_up;
    const bool singly = needs_lookup(sought);
    if (singly || has_own_changes(look)) looked_up = look_up(look, person_blocks(sought));
    put_people(look, sought, looked_up, singly, gathered);
    const bool both_names = !sought.given.empty() && !sought.family.empty();
    if (!both_names || !is_name_alone(sought) || gathered.left_out) return;
    if (sees_one_of(look, gathered.all)) return;
    Gathered more;
    put_people(look, sought, by_a_slip(look, sought), true, more);
    std::erase_if(more.all, [&](const Ranked& one) {
        return std::ranges::find(gathered.all, one.id, &Ranked::id) != gathered.all.end();
    });
    std::ranges::move(more.all, std::back_inserter(gathered.all));
}

Gathered gather(const Look& look, const Sought& sought) {
    Gathered gathered;
    if (sought.things) {
        auto found = find_things(look, sought);
        gathered.left_out = found.left_out;
        gathered.cut_among_equals = found.cut_among_equals;
        for (auto& one : found.things)
            gathered.all.push_back({.id = std::move(one.id), .score = std::move(one.score)});
    }
    if (sought.people) find_people(look, sought, gathered);
    std::ranges::sort(gathered.all, [](const Ranked& a, const Ranked& b) {
        return a.score.weight != b.score.weight ? a.score.weight > b.score.weight : a.id < b.id;
    });
    return gathered;
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

// Of those who were found, in their order, some at a time.
class Sights {
public:
    Sights(const Look& look, const std::vector<Ranked>& people) : look_(look), people_(people) {}
    Sight of(std::size_t at) {
        while (sights_.size() <= at) {
            // The first mostly fill the page.
            const std::size_t at_once = sights_.empty() ? kFirst : kSightsAtOnce;
            std::vector<std::string> next;
            for (auto n = sights_.size(); n < people_.size() && next.size() < at_once; ++n)
                next.push_back(people_[n].id);
            const auto more = sights_of(look_.context, look_.viewer, next);
            sights_.insert(sights_.end(), more.begin(), more.end());
        }
        return sights_[at];
    }

private:
    static constexpr std::size_t kFirst = 12;
    const Look& look_;
    const std::vector<Ranked>& people_;
    std::vector<Sight> sights_ = {};
};

// Those of one person whom the viewer sees whole, the first on record first.
std::vector<std::string> seen_as_one(const Look& look, const std::string& person) {
    auto held = held_as_one(look.context, person);
    std::erase_if(held, [&](const std::string& one) {
        return one != person && sight_of(look.context, look.viewer, one) != Sight::Whole;
    });
    return held;
}

void show(const Look& look,
          const Sought& sought,
          std::vector<Ranked>& people,
          const std::string& typed,
          std::size_t limit,
          Found& found) {
    std::vector<Candidate> known;
    Sights sights(look, people);
    std::set<std::string> shown;
    for (std::size_t at = 0; at < people.size() && found.candidates.size() < limit; ++at) {
        Ranked& one = people[at];
        if (shown.contains(one.id)) continue;
        const Sight sight = sights.of(at);
        if (sight == Sight::Hidden) continue;
        if (sight == Sight::Known && (one.score.weight < kLikely || known.size() == limit))
            continue;
        explain(look, sought, one);
        if (sight == Sight::Whole) {
            auto held = seen_as_one(look, one.id);
            shown.insert(held.begin(), held.end());
            one.id = held.front();
            found.candidates.push_back(whole_candidate(look, one));
            say_beginnings(sought, found.candidates.back());
            found.candidates.back().same.assign(held.begin() + 1, held.end());
        }
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
        return "Too many: add a detail, such as more of the name or the postcode.";
    }
    if (sought.given.empty()) missing.emplace_back("a given name");
    if (!sought.birth && !sought.expected) missing.emplace_back("a birth date");
    if (sought.postcode.empty()) missing.emplace_back("a postcode");
    if (missing.empty()) missing.emplace_back("an NHS number");
    return cat({"Too many: add a detail, such as ", join(missing, " or "), "."});
}

Found find(const Look& look, const Sought& sought, const std::string& typed, int limit) {
    if (sought.people && !look.context.living->ready())
        return {.advice = std::string(kNotReady), .ready = false};
    Gathered gathered = gather(look, sought);
    auto& people = gathered.all;
    Found found;
    const auto most = static_cast<std::size_t>(std::clamp(limit, 1, kMostShown));
    const bool level = people.size() > most && people[most].score.weight == people[0].score.weight;
    // People who were left out matter only while nobody compared is likely to be the one.
    const bool nobody_likely = people.empty() || people.front().score.weight < kLikely;
    found.too_many = (gathered.left_out && nobody_likely) || gathered.cut_among_equals || level;
    if (found.too_many) found.advice = advice_for(sought);
    show(look, sought, people, typed, most, found);
    return found;
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
    return find(look_of(context, grant.viewer()), sought, as_typed(query), query.limit);
}

Result<Found> duplicates_for(const Context& context,
                             const access::Grant& grant,
                             const NewPerson& person) {
    const bool creates = grant.action() == access::Action::CreatePerson && !is_human(person.kind);
    if (grant.action() != access::Action::SearchPeople && !creates) return not_found();
    const Sought sought = sought_of(person, grant.viewer().agency);
    if (thing_blocks(sought).empty() && person_blocks(sought).empty()) return Found{};
    const std::string name = first_name(person);
    note_search(context, grant, name);
    constexpr int kMostDuplicates = 10;
    Found found = find(look_of(context, grant.viewer()), sought, name, kMostDuplicates);
    std::erase_if(found.candidates,
                  [](const Candidate& one) { return one.whole && one.weight < kWorthALook; });
    return found;
}

}  // namespace longstone::people
