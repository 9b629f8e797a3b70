#include "work/family.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "people/current.h"
#include "people/find.h"
#include "people/things.h"
#include "work/forecast.h"
#include "work/whole.h"

namespace longstone::work {
namespace {

constexpr std::int64_t kMostOnRecord = 12;  // with more, a record joins nobody

std::string role_words(const define::Definitions& definitions,
                       const std::string& pathway,
                       const std::string& role) {
    const auto* known = definitions.pathway(pathway);
    if (known == nullptr) return role;
    const auto rule = std::ranges::find(known->people, role, &define::PeopleRule::role);
    return rule == known->people.end() ? role : rule->name;
}

std::string type_words(const define::Definitions& definitions, const std::string& type) {
    const auto* list = definitions.code_list("relationship");
    const auto* code = list == nullptr ? nullptr : list->find(type);
    return code == nullptr ? type : code->text;
}

// Everybody connected, found step by step outwards.
class Gathering {
public:
    Gathering(Context& context, const access::Viewer& viewer)
        : context_(context),
          viewer_(viewer),
          today_(london(context.now).date),
          roles_(roles_reach(context.definitions, viewer)) {}

    Result<Family> gather(const std::string& person) {
        Family family;
        wanted_.push_back({.id = person});
        for (std::size_t i = 0; i < wanted_.size(); ++i) {
            if (family.members.size() == kLargestFamily) {
                family.many = true;
                break;
            }
            auto member = read(wanted_[i], i == 0);
            if (!member) {
                if (i == 0) return Refused(member.error());
                continue;  // not for this viewer, or a professional: as though nobody were there
            }
            family.members.push_back(std::move(*member));
        }
        for (auto& member : family.members) {
            const auto tie = ties_.find(member.person.id);
            if (tie != ties_.end()) member.ties = tie->second;
        }
        return family;
    }

private:
    struct Wanted {
        std::string id = {};
        int steps = 0;
    };

    void join(const std::string& other, const Wanted& from, std::string words) {
        if (other == wanted_.front().id) return;
        auto& ties = ties_[other];
        if (std::ranges::find(ties, words) == ties.end()) ties.push_back(std::move(words));
        const bool known = std::ranges::find(wanted_, other, &Wanted::id) != wanted_.end();
        if (!known && from.steps < kFamilySteps)
            wanted_.push_back({.id = other, .steps = from.steps + 1});
    }

    Result<FamilyMember> read(const Wanted wanted, bool asked_about) {
        const auto grant = TRY(access::allow(viewer_, access::Action::ReadPerson, wanted.id));
        // Before it is read, and so noted: somebody who is of no family is not looked at.
        const auto line = TRY(people::find_line(context_, grant, wanted.id));
        if (!people::is_human(line.kind)) return not_found();
        if (!asked_about && line.kind == people::Kind::Professional) return not_found();
        const auto person = TRY(people::find_person(context_, grant, wanted.id));
        const auto household = TRY(people::household_of(context_, grant, wanted.id));
        const auto name = people::display_name(person.line);
        for (const auto& relationship : person.relationships) {
            const bool over = relationship.until && *relationship.until <= today_;
            if (relationship.withdrawn || over || !relationship.may_open) continue;
            join(relationship.other.id,
                 wanted,
                 cat({type_words(context_.definitions, relationship.type), " of ", name}));
        }
        if (!household.many) {
            for (const auto& other : household.members) {
                join(other.id, wanted, cat({"Lives with ", name}));
            }
        }
        join_by_records(wanted);
        return FamilyMember{.person = person.line, .steps = wanted.steps};
    }

    // Only through records seen whole: an involved agency is not told who else is on one.
    void join_by_records(const Wanted& wanted) {
        for (const auto& row : context_.db.rows(
                 "select distinct them.person, r.ref, r.pathway, them.role from record_person mine "
                 "join record r on r.ref = mine.record join record_person them on them.record = "
                 "r.ref where mine.person = $4 and mine.until is null and them.until is null and "
                 "them.person <> $4 and r.closed_at is null and (select count(distinct x.person) "
                 "from record_person x where x.record = r.ref and x.until is null) <= $5 "
                 "and " LONGSTONE_VISIBLE_RECORD " and " LONGSTONE_WHOLE_RECORD
                 " order by r.ref, them.person, them.role",
                 {viewer_.user, context_.now.micros, roles_, wanted.id, kMostOnRecord})) {
            join(row.text(0),
                 wanted,
                 cat({role_words(context_.definitions, row.text(2), row.text(3)),
                      " on ",
                      row.text(1)}));
        }
    }

    Context& context_;
    const access::Viewer& viewer_;
    Date today_;
    std::string roles_;
    std::vector<Wanted> wanted_ = {};
    std::map<std::string, std::vector<std::string>> ties_ = {};
};

// ---- what is open about them

void add_once(std::vector<std::string>& list, const std::string& item) {
    if (std::ranges::find(list, item) == list.end()) list.push_back(item);
}

void list_records(Context& context, const access::Viewer& viewer, Family& family) {
    const auto roles = roles_reach(context.definitions, viewer);
    std::map<std::string, FamilyRecord> records;
    for (const auto& member : family.members) {
        for (const auto& row : context.db.rows(
                 "select r.ref, r.pathway, r.stage, r.summary, r.rating, r.lead_user, "
                 "r.lead_agency, r.opened_at, r.due_at, case when " LONGSTONE_WHOLE_RECORD
                 " then 1 else 0 end from record r where r.closed_at is null and r.ref in (select "
                 "rp.record from record_person rp where rp.person = $4 and rp.until is null) "
                 "and " LONGSTONE_VISIBLE_RECORD " order by r.ref limit 200",
                 {viewer.user, context.now.micros, roles, member.person.id})) {
            auto& record = records[row.text(0)];
            add_once(record.people, member.person.id);
            record.whole = row.integer(9) != 0;
            record.line = {.ref = row.text(0),
                           .pathway = row.text(1),
                           .stage = row.text(2),
                           .summary = row.text(3),
                           .rating = row.text(4),
                           .lead = row.text(5),
                           .lead_agency = row.text(6)};
            record.line.opened = Instant{row.integer(7)};
            if (!row.is_null(8)) record.line.due = Instant{row.integer(8)};
        }
    }
    for (auto& [ref, record] : records) {
        if (record.whole) name_subject(context, record.line);
        family.records.push_back(std::move(record));
    }
    std::ranges::stable_sort(family.records, [](const auto& a, const auto& b) {
        if (a.line.due.has_value() != b.line.due.has_value()) return a.line.due.has_value();
        return a.line.due < b.line.due;
    });
}

// An involved agency sees its own actions and the meetings it is invited to.
void list_actions(Context& context,
                  const access::Viewer& viewer,
                  const FamilyRecord& record,
                  Family& family) {
    for (const auto& row : context.db.rows(
             "select id, what, owner, agency, due from action where record = $1 and "
             "status = 'open' and ($2 = 1 or (agency = $3 and agency <> '')) order by n",
             {record.line.ref, record.whole ? 1 : 0, viewer.agency})) {
        family.actions.push_back({.id = row.text(0),
                                  .record = record.line.ref,
                                  .what = row.text(1),
                                  .owner = row.text(2),
                                  .agency = row.text(3),
                                  .due = parse_date(row.text(4)),
                                  .people = record.people});
    }
}

void list_meetings(Context& context,
                   const access::Viewer& viewer,
                   const FamilyRecord& record,
                   Family& family) {
    const auto* pathway = context.definitions.pathway(record.line.pathway);
    for (const auto& row : context.db.rows(
             "select m.id, m.rule, m.place, m.at from meeting m where m.record = $1 and m.held_at "
             "is null and m.cancelled_at is null and ($2 = 1 or exists (select 1 from meeting_seat "
             "s where s.meeting = m.id and s.agency = $3 and s.agency <> '')) order by m.at",
             {record.line.ref, record.whole ? 1 : 0, viewer.agency})) {
        const auto* rule = pathway == nullptr ? nullptr : pathway->meeting(row.text(1));
        family.meetings.push_back({.id = row.text(0),
                                   .record = record.line.ref,
                                   .name = rule == nullptr ? row.text(1) : rule->name,
                                   .place = row.text(2),
                                   .at = Instant{row.integer(3)},
                                   .people = record.people});
    }
}

void list_clocks(Context& context, const FamilyRecord& record, Family& family) {
    if (!record.whole) return;
    const auto* pathway = context.definitions.pathway(record.line.pathway);
    for (const auto& row :
         context.db.rows("select clock, due_at, paused_at from clock where record = $1 and "
                         "stopped_at is null order by due_at",
                         {record.line.ref})) {
        const auto* rule = pathway == nullptr ? nullptr : pathway->clock(row.text(0));
        FamilyClock clock{.record = record.line.ref,
                          .clock = row.text(0),
                          .name = row.text(0),
                          .due = Instant{row.integer(1)},
                          .paused = !row.is_null(2),
                          .people = record.people};
        if (rule != nullptr) {
            clock.name = rule->name;
            clock.kind = rule->kind;
            clock.status = rule->status;
            clock.source = rule->source;
        }
        family.clocks.push_back(std::move(clock));
    }
}

}  // namespace

const FamilyMember* Family::member(std::string_view person) const {
    const auto found = std::ranges::find_if(
        members, [&](const FamilyMember& member) { return member.person.id == person; });
    return found == members.end() ? nullptr : &*found;
}

Result<Family> family_of(Context& context, const access::Grant& grant, const std::string& person) {
    if (grant.action() != access::Action::ReadPerson || grant.subject() != person)
        return not_found();
    const auto& viewer = grant.viewer();
    auto family = TRY(Gathering(context, viewer).gather(person));
    list_records(context, viewer, family);
    for (const auto& record : family.records) {
        list_actions(context, viewer, record, family);
        list_meetings(context, viewer, record, family);
        list_clocks(context, record, family);
    }
    std::ranges::stable_sort(family.actions, [](const auto& a, const auto& b) {
        if (a.due.has_value() != b.due.has_value()) return a.due.has_value();
        return a.due < b.due;
    });
    std::ranges::stable_sort(family.meetings, {}, &FamilyMeeting::at);
    std::ranges::stable_sort(family.clocks, [](const auto& a, const auto& b) {
        if (a.paused != b.paused) return !a.paused;
        return a.due < b.due;
    });
    return family;
}

}  // namespace longstone::work
