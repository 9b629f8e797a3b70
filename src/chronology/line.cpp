#include "chronology/line.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "base/text.h"
#include "chronology/feed_entries.h"
#include "chronology/life_entries.h"
#include "chronology/marks.h"
#include "chronology/record_entries.h"
#include "chronology/same.h"
#include "people/find.h"
#include "work/engine.h"
#include "work/visible.h"

namespace longstone::chronology {
namespace {

std::vector<std::string> records_about(work::Context& context,
                                       const std::set<std::string, std::less<>>& people) {
    std::set<std::string> refs;
    for (const auto& person : people) {
        for (const auto& row : context.db.rows(
                 "select distinct record from record_person where person = $1", {person}))
            refs.insert(row.text(0));
    }
    return {refs.begin(), refs.end()};
}

// Of sealed records only those whom they list ever learn, whoever reviews.
bool is_kept_from(const Looking& looking, const access::RecordFacts& facts) {
    const auto* pathway = looking.context.definitions.pathway(facts.pathway);
    return pathway == nullptr || pathway->access.sealed;
}

void tell_record(const Looking& looking, const std::string& ref, std::vector<Entry>& entries) {
    auto& context = looking.context;
    const auto facts = work::facts_of(context, ref);
    if (!facts) return;
    const bool whole = looking.everything && !is_kept_from(looking, *facts);
    auto grant = access::allow(context.definitions, looking.viewer, access::Action::Read, *facts);
    if (!grant && !whole) return;
    auto story =
        story_of(context.definitions,
                 ref,
                 journal::read_stream_as_at(context.db, cat({"record/", ref}), looking.as_at),
                 looking.as_at);
    if (story.pathway == nullptr) return;
    std::optional<work::Opened> opened;
    if (!whole)
        opened.emplace(work::Opened{
            .grant = std::move(*grant), .pathway = story.pathway, .record = story.state});
    auto told = entries_of({.facts = looking.facts,
                            .story = story,
                            .people = looking.people,
                            .opened = opened ? &*opened : nullptr,
                            .now = looking.as_at});
    std::ranges::move(told, std::back_inserter(entries));
}

// Whether this request has noted it: a pack tells a line for each of its decisions, and one look
// is one line of the log.
bool is_noted(work::Context& context,
              const access::Grant& grant,
              const std::string& subject,
              const std::string& reason) {
    return context.db
        .one(
            "select 1 from (select at, actor, reason from access_log where subject = $1 order by "
            "id desc limit 20) l where l.at = $2 and l.actor = $3 and l.reason = $4",
            {subject, context.now.micros, grant.viewer().user, reason})
        .has_value();
}

void note_line(work::Context& context, const access::Grant& grant, const std::string& reason) {
    const auto subject = cat({"chronology/", grant.subject()});
    if (is_noted(context, grant, subject, reason)) return;
    journal::note_look(context.db,
                       {.at = context.now,
                        .actor = grant.viewer().user,
                        .agency = grant.viewer().agency,
                        .action = "read",
                        .subject = subject,
                        .reason = reason});
}

Result<std::vector<Entry>> tell(work::Context& context,
                                const std::vector<access::Grant>& grants,
                                const Asked& asked,
                                bool everything) {
    std::set<std::string, std::less<>> people, seen;
    const auto as_at = asked.as_at ? cat({"as at ", iso(*asked.as_at)}) : std::string();
    for (const auto& grant : grants) {
        const auto line = people::find_line(context, grant, grant.subject());
        if (!line && people.empty() && !everything) return not_found();
        if (line) seen.insert(grant.subject());
        if (!line && !everything) continue;
        note_line(context, grant, everything ? cat({"the whole: ", grant.reason()}) : as_at);
        people.insert(grant.subject());
    }
    if (people.empty()) return not_found();
    Facts facts(context.definitions, asked.users);
    const Looking looking{.context = context,
                          .viewer = grants.front().viewer(),
                          .everything = everything,
                          .as_at = asked.as_at.value_or(context.now),
                          .facts = facts,
                          .people = people,
                          .seen = seen,
                          .grants = grants};
    std::vector<Entry> entries;
    for (const auto& source : sources())
        source(looking, entries);
    put_marks(context, looking.as_at, looking.viewer.agency, entries);
    put_in_order(entries);
    return entries;
}

}  // namespace

const std::vector<Source>& sources() {
    static const std::vector<Source> all = {
        [](const Looking& looking, std::vector<Entry>& entries) {
            for (const auto& ref : records_about(looking.context, looking.people))
                tell_record(looking, ref, entries);
        },
        tell_lives,
        tell_feeds,
    };
    return all;
}

void put_in_order(std::vector<Entry>& entries) {
    const auto before = [&](std::size_t a, std::size_t b) {
        const auto& one = entries[a];
        const auto& other = entries[b];
        return std::tie(one.happened, one.recorded, one.id) <
               std::tie(other.happened, other.recorded, other.id);
    };
    // Places are sorted, and each entry moved once: it is large.
    std::vector<std::size_t> order(entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (std::ranges::is_sorted(order, before)) return;
    std::ranges::sort(order, before);
    std::vector<Entry> sorted;
    sorted.reserve(entries.size());
    for (const auto place : order)
        sorted.push_back(std::move(entries[place]));
    entries = std::move(sorted);
}

Result<std::vector<access::Grant>> leave_to_read(const access::Viewer& viewer,
                                                 const std::vector<std::string>& people) {
    std::vector<access::Grant> grants;
    for (const auto& id : people) {
        auto grant = access::allow(viewer, access::Action::ReadPerson, id);
        if (!grant && grants.empty()) return Refused(grant.error());
        if (grant) grants.push_back(std::move(*grant));
    }
    if (grants.empty()) return not_found();
    return grants;
}

std::vector<access::Grant> leave_through(work::Context& context,
                                         const work::Opened& record,
                                         const std::vector<std::string>& people,
                                         Instant as_at) {
    const auto through = [&](const std::string& person) {
        return access::allow_through(record.grant, access::Action::ReadPerson, person);
    };
    std::vector<access::Grant> leave;
    std::set<std::string> there;
    for (const auto& person : people) {
        auto grant = through(person);
        if (grant && there.insert(person).second) leave.push_back(std::move(*grant));
    }
    for (std::size_t i = 0, named = leave.size(); i < named; ++i)
        for (auto& one : held_same(context, through, leave[i].subject(), as_at))
            if (there.insert(one.person.id).second) leave.push_back(std::move(one.leave));
    return leave;
}

bool may_review(const access::Viewer& viewer) {
    return viewer.is_system() || viewer.may("review-decisions");
}

Result<std::vector<Entry>> entries_about(work::Context& context,
                                         const std::vector<access::Grant>& grants,
                                         const Asked& asked) {
    return tell(context, grants, asked, false);
}

Result<std::vector<Entry>> whole_entries_about(work::Context& context,
                                               const std::vector<access::Grant>& grants,
                                               const Asked& asked) {
    if (grants.empty() || !may_review(grants.front().viewer())) return not_found();
    if (trim(grants.front().reason()).empty())
        return refuse(Fault::NeedsReason, "Say for which review you look at the whole of it.");
    return tell(context, grants, asked, true);
}

std::vector<std::string> people_of(const work::Opened& opened) {
    auto seen = work::visible_people(opened);
    std::ranges::stable_sort(seen, {}, [&](const work::PersonOnRecord& one) {
        return !work::is_subject_role(*opened.pathway, one.role);
    });
    std::vector<std::string> people;
    for (const auto& one : seen) {
        if (std::ranges::find(people, one.person) == people.end()) people.push_back(one.person);
    }
    return people;
}

}  // namespace longstone::chronology
