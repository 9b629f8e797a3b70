#include <algorithm>

#include "base/text.h"
#include "define/read.h"

namespace longstone::define {
namespace {

PlaceEvaluation read_evaluation(const std::string& id, const Node& node, Errors& errors) {
    constexpr auto kBy = keys::words("learner", "manager");
    const MapReader map(node, "an evaluation", keys::kEvaluation, errors);
    PlaceEvaluation evaluation{.id = id,
                               .name = map.required_text("name"),
                               .form = map.required_text("form"),
                               .before = map.yes("before"),
                               .after = map.limit("after"),
                               .within = map.limit("within"),
                               .by_manager = map.word("by", kBy, "learner") == "manager",
                               .place = node.place};
    if (evaluation.before && (evaluation.after || evaluation.by_manager))
        errors.add(node.place,
                   "what is asked before is asked of the learner, until it begins",
                   "Take after: and by: away, or before:.");
    if (!evaluation.before && !evaluation.within && node.is_map())
        errors.add(node.place,
                   "an evaluation needs \"within\"",
                   "Say how long there is to answer, or ask it before: yes.");
    return evaluation;
}

}  // namespace

PlacesRule read_places(const Node& node, Errors& errors) {
    const MapReader map(node, "\"places\"", keys::kPlaces, errors);
    PlacesRule rule{.at = map.list("at"),
                    .off = map.list("off"),
                    .capacity = map.required_text("capacity"),
                    .begins = map.required_text("begins"),
                    .ends = map.required_text("ends"),
                    .times = map.text("times"),
                    .where = map.text("where"),
                    .shows = map.list("shows"),
                    .filters = map.list("filters"),
                    .waiting_list = map.yes("waiting-list"),
                    .cancel = map.limit("cancel"),
                    .place = node.place};
    if (const Node* approval = map.node("approval"))
        rule.approval = read_condition(*approval, errors);
    if (const Node* reminders = map.node("reminders")) {
        if (!reminders->is_list()) list_of(*reminders, errors);
        for (const Node& item : reminders->items)
            if (const auto limit = limit_of(item, errors)) rule.reminders.push_back(*limit);
    }
    map.each("evaluations", [&](const std::string& id, const Node& value) {
        rule.evaluations.push_back(read_evaluation(id, value, errors));
    });
    if (const Node* certificate = map.node("certificate")) {
        const MapReader inner(*certificate, "a certificate", keys::kCertificate, errors);
        rule.certificate = true;
        rule.valid_months = inner.text("months");
    }
    if (rule.at.empty() && node.is_map())
        errors.add(node.place, "places need \"at\"", "Name the stages at which they are booked.");
    return rule;
}

const PlaceEvaluation* PlacesRule::evaluation(std::string_view wanted) const {
    const auto found = std::find_if(
        evaluations.begin(), evaluations.end(), [&](const auto& one) { return one.id == wanted; });
    return found == evaluations.end() ? nullptr : &*found;
}

}  // namespace longstone::define
