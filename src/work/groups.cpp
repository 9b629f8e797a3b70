#include "work/groups.h"

#include <algorithm>

#include "base/text.h"
#include "journal/journal.h"
#include "work/acts/meetings.h"
#include "work/answers.h"

namespace longstone::work {
namespace {

constexpr double kHundred = 100.0;

// The newest of a pathway that name the group in their answer, or all where no question is given.
std::vector<std::string> refs_of(Context& context,
                                 const access::Viewer& viewer,
                                 const std::string& pathway,
                                 const std::string& field,
                                 const std::string& group,
                                 int most) {
    std::vector<std::string> refs;
    for (const auto& row : context.db.rows(
             "select r.ref from record r where r.pathway = $3 and ($4 = '' or exists (select 1 "
             "from answer a where a.record = r.ref and a.field = $4 and a.item = 0 and a.value = "
             "$5)) and " LONGSTONE_VISIBLE_RECORD " order by r.opened_at desc, r.ref desc limit $6",
             {viewer.user, context.now.micros, pathway, field, group, most}))
        refs.push_back(row.text(0));
    return refs;
}

GroupRecords records_of(Context& context,
                        const access::Viewer& viewer,
                        const define::Pathway& pathway,
                        const std::vector<std::string>& refs,
                        int most) {
    GroupRecords out{.pathway = &pathway,
                     .name = pathway.group ? pathway.group->name : pathway.name};
    for (const auto& ref : refs) {
        if (static_cast<int>(out.records.size()) == most) {
            out.more = true;
            break;
        }
        auto opened = open_record_for(context, viewer, access::Action::Read, ref);
        if (opened) out.records.push_back(std::move(*opened));
    }
    return out;
}

void add_records(Context& context,
                 const access::Viewer& viewer,
                 const GroupAsked& asked,
                 GroupWork& work) {
    const auto add = [&](const define::Pathway& pathway, const std::string& field, bool heard) {
        if (heard && !asked.details) return;
        auto found =
            records_of(context,
                       viewer,
                       pathway,
                       refs_of(context, viewer, pathway.id, field, work.group->id, asked.most + 1),
                       asked.most);
        found.heard = heard;
        if (!found.records.empty()) work.records.push_back(std::move(found));
    };
    for (const auto& [id, pathway] : context.definitions.pathways) {
        const bool takes = std::ranges::find(work.group->takes, id) != work.group->takes.end();
        if (takes) add(pathway, "", true);
        if (!pathway.group) continue;
        if (!pathway.group->of.empty() && !takes) add(pathway, pathway.group->of, false);
        if (!pathway.group->to.empty() && !takes) add(pathway, pathway.group->to, true);
    }
}

void add_meetings(const Context& context, const Opened& opened, GroupWork& work) {
    const bool whole = opened.grant.reach() == access::Reach::Whole;
    for (const auto& meeting : opened.record.meetings) {
        const auto* rule = opened.pathway->meeting(meeting.rule);
        if (rule == nullptr || rule->group.empty() || meeting.cancelled) continue;
        const bool seated = std::ranges::any_of(meeting.seats, [&](const Seat& seat) {
            return seat.agency == opened.grant.viewer().agency;
        });
        if (!whole && !seated) continue;
        GroupMeeting found{.record = opened.record.ref,
                           .rule = rule,
                           .meeting = meeting,
                           .minutes_readable = whole || meeting.minutes_sent.has_value()};
        const auto called = called_by(context.definitions, *rule, opened.record);
        if (meeting.held && !meeting.minutes_sent && called.minutes)
            found.minutes_due = context.definitions.calendar.due(*meeting.held, *called.minutes);
        work.meetings.push_back(std::move(found));
    }
}

bool holds_groups(const define::Pathway& pathway) {
    return std::ranges::any_of(pathway.meetings,
                               [](const auto& rule) { return !rule.group.empty(); });
}

// The items that a meeting's form takes down, as they were given each time it was held.
void add_decisions(Context& context, const Opened& opened, GroupWork& work) {
    if (opened.grant.reach() != access::Reach::Whole) return;
    for (const auto& event :
         journal::read_stream(context.db, cat({"record/", opened.record.ref}))) {
        if (event.kind != "record.meeting-held") continue;
        const auto id = event.body.text("meeting");
        const auto meeting = std::ranges::find(opened.record.meetings, id, &MeetingState::id);
        if (meeting == opened.record.meetings.end()) continue;
        const auto* rule = opened.pathway->meeting(meeting->rule);
        if (rule == nullptr || rule->group.empty()) continue;
        const auto given = answers_from_json(event.body["answers"]).value_or(Answers{});
        for (const auto* section : meeting_sections(context.definitions, *rule)) {
            for (const auto& field : section->fields) {
                if (field.type != define::FieldType::Group ||
                    !access::sees_field(opened.grant, *section, field, false))
                    continue;
                const auto found = given.find(field.id);
                if (found == given.end()) continue;
                for (const auto& item : found->second.items)
                    work.decisions.push_back({.record = opened.record.ref,
                                              .meeting = id,
                                              .at = meeting->held.value_or(meeting->at),
                                              .field = &field,
                                              .item = item});
            }
        }
    }
}

void sort_all(GroupWork& work, Date today) {
    const auto when = [](const GroupMeeting& one) {
        return one.meeting.held.value_or(one.meeting.at);
    };
    std::ranges::stable_sort(work.meetings,
                             [&](const auto& a, const auto& b) { return when(a) > when(b); });
    std::ranges::stable_sort(work.decisions,
                             [](const auto& a, const auto& b) { return a.at > b.at; });
    std::ranges::stable_sort(work.actions, [&](const auto& a, const auto& b) {
        if (a.late(today) != b.late(today)) return a.late(today);
        if (a.action.due.has_value() != b.action.due.has_value()) return a.action.due.has_value();
        return a.action.due && *a.action.due < *b.action.due;
    });
}

// The next meeting that was called; else the day that an open record names.
void find_next(const Context& context, GroupWork& work) {
    const Date today = london(context.now).date;
    for (const auto& one : work.meetings) {
        if (one.meeting.held || london(one.meeting.at).date < today) continue;
        work.next = GroupNext{
            .record = one.record, .meeting = one.meeting.id, .day = london(one.meeting.at).date};
    }
    if (work.next) return;
    for (const auto& kind : work.records) {
        if (!kind.pathway->group || kind.pathway->group->next.empty() || kind.heard) continue;
        for (const auto& opened : kind.records) {
            const auto day = parse_date(opened.record.first_answer(kind.pathway->group->next));
            if (opened.record.closed || !day || *day < today) continue;
            if (!work.next || *day < work.next->day)
                work.next = GroupNext{.record = opened.record.ref, .day = *day};
        }
    }
}

}  // namespace

GroupWork work_of_group(Context& context,
                        const access::Viewer& viewer,
                        const define::Group& group,
                        const GroupAsked& asked) {
    GroupWork work{.group = &group};
    add_records(context, viewer, asked, work);
    for (const auto& kind : work.records) {
        if (kind.heard) continue;
        for (const auto& opened : kind.records) {
            add_meetings(context, opened, work);
            if (asked.details && holds_groups(*opened.pathway))
                add_decisions(context, opened, work);
            if (opened.grant.reach() != access::Reach::Whole) continue;
            for (const auto& action : opened.record.actions)
                if (!action.done && action.status == "open")
                    work.actions.push_back({.record = opened.record.ref, .action = action});
        }
    }
    sort_all(work, london(context.now).date);
    find_next(context, work);
    return work;
}

std::optional<double> Coming::percent() const {
    if (invited == 0) return {};
    return kHundred * static_cast<double>(came) / static_cast<double>(invited);
}

Came came_to(const MeetingState& meeting, std::string_view agency) {
    Came came = Came::NotInvited;
    for (const auto& seat : meeting.seats) {
        if (seat.agency != agency) continue;
        if (seat.attended) return Came::Yes;
        came = seat.apologies || came == Came::Apologies ? Came::Apologies : Came::No;
    }
    return came;
}

Coming coming_of(const std::vector<GroupMeeting>& meetings, std::string_view agency) {
    Coming coming;
    bool came_since = false;
    for (const auto& one : meetings) {
        if (!one.meeting.held) continue;
        const auto came = came_to(one.meeting, agency);
        if (came == Came::NotInvited) continue;
        ++coming.invited;
        if (came == Came::Yes) ++coming.came;
        if (came == Came::Apologies) ++coming.apologies;
        if (came == Came::Yes) came_since = true;
        if (!came_since) ++coming.missed_last;
    }
    return coming;
}

}  // namespace longstone::work
