#include "people/match_up.h"

#include <algorithm>

#include "access/viewer.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "people/arrivals.h"
#include "people/held.h"
#include "people/living.h"
#include "people/match_card.h"
#include "people/match_words.h"
#include "people/note.h"
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

// Nothing of somebody who is restricted, or is no human being.
std::optional<std::string> open_card(const Context& context, std::string_view person) {
    const auto row = context.db.one(
        "select plain from person_match where person = $1 and restricted = 0", {person});
    return row ? std::optional(row->text(0)) : std::nullopt;
}

bool contains(const std::vector<std::string>& people, std::string_view person) {
    return std::ranges::find(people, person) != people.end();
}

// Somebody said of one of these and one of those that they are two, or took back that they are one.
bool kept_apart(const Context& context,
                const std::vector<std::string>& these,
                const std::vector<std::string>& those) {
    for (const auto& one : these) {
        for (const auto& row : context.db.rows(
                 "select distinct other from person_same where person = $1 and (ended_at is not "
                 "null or says = 'different')",
                 {one}))
            if (contains(those, row.text(0))) return true;
    }
    return false;
}

}  // namespace

std::optional<Match> certain_match(const Context& context,
                                   const access::Viewer& viewer,
                                   std::string_view person,
                                   Arrivals& arrivals) {
    const auto card = open_card(context, person);
    if (!card || sight_of(context, viewer, person) == Sight::Hidden) return {};
    const auto own = held_as_one(context, person);
    const auto arrived = entry_of(*card);
    context.living->catch_up();
    arrivals.follow(context.db, context.living->position());
    for (const auto& hit : context.living->place(arrived, arrivals.meeting(arrived))) {
        if (hit.band != match::Band::Link || contains(own, hit.person)) continue;
        if (!open_card(context, hit.person) ||
            sight_of(context, viewer, hit.person) == Sight::Hidden ||
            kept_apart(context, own, held_as_one(context, hit.person)))
            continue;
        return Match{.person = hit.person,
                     .weight = bits(hit.weight),
                     .probability = hit.chance,
                     .model = context.living->version(),
                     .evidence = evidence_of(context.living->explain(arrived, hit))};
    }
    return {};
}

Result<bool> link_by_model(const Context& context,
                           const access::Viewer& viewer,
                           std::string_view person,
                           Arrivals& arrivals) {
    const auto matched = certain_match(context, viewer, person, arrivals);
    if (!matched) return false;
    TRY(note(context,
             access::system_viewer(),
             stream_of(person),
             "person.same-as",
             Json::object({{"id", new_id()},
                           {"other", matched->person},
                           {"reason", matched->evidence},
                           {"model", matched->model},
                           {"weight", static_cast<std::int64_t>(matched->weight * match::kBit)}})));
    return true;
}

}  // namespace longstone::people
