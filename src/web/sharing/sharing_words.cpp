#include "web/sharing/sharing_words.h"

#include "base/text.h"
#include "define/definitions.h"

namespace longstone::web {

std::string purpose_words(const define::Definitions& definitions, const std::string& purpose) {
    const auto* known = definitions.sharing.purpose(purpose);
    return known == nullptr ? purpose : known->name;
}

std::string gateway_words(const define::Definitions& definitions, const std::string& gateway) {
    const auto* known = definitions.sharing.gateway(gateway);
    return known == nullptr ? gateway : known->source;
}

std::string field_words(const define::Definitions& definitions, const std::string& field) {
    const auto* known = definitions.sharing.field(field);
    return known == nullptr ? field : known->name;
}

std::string category_words(const define::Definitions& definitions, const std::string& category) {
    if (category.empty() || !definitions.sharing.known) return {};
    const auto& categories = definitions.sharing.known->categories;
    const auto known = categories.find(category);
    return known == categories.end() ? category : known->second;
}

std::string state_words(work::KnownQuestion::State state) {
    switch (state) {
        case work::KnownQuestion::State::Known:
            return "Known to them";
        case work::KnownQuestion::State::NotKnown:
            return "Not known to them";
        case work::KnownQuestion::State::Unanswered:
            return "They did not answer";
        default:
            return "No answer yet";
    }
}

Date last_day(Instant until) {
    return london(until + -1).date;
}

std::string field_state_words(const work::FieldRequest& request,
                              const work::SharedField& field,
                              Instant now) {
    if (request.withdrawn) return "Withdrawn";
    if (!request.decided)
        return field.until > now ? "Waits for a decision"
                                 : cat({"Nobody decided by ",
                                        say(last_day(field.until)),
                                        ", the last day for which it was asked"});
    if (!field.released()) return cat({"Refused: ", field.reason});
    // The reason is a sentence of its own, with or without its full stop.
    const auto end = field.reason.ends_with('.') ? " " : ". ";
    const std::string part =
        field.decision == "part" ? cat({"In part: ", field.reason, end}) : std::string();
    if (field.ended)
        return cat(
            {part, "Ended early on ", say(london(*field.ended).date), ": ", field.ended_reason});
    if (field.open(now)) return cat({part, "Open until ", say(last_day(field.until))});
    return cat({part, "Over since ", say(last_day(field.until))});
}

}  // namespace longstone::web
