#include "chronology/view.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "people/current.h"
#include "people/find.h"

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

using Leave = std::vector<access::Grant>;

Result<Leave> leave_for_person(work::Context& context,
                               const access::Viewer& viewer,
                               const ViewAsked& asked,
                               View& view) {
    const auto grant = TRY(access::allow(viewer, access::Action::ReadPerson, asked.person));
    view.circle = TRY(circle_of(context, grant, view.as_at));
    view.people = people_asked(view.circle, asked.with);
    return leave_to_read(viewer, view.people);
}

// Everybody on the record whom its viewer may know of; for a review, because of this record.
Result<Leave> leave_for_record(work::Context& context,
                               const access::Viewer& viewer,
                               const ViewAsked& asked,
                               View& view) {
    const auto facts = TRY(work::facts_of(context, asked.record));
    const auto* pathway = context.definitions.pathway(facts.pathway);
    if (pathway == nullptr) return not_found();
    auto grant = TRY(access::allow(context.definitions,
                                   viewer,
                                   access::Action::Read,
                                   facts,
                                   asked.everything ? cat({"for ", asked.record}) : std::string()));
    if (asked.everything && grant.reach() != access::Reach::Whole) return not_found();
    work::note_read(context, grant);
    auto record = work::load_record(context, grant);
    const work::Opened opened{
        .grant = std::move(grant), .pathway = pathway, .record = std::move(record)};
    const auto leave = leave_through(context, opened, people_of(opened), view.as_at);
    Leave found;
    for (const auto& one : leave) {
        const auto line = people::find_line(context, one, one.subject());
        if (!line) continue;
        if (found.empty())
            view.circle.person = *line;
        else
            put_in(context, view.circle, *line, asked.record, view.as_at);
        view.people.push_back(one.subject());
        found.push_back(one);
    }
    if (found.empty()) return not_found();
    return found;
}

}  // namespace

std::string View::name_of(const std::string& person) const {
    if (circle.person.id == person) return people::display_name(circle.person);
    for (const auto& one : circle.others)
        if (one.person.id == person || std::ranges::find(one.also, person) != one.also.end())
            return people::display_name(one.person);
    return {};
}

Result<View> view_of(work::Context& context, const access::Viewer& viewer, const ViewAsked& asked) {
    if (!asked.known_to.empty() &&
        context.definitions.partnership.agency(asked.known_to) == nullptr)
        return Refused(Problem{.message = "There is no such agency.",
                               .fields = {{"known_to", "Choose an agency from the list"}}});
    View view{.as_at = std::min(asked.as_at.value_or(context.now), context.now)};
    const auto leave = TRY(asked.record.empty() ? leave_for_person(context, viewer, asked, view)
                                                : leave_for_record(context, viewer, asked, view));
    const Asked when{.as_at = view.as_at};
    view.all = TRY(asked.everything ? whole_entries_about(context, leave, when)
                                    : entries_about(context, leave, when));
    view.agencies = agencies_on(context.definitions, view.all);
    const Date today = london(view.as_at).date;
    const auto rules = rules_of(context.definitions);
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
