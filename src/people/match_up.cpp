#include "people/match_up.h"

#include <algorithm>

#include "access/viewer.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/living.h"
#include "people/match_card.h"
#include "people/match_words.h"
#include "people/rules.h"
#include "people/search_things.h"
#include "people/sight.h"
#include "store/store.h"

namespace longstone::people {
namespace {

double bits(match::Bits weight) {
    return static_cast<double>(weight) / match::kBit;
}

std::string evidence_of(const match::Explained& explained) {
    std::vector<std::string> words;
    for (const auto& reason : reasons(explained))
        words.push_back(reason.words);
    return join(words, ". ");
}

bool is_restricted(const Context& context, std::string_view person) {
    return context.db.integer("select count(*) from person where id = $1 and restricted = 0",
                              {person}) == 0;
}

// Whom this agency keeps under this number, when there is one such person.
std::string under_own_number(const Context& context, const Arrival& arrival) {
    if (arrival.scheme.empty() || arrival.number.empty()) return {};
    const auto rows = context.db.rows(
        "select distinct i.person from person_identifier i join person p on p.id = i.person where "
        "i.scheme = $1 and i.value = $2 and i.agency = $3 and i.withdrawn_at is null and "
        "i.protected = 0 and p.restricted = 0 limit 2",
        {arrival.scheme, arrival.number, arrival.agency});
    return rows.size() == 1 ? rows.front().text(0) : std::string();
}

std::vector<NewAssertion> tidied(const Context& context, const std::vector<NewAssertion>& stated) {
    auto checked = checked_all(context.definitions, stated, london(context.now).date);
    return checked ? std::move(*checked) : stated;
}

}  // namespace

MatchUp match_up(const Context& context, const access::Viewer& viewer, const Arrival& arrival) {
    MatchUp matched{.model = context.living->version()};
    if (auto known = under_own_number(context, arrival);
        !known.empty() && sight_of(context, viewer, known) != Sight::Hidden) {
        matched.fate = Fate::Known;
        matched.person = std::move(known);
        matched.evidence = "This agency told of them before under the same number";
        return matched;
    }
    if (arrival.restricted) return matched;
    const auto card = match_card(tidied(context, arrival.stated), arrival.agency);
    const auto arrived = entry_of(card);
    // What this transaction holds is looked up by single values.
    const Look look = look_of(context, viewer);
    const NewPerson sought{.assertions = tidied(context, arrival.stated)};
    const auto also = look_up(look, person_blocks(sought_of(sought, arrival.agency)));
    auto hits = context.living->place(context.db, arrived, also.people);
    std::erase_if(hits, [&](const Living::Hit& hit) {
        return is_restricted(context, hit.person) ||
               sight_of(context, viewer, hit.person) == Sight::Hidden;
    });
    for (const auto& hit : hits) {
        const auto evidence = evidence_of(context.living->explain(arrived, hit));
        if (hit.band == match::Band::Link) {
            matched.fate = Fate::LinksItself;
            matched.person = hit.person;
            matched.weight = bits(hit.weight);
            matched.probability = hit.chance;
            matched.evidence = evidence;
            matched.likes.clear();
            return matched;
        }
        matched.fate = Fate::ForReview;
        matched.likes.push_back({.person = hit.person,
                                 .weight = bits(hit.weight),
                                 .probability = hit.chance,
                                 .evidence = evidence});
    }
    return matched;
}

Result<void> link_by_model(const Context& context,
                           std::string_view newcomer,
                           const MatchUp& matched) {
    if (matched.fate != Fate::LinksItself || matched.person == newcomer)
        return refuse(Fault::Invalid, "Only what links itself is linked without a person.");
    const bool told_apart =
        context.db.integer(
            "select count(*) from person_same where person = $1 and other = $2 and "
            "says = 'different' and ended_at is null",
            {newcomer, matched.person}) > 0;
    if (told_apart || is_restricted(context, newcomer) || is_restricted(context, matched.person))
        return refuse(Fault::Conflict, "These two are not linked by themselves.");
    const auto stream = stream_of(newcomer);
    TRY(journal::append(
        context.db,
        context.projections,
        {.stream = stream,
         .after_rev = journal::current_rev(context.db, stream),
         .happened_at = context.now,
         .recorded_at = context.now,
         .actor = std::string(access::kSystemUser),
         .kind = "person.same-as",
         .body =
             Json::object({{"id", new_id()},
                           {"other", matched.person},
                           {"reason", matched.evidence},
                           {"model", matched.model},
                           {"weight", static_cast<std::int64_t>(matched.weight * match::kBit)}})}));
    return {};
}

}  // namespace longstone::people
