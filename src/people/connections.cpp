#include "people/connections.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "access/policy.h"
#include "journal/journal.h"
#include "people/agency_events.h"
#include "people/describe.h"
#include "people/held.h"
#include "people/rows.h"
#include "people/sight.h"
#include "people/stays.h"
#include "people/things.h"
#include "store/store.h"

namespace longstone::people {
namespace {

constexpr std::size_t kMostPeople = 60;
constexpr int kMostOfOneKind = 40;

class Graph {
public:
    Graph(const Context& context, const access::Viewer& viewer)
        : context_(context), viewer_(viewer), today_(london(context.now).date) {}

    Connections around(std::string_view person, int steps) {
        meet(face(std::string(person)), 0);
        std::size_t next = 0;
        while (next < found_.people.size()) {
            const auto here = found_.people[next++];
            if (here.steps >= steps || !here.may_open) continue;
            for (const auto& one : held_as_one(context_, here.line.id))
                if (one == here.line.id || sees_whole(one)) look_around(one, here.steps);
        }
        drop_loose_ends();
        return std::move(found_);
    }

private:
    // Who is held to be one person stands once, under whoever of them was met first.
    const std::string& face(const std::string& person) {
        const auto known = faces_.find(person);
        if (known != faces_.end()) return known->second;
        for (const auto& one : held_as_one(context_, person))
            if (one == person || sees_whole(one)) faces_.try_emplace(one, person);
        return faces_.try_emplace(person, person).first->second;
    }

    // Whether they may be shown at all, and are among those shown.
    bool meet(const std::string& person, int steps) {
        if (known_.contains(person)) return true;
        const Sight sight = sight_of(context_, viewer_, person);
        auto line = load_summary(context_.db, person);
        if (sight == Sight::Hidden || !line || !is_human(line->kind)) return false;
        if (found_.people.size() == kMostPeople) {
            found_.more = true;
            return false;
        }
        known_.insert(person);
        found_.people.push_back(
            {.line = std::move(*line), .may_open = sight == Sight::Whole, .steps = steps});
        return true;
    }

    [[nodiscard]] bool sees_whole(const std::string& person) const {
        return sight_of(context_, viewer_, person) == Sight::Whole;
    }

    // `known_by` tells two of one kind and day apart.
    void connect(Connection link, int steps, const std::string& known_by = {}) {
        link.from = face(link.from);
        link.to = face(link.to);
        if (link.from == link.to) return;
        const auto& ends = std::minmax(link.from, link.to);
        const auto& name = known_by.empty() ? link.what : known_by;
        if (!said_.insert({ends.first, ends.second, link.bond, name, link.since}).second) return;
        if (!meet(link.to, steps + 1)) return;
        const bool gathered = link.bond == Bond::Record || link.bond == Bond::Event;
        const auto place = places_.find({ends.first, ends.second, link.bond});
        if (gathered && place != places_.end()) {
            gather(found_.links[place->second], link);
            return;
        }
        places_[{ends.first, ends.second, link.bond}] = found_.links.size();
        found_.links.push_back(std::move(link));
    }

    static void gather(Connection& all, const Connection& one) {
        const bool newer = one.since > all.since;
        all.also.push_back(newer ? all.what : one.what);
        if (newer) {
            all.what = one.what;
            all.codes = one.codes;
            all.source = one.source;
        }
        all.since = std::min(all.since, one.since);
        all.over = all.over && one.over;
        all.until = all.over ? std::max(all.until, one.until) : std::nullopt;
    }

    void look_around(const std::string& person, int steps) {
        by_family(person, steps);
        by_address(person, steps);
        by_record(person, steps);
        by_event(person, steps);
    }

    void by_family(const std::string& person, int steps) {
        const bool sensitive = viewer_.sees_sensitive || viewer_.is_system();
        for (const auto& row : context_.db.rows(
                 "select id, other, type, source, agency, valid_from, valid_until from "
                 "person_relationship where person = $1 and withdrawn_at is null and protected <= "
                 "$2 order by seq",
                 {person, sensitive ? 1 : 0})) {
            // From both sides it is one relationship.
            if (!relationships_.insert(row.text(0)).second) continue;
            const auto until = maybe_date(row, 6);
            connect({.from = person,
                     .to = row.text(1),
                     .bond = Bond::Family,
                     .what = row.text(2),
                     .codes = "relationship",
                     .source = row.text(3).empty() ? row.text(4) : row.text(3),
                     .since = maybe_date(row, 5),
                     .until = until,
                     .over = until && *until <= today_},
                    steps);
        }
    }

    void by_address(const std::string& person, int steps) {
        for (const auto& mine : stays_of(context_, person)) {
            for (const auto& theirs : stays_at(context_, mine.place)) {
                if (theirs.person == person || !sees_whole(theirs.person)) continue;
                const bool now = mine.now && theirs.now;
                const auto both = together(mine, theirs);
                connect({.from = person,
                         .to = theirs.person,
                         .bond = now ? Bond::Household : Bond::SameAddress,
                         .what = one_line(mine.address),
                         .source = theirs.source.empty() ? theirs.agency : theirs.source,
                         .since = both ? both->from : theirs.from,
                         .until = both ? both->until : theirs.until,
                         .over = !now},
                        steps);
            }
        }
    }

    // Only records that the viewer has by work of their own: whoever was asked is not told with
    // whom else a record deals.
    void by_record(const std::string& person, int steps) {
        for (const auto& row : context_.db.rows(
                 "select rp2.person, r.ref, r.opened_at, r.closed_at, r.opened_agency, rp2.role "
                 "from record_person rp join record r on r.ref = rp.record join record_person rp2 "
                 "on rp2.record = r.ref and rp2.person <> rp.person where rp.person = $3 and "
                 "rp.until is null and rp2.until is null and " LONGSTONE_VISIBLE_RECORD
                 " and (r.lead_user = $1 or (r.pathway, case when r.restricted = 0 then 0 else 1 "
                 "end) in (select pr.pathway, k.level from user_post up join post_reach pr on "
                 "pr.agency = up.agency and pr.post = up.post join (select 0 as level union all "
                 "select 1) k on k.level <= pr.restricted where up.user_name = $1 and pr.reach = "
                 "'whole')) order by r.opened_at desc, rp2.person limit $4",
                 {viewer_.user, context_.now.micros, person, kMostOfOneKind})) {
            if (!sees_whole(row.text(0))) continue;
            const bool closed = !row.is_null(3);
            connect({.from = person,
                     .to = row.text(0),
                     .bond = Bond::Record,
                     .what = row.text(1),
                     .source = row.text(4),
                     .since = london({row.integer(2)}).date,
                     .until = closed ? std::optional(london({row.integer(3)}).date) : std::nullopt,
                     .over = closed},
                    steps);
        }
    }

    void by_event(const std::string& person, int steps) {
        const auto grant = access::allow(viewer_, access::Action::ReadPerson, person);
        if (!grant) return;
        for (const auto& event : agency_events_of(context_, *grant, person)) {
            for (const auto& other : others_in(context_, event)) {
                if (!sees_event(context_, viewer_, other, event.agency)) continue;
                connect({.from = person,
                         .to = other,
                         .bond = Bond::Event,
                         .what = event.kind,
                         .codes = event.kinds,
                         .source = event.agency,
                         .since = london(event.happened_at).date,
                         .until = london(event.happened_at).date,
                         .over = true},
                        steps,
                        event.occurrence);
            }
        }
    }

    // Links to those who were too many to be shown; the others to the nearest first.
    void drop_loose_ends() {
        std::erase_if(found_.links, [&](const Connection& link) {
            return !known_.contains(link.from) || !known_.contains(link.to);
        });
        std::map<std::string, int> steps;
        for (const auto& one : found_.people)
            steps[one.line.id] = one.steps;
        std::ranges::stable_sort(found_.links, {}, [&](const Connection& link) {
            return std::tuple(std::max(steps[link.from], steps[link.to]), link.bond);
        });
    }

    using Said = std::tuple<std::string, std::string, Bond, std::string, std::optional<Date>>;

    const Context& context_;
    const access::Viewer& viewer_;
    Date today_;
    Connections found_ = {};
    std::map<std::string, std::string> faces_ = {};
    std::set<std::string> known_ = {};
    std::set<std::string> relationships_ = {};
    std::set<Said> said_ = {};
    std::map<std::tuple<std::string, std::string, Bond>, std::size_t> places_ = {};
};

}  // namespace

std::string_view word(Bond bond) {
    switch (bond) {
        case Bond::Family:
            return "family";
        case Bond::Household:
            return "household";
        case Bond::SameAddress:
            return "same-address";
        case Bond::Record:
            return "record";
        case Bond::Event:
            return "event";
    }
    return "";
}

Result<Connections> connections_of(const Context& context,
                                   const access::Grant& grant,
                                   std::string_view person,
                                   int steps) {
    if (grant.action() != access::Action::ReadPerson || grant.subject() != person)
        return not_found();
    if (sight_of(context, grant.viewer(), person) != Sight::Whole) return not_found();
    const auto own = load_summary(context.db, person);
    if (!own || !is_human(own->kind)) return not_found();
    journal::note_look(context.db,
                       {.at = context.now,
                        .actor = grant.viewer().user,
                        .agency = grant.viewer().agency,
                        .action = "read",
                        .subject = stream_of(person),
                        .reason = "connections"});
    return Graph(context, grant.viewer()).around(person, steps);
}

}  // namespace longstone::people
