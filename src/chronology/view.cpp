#include "chronology/view.h"

#include <algorithm>
#include <map>

#include "people/current.h"

namespace longstone::chronology {
namespace {

std::vector<AgencyOnLine> agencies_on(const define::Definitions& definitions,
                                      const std::vector<Entry>& entries) {
    std::map<std::string, std::size_t> counts;
    for (const auto& entry : entries)
        if (!entry.agency.empty()) ++counts[entry.agency];
    std::vector<AgencyOnLine> agencies;
    for (const auto& [id, count] : counts) {
        const auto* known = definitions.partnership.agency(id);
        agencies.push_back(
            {.id = id, .name = known == nullptr ? id : known->name, .entries = count});
    }
    std::ranges::sort(agencies, {}, &AgencyOnLine::name);
    return agencies;
}

}  // namespace

std::string View::name_of(const std::string& person) const {
    if (circle.person.id == person) return people::display_name(circle.person);
    for (const auto& one : circle.others)
        if (one.person.id == person) return people::display_name(one.person);
    return {};
}

Result<View> view_of(work::Context& context, const access::Viewer& viewer, const ViewAsked& asked) {
    if (!asked.known_to.empty() &&
        context.definitions.partnership.agency(asked.known_to) == nullptr)
        return Refused(Problem{.message = "There is no such agency.",
                               .fields = {{"known_to", "Choose an agency from the list"}}});
    const auto grant = TRY(access::allow(viewer, access::Action::ReadPerson, asked.person));
    auto circle = TRY(circle_of(context, grant));
    View view{.circle = std::move(circle),
              .as_at = std::min(asked.as_at.value_or(context.now), context.now)};
    view.people = people_asked(view.circle, asked.with);
    const auto leave = TRY(leave_to_read(viewer, view.people));
    view.all = TRY(entries_about(context, leave, {.as_at = view.as_at}));
    view.agencies = agencies_on(context.definitions, view.all);
    const Date today = london(view.as_at).date;
    PatternRules rules;
    rules.fresh_months = context.definitions.partnership.repeat_within_months;
    view.gaps = gaps_of(view.all, today, rules);
    view.bursts = bursts_of(view.all, today, rules);
    view.starts = fresh_starts_of(context.definitions, view.all, rules);
    view.pins = pins_of(view.all);
    view.shown = chosen(view.all, asked.filter);
    if (!asked.known_to.empty())
        view.known = count_known(view.all, asked.known_to, asked.known_by.value_or(view.as_at));
    return view;
}

std::optional<Instant> minute_of(std::string_view text) {
    if (const auto day = parse_date(text)) return end_of(*day);
    return parse_instant(text);
}

}  // namespace longstone::chronology
