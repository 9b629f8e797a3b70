#include <algorithm>

#include "base/text.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/matching/matching_routes.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"
#include "web/pages/subject.h"
#include "web/training/training_parts.h"
#include "web/visit.h"
#include "work/calendar_file.h"
#include "work/drafts.h"
#include "work/house.h"
#include "work/learning.h"
#include "work/lists.h"
#include "work/notices.h"

// My work: what is overdue, due today and due this week; what my agency is asked; my meetings, the
// records I lead, my actions. Each line says who, which record, what is needed and how much time
// is left.
namespace longstone::web {
namespace {

constexpr int kMost = 60;
constexpr int kMostInFile = 200;

// One thing to do, whatever it is.
struct Task {
    std::optional<Instant> due = {};
    std::string who = {};  // or, where it is about nobody, what kind of record it is
    std::string ref = {};
    std::string path = {};  // where the reference leads, when not to the record
    Html what = {};
};

struct Gathered {
    std::vector<Task> tasks = {};
    std::vector<work::ComingMeeting> meetings = {};
    std::vector<work::Notice> notices = {};
    std::int64_t drafts = 0;  // referrals not yet sent
    std::int64_t waiting = 0;
};

std::string stage_name(const define::Definitions& definitions, const work::Line& line) {
    const auto* pathway = definitions.pathway(line.pathway);
    const auto* stage = pathway == nullptr ? nullptr : pathway->stage(line.stage);
    return stage == nullptr ? line.stage : stage->name;
}

Task task_of(Visit& visit, const work::Line& line) {
    return {.due = line.due,
            .who = subject_words(visit.definitions(), line),
            .ref = line.ref,
            .what = html::cat({record_link(line.ref, stage_name(visit.definitions(), line)),
                               line.summary.empty() ? "" : ". ",
                               line.summary})};
}

Task task_of(Visit& visit, const work::WaitingRequest& request) {
    const auto* pathway = visit.definitions().pathway(request.pathway);
    const auto* rule = pathway == nullptr ? nullptr : pathway->request(request.rule);
    return {.due = request.due,
            .who = request.person_name,
            .ref = request.record,
            .what = html::cat(
                {html::link(cat({"/requests/", request.id}),
                            cat({"Answer: ", rule == nullptr ? request.rule : rule->name})),
                 " for ",
                 visit.agency_name(request.agency)})};
}

Task task_of(const work::OpenAction& action) {
    Task task{.ref = action.record,
              .what = html::cat({html::link(record_path(action.record, "/actions"), "Action"),
                                 ": ",
                                 action.what,
                                 ", ",
                                 action.owner})};
    if (action.due) task.due = from_london(*action.due + 1, 0);
    return task;
}

// Whether a stage is for few: some who may lead the record may not work there, as with a decision.
bool is_for_few(const define::Pathway& pathway, const define::Stage& stage) {
    return !stage.who.empty() && std::ranges::any_of(pathway.access.lead, [&](const auto& role) {
        return std::ranges::find(stage.who, role) == stage.who.end();
    });
}

// Records on my boards that wait for somebody like me: nobody leads them yet, or they stand where
// only few may act, and I am one of those.
void gather_waiting(Visit& visit, work::Context& context, std::vector<Task>& tasks) {
    const auto& viewer = visit.viewer();
    const int most = visit.wants_file() ? kMostInFile : kMost;
    for (const auto& board : visit.definitions().partnership.boards) {
        if (!viewer.holds_any(board.roles)) continue;
        for (const auto& line :
             work::list_records(context, viewer, {.board = board.id, .limit = most}).lines) {
            const auto* pathway = visit.definitions().pathway(line.pathway);
            const auto* stage = pathway == nullptr ? nullptr : pathway->stage(line.stage);
            if (stage == nullptr || line.lead == viewer.user) continue;
            const bool unled = line.lead.empty() && viewer.holds_any(pathway->access.assigns);
            const bool mine = is_for_few(*pathway, *stage) && viewer.holds_any(stage->who);
            if (!unled && !mine) continue;
            auto task = task_of(visit, line);
            if (unled) {
                task.what +=
                    html::cat({" ",
                               html::link(record_path(line.ref, "/lead"),
                                          html::cat({"Name who leads it",
                                                     html::hidden_text(cat({": ", line.ref}))}))});
            }
            tasks.push_back(std::move(task));
        }
    }
}

// Places that wait for me to approve, and what I am asked about courses.
void gather_training(Visit& visit, work::Context& context, std::vector<Task>& tasks) {
    if (!visit.viewer().may("book-training")) return;
    for (const auto& one : partnership::places_to_approve(context, visit.viewer()))
        tasks.push_back({.due = one.session.offer.begins,
                         .who = learner_name(visit, one.place),
                         .ref = one.session.ref(),
                         .path = training_path(one.session.ref()),
                         .what = html::cat({html::link("/training/approvals", "Approve a place"),
                                            ": ",
                                            one.session.title()})});
    for (const auto& one : work::learning_to_confirm(context, visit.viewer()))
        tasks.push_back({.who = visit.shown_name(one.learner),
                         .ref = "Training",
                         .path = "/training/approvals",
                         .what = html::link(cat({"/training/approvals/", one.id}),
                                            cat({"Confirm what was learned: ", one.title}))});
    for (const auto& one : partnership::to_evaluate(context, visit.viewer()))
        tasks.push_back({.due = one.asked.due,
                         .who = learner_name(visit, one.place.place),
                         .ref = one.place.session.ref(),
                         .path = training_path(one.place.session.ref()),
                         .what = html::cat({html::link(evaluation_path(one), one.asked.rule->name),
                                            ": ",
                                            one.place.session.title()})});
}

Gathered gather(Visit& visit, work::Context& context) {
    const auto& viewer = visit.viewer();
    const int most = visit.wants_file() ? kMostInFile : kMost;
    Gathered all;
    for (const auto& line :
         work::list_records(context, viewer, {.lead = viewer.user, .limit = most}).lines) {
        all.tasks.push_back(task_of(visit, line));
    }
    gather_waiting(visit, context, all.tasks);
    for (const auto& request : work::requests_waiting(context, viewer, most)) {
        all.tasks.push_back(task_of(visit, request));
        ++all.waiting;
    }
    for (const auto& action : work::actions_open(context, viewer, most)) {
        all.tasks.push_back(task_of(action));
    }
    gather_training(visit, context, all.tasks);
    std::ranges::stable_sort(all.tasks, [](const Task& a, const Task& b) {
        if (a.due.has_value() != b.due.has_value()) return a.due.has_value();
        return a.due < b.due;
    });
    all.meetings = work::meetings_coming(context, viewer, kMost);
    all.notices = work::notices_of(context, viewer, 5);
    for (const auto& [key, draft] : work::drafts_of(context, viewer.user)) {
        if (key.starts_with("referral/")) ++all.drafts;
    }
    return all;
}

Html tasks_html(Visit& visit,
                const std::string& title,
                const std::vector<Task>& tasks,
                const std::string& empty) {
    ls::Table table{.caption = title,
                    .columns = {{.text = "Who or what", .row_header = true},
                                {.text = "What is needed"},
                                {.text = "Time left", .numeric = true, .in_file = "Due"}},
                    .if_empty = empty};
    for (const auto& task : tasks) {
        const auto who =
            html::cat({task.who,
                       task.who.empty() ? Html{} : html::element("br"),
                       html::link(task.path.empty() ? record_path(task.ref) : task.path,
                                  ls::unbroken(task.ref))});
        table.rows.push_back(
            {.cells = {who, task.what, task.due ? left_html(visit, *task.due) : Html{}}});
    }
    return html::cat(
        {html::heading(2,
                       html::HeadingSize::Medium,
                       cat({title, " (", number(static_cast<long long>(tasks.size())), ")"})),
         visit.list(table)});
}

// Split by London's days; "this week" reaches to the end of the seventh day from now.
Html by_time(Visit& visit, const std::vector<Task>& tasks) {
    const Date today = london(visit.now()).date;
    const Instant midnight = from_london(today + 1, 0);
    const Instant week = from_london(today + 8, 0);
    std::vector<Task> late;
    std::vector<Task> now;
    std::vector<Task> soon;
    std::vector<Task> later;
    for (const auto& task : tasks) {
        if (task.due && *task.due < visit.now())
            late.push_back(task);
        else if (task.due && *task.due <= midnight)
            now.push_back(task);
        else if (task.due && *task.due <= week)
            soon.push_back(task);
        else
            later.push_back(task);
    }
    Html out;
    if (!late.empty()) out += tasks_html(visit, "Overdue", late, "");
    out += tasks_html(visit, "Due today", now, "Nothing more is due today.");
    out += tasks_html(visit, "Due this week", soon, "Nothing more is due this week.");
    if (!later.empty()) out += tasks_html(visit, "Later", later, "");
    return out;
}

Html meetings_panel(const Visit& visit, const std::vector<work::ComingMeeting>& meetings) {
    if (meetings.empty()) return {};
    std::vector<Html> items;
    for (const auto& meeting : meetings) {
        const auto* pathway = visit.definitions().pathway(meeting.pathway);
        const auto* rule = pathway == nullptr ? nullptr : pathway->meeting(meeting.rule);
        items.push_back(
            html::cat({html::link(record_path(meeting.record, cat({"/meetings/", meeting.id})),
                                  rule == nullptr ? "Meeting" : rule->name),
                       ", ",
                       by_when(visit.now(), meeting.at),
                       meeting.place.empty() ? "" : ", ",
                       meeting.place}));
    }
    return ls::panel({.title = "My meetings", .body = html::list(items)});
}

Html notices_panel(const std::vector<work::Notice>& notices) {
    if (notices.empty()) return {};
    std::vector<Html> items;
    for (const auto& notice : notices) {
        Html item =
            notice.read ? Html{} : govuk::tag({.text = "New", .classes = "govuk-tag--blue"});
        item +=
            html::cat({" ",
                       html::link(notice.path.empty() ? record_path(notice.record) : notice.path,
                                  notice.record),
                       ": ",
                       notice.words,
                       ", ",
                       when_html(notice.at)});
        items.push_back(std::move(item));
    }
    return ls::panel(
        {.title = "Notices",
         .body = html::cat(
             {html::list(items), html::small_paragraph({html::link("/notices", "All notices")})})});
}

Html drafts_panel(std::int64_t drafts) {
    if (drafts == 0) return {};
    return ls::panel({.title = "Not yet sent",
                      .body = html::small_paragraph(
                          {html::link("/referrals", count_of(drafts, "referral", "referrals")),
                           " of yours not yet sent"})});
}

Html matching_panel(const Visit& visit) {
    if (!judges_matches(visit)) return {};
    return ls::panel({.title = "Matching",
                      .body = html::small_paragraph(
                          {html::link(kMatchingPath, "People who may be one person")})});
}

http::Reply my_work(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto all = gather(visit, reading.context);
        const auto late = std::ranges::count_if(
            all.tasks, [&](const Task& task) { return task.due && *task.due < visit.now(); });
        std::vector<Html> counts = {html::text(
            all.tasks.empty()
                ? "Nothing waits for you"
                : cat({count_of(static_cast<long long>(all.tasks.size()), "thing", "things"),
                       " to do"}))};
        if (late > 0) counts.push_back(ls::late(cat({number(late), " overdue"})));
        if (all.waiting > 0) {
            counts.push_back(html::text(
                cat({count_of(all.waiting, "question", "questions"), " for your agency"})));
        }
        Html main = ls::page_head({.title = "My work", .lead = ls::dotted(counts)});
        main += ls::two_columns(by_time(visit, all.tasks),
                                html::cat({drafts_panel(all.drafts),
                                           meetings_panel(visit, all.meetings),
                                           matching_panel(visit),
                                           notices_panel(all.notices)}));
        return visit.page(
            {.title = "My work", .main = ls::refreshing("my-work", 60, main), .current = "/"});
    });
}

// All of them for a calendar of one's own; taken again, it brings what changed.
http::Reply calendar(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        std::vector<work::CalendarEntry> entries;
        for (const auto& meeting :
             work::meetings_coming(reading.context, visit.viewer(), kMostInFile))
            entries.push_back(
                {.id = meeting.id,
                 .sequence = meeting.sequence,
                 .title = cat({"Meeting ", meeting.record}),
                 .place = meeting.place,
                 .address = cat({visit.house().options.base_url,
                                 record_path(meeting.record, cat({"/meetings/", meeting.id}))}),
                 .at = meeting.at,
                 .written = visit.now()});
        visit.note_export("ics");
        return http::Reply::file({.filename = "my-meetings.ics",
                                  .content_type = "text/calendar; charset=utf-8",
                                  .bytes = work::calendar_file(entries)});
    });
}

http::Reply meetings(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        ls::Table table{.caption = "Meetings to come",
                        .columns = {{.text = "When"},
                                    {.text = "What", .row_header = true},
                                    {.text = "Reference"},
                                    {.text = "Where"}},
                        .if_empty = "You have no meetings to come."};
        for (const auto& meeting : work::meetings_coming(reading.context, visit.viewer(), 200)) {
            const auto* pathway = visit.definitions().pathway(meeting.pathway);
            const auto* rule = pathway == nullptr ? nullptr : pathway->meeting(meeting.rule);
            table.rows.push_back(
                {.cells = {html::text(say(meeting.at)),
                           html::link(record_path(meeting.record, cat({"/meetings/", meeting.id})),
                                      rule == nullptr ? "Meeting" : rule->name),
                           html::text(meeting.record),
                           html::text(meeting.place)}});
        }
        return visit.page(
            {.title = "Meetings",
             .main = html::cat({html::heading(1, html::HeadingSize::Large, "Meetings"),
                                visit.list(table),
                                html::paragraph(html::link("/meetings/calendar.ics",
                                                           "Put them all in your calendar"))}),
             .current = "/meetings"});
    });
}

}  // namespace

void add_my_work_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/", .name = "my work"}, my_work);
    add_page(router, app, {.pattern = "/meetings", .name = "meetings"}, meetings);
    add_page(router,
             app,
             {.pattern = "/meetings/calendar.ics", .name = "my meetings as a calendar"},
             calendar);
}

}  // namespace longstone::web
