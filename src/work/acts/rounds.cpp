#include "work/acts/rounds.h"

#include <algorithm>

#include "base/text.h"
#include "work/acts/open_record.h"
#include "work/answer_rows.h"

namespace longstone::work {
namespace {

std::string with_words(std::string text, std::string_view blank, std::string_view words) {
    const auto at = text.find(blank);
    return at == std::string::npos ? text : text.replace(at, blank.size(), words);
}

// What goes from one round's record to the next: as the pathway opens itself.
std::vector<std::string> carried_fields(const define::Pathway& pathway) {
    for (const auto& rule : pathway.opens) {
        if (rule.pathway == pathway.id && rule.link == pathway.round->link) return rule.copies;
    }
    return {};
}

void carry(Context& context,
           const define::Pathway& pathway,
           const RoundPlace& place,
           NewRecord& asked) {
    if (place.before.empty()) return;
    asked.from = {{.record = place.before, .kind = pathway.round->link, .cause = "round"}};
    const auto fields = carried_fields(pathway);
    for (const auto& row : context.db.rows("select field, item, part, value from answer where "
                                           "record = $1 order by field, item, part, n",
                                           {place.before})) {
        if (std::ranges::find(fields, row.text(0)) == fields.end()) continue;
        put_row(asked.answers[row.text(0)], row.integer(1), row.text(2), row.text(3));
        asked.carried[row.text(0)] = place.before;
    }
}

}  // namespace

Result<std::vector<std::string>> open_round(Context& context,
                                            const access::Viewer& viewer,
                                            std::string_view id) {
    const auto* pathway = context.definitions.pathway(id);
    if (pathway == nullptr || !pathway->round) return not_found();
    if (!viewer.holds_any(pathway->access.opens)) return not_found();
    const auto& rule = *pathway->round;
    const int year = round_year(rule, london(context.now).date);
    std::vector<std::string> refs;
    for (const auto& place : round_places(context, *pathway, year)) {
        if (!place.record.empty()) continue;
        NewRecord asked{.pathway = pathway->id, .source = "system"};
        carry(context, *pathway, place, asked);
        const auto* agency = context.definitions.partnership.agency(place.agency);
        for (const auto& [field, text] : rule.sets) {
            auto words = with_words(text, "{year}", number(year));
            words = with_words(std::move(words), "{next}", number((year + 1) % 100));
            words = with_words(std::move(words), "{agency}", agency->name);
            asked.answers[field] = {.values = {std::move(words)}};
        }
        asked.answers[rule.agency] = {.values = {place.agency}};
        const auto opened = TRY(open_record(context, viewer, asked));
        refs.push_back(opened.record.ref);
    }
    return refs;
}

}  // namespace longstone::work
