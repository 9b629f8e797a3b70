#include <algorithm>

#include "base/text.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/summary_list.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/show.h"
#include "web/pages/meeting_parts.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/partnership/group_parts.h"
#include "web/partnership/landing.h"
#include "web/partnership/partnership_routes.h"

// One group: its terms of reference, who sits on it and who came, its meetings, decisions and
// actions, and what other records of its say.
namespace longstone::web {
namespace {

constexpr std::size_t kDecisionsShown = 20;

Html terms_html(const Visit& visit, const define::Group& group) {
    const Date today = london(visit.now()).date;
    govuk::SummaryList list;
    const auto row = [&](const char* key, Html value) {
        if (!value.empty())
            list.rows.push_back(
                govuk::SummaryRow{.key = {.text = key}, .value = {.html = std::move(value)}});
    };
    row("Purpose", html::text(group.purpose));
    row("What it decides", html::text(group.decides));
    row("Answers to", group_html(visit, group.answers_to));
    row("Chair", html::text(post_words(visit, group.chair)));
    row("Meets", html::text(group.meets));
    if (!group.quorum.empty()) row("Must attend", html::text(kinds_words(visit, group.quorum)));
    if (group.minutes) row("Minutes", html::text(cat({"within ", say(*group.minutes)})));
    if (!group.terms.version.empty()) {
        const auto from =
            group.terms.from ? cat({", from ", say(*group.terms.from)}) : std::string();
        row("Version", html::text(cat({group.terms.version, from})));
    }
    if (group.terms.review) {
        const auto day = say(*group.terms.review);
        row("To be reviewed",
            *group.terms.review < today ? ls::late(cat({"Late: ", day})) : html::text(day));
    }
    return govuk::summary_list(list);
}

std::string posts_words(const Visit& visit,
                        const std::string& agency,
                        const std::vector<std::string>& posts) {
    std::vector<std::string> names;
    for (const auto& id : posts) {
        const auto* post = visit.definitions().partnership.post(cat({agency, "/", id}));
        names.push_back(post == nullptr ? id : post->name);
    }
    return join_and(names);
}

Html members_html(Visit& visit, const define::Group& group) {
    ls::Table table{.caption = "Members",
                    .columns = {{.text = "Agency", .row_header = true},
                                {.text = "Sits"},
                                {.text = "Stands in, and may decide"}}};
    for (const auto& member : group.members) {
        const auto stands_in = posts_words(visit, member.agency, member.substitutes);
        table.rows.push_back(
            {.cells = {html::text(visit.agency_name(member.agency)),
                       html::text(posts_words(visit, member.agency, member.posts)),
                       stands_in.empty() ? ls::muted("Nobody") : html::text(stands_in)}});
    }
    Html out = visit.list(table);
    if (!group.observers.empty()) {
        std::vector<std::string> names;
        for (const auto& observer : group.observers)
            names.push_back(post_words(visit, observer));
        out += html::paragraph({"Observing, without a vote: ", join_and(names), "."});
    }
    return out;
}

Html minutes_html(const Visit& visit, const work::GroupMeeting& one) {
    if (!one.meeting.held) return {};
    const auto path = record_path(one.record, cat({"/meetings/", one.meeting.id}));
    const auto day = say(london(*one.meeting.held).date);
    if (one.minutes_readable && one.meeting.minutes_sent)
        return html::link(path, html::cat({"Minutes", html::hidden_text(cat({" of ", day}))}));
    if (!one.minutes_due) return html::text("Not sent");
    return html::cat({"Not sent: ", time_left_html(visit, *one.minutes_due)});
}

Html meetings_html(Visit& visit, const work::GroupWork& work) {
    ls::Table table{.caption = "Meetings",
                    .columns = {{.text = "When", .row_header = true},
                                {.text = "How it stands"},
                                {.text = "Minutes"},
                                {.text = "Calendar"}},
                    .if_empty = "No meeting has been called."};
    for (const auto& one : work.meetings) {
        const auto& meeting = one.meeting;
        const auto when = meeting.held.value_or(meeting.at);
        const auto path = record_path(one.record, cat({"/meetings/", meeting.id}));
        Html state = html::text("To come");
        if (meeting.held)
            state = meeting.quorate ? html::text("Held") : ls::late("Held without its quorum");
        table.rows.push_back(
            {.cells = {html::cat({html::link(path, say(when)),
                                  meeting.place.empty() ? "" : ", ",
                                  meeting.place}),
                       state,
                       minutes_html(visit, one),
                       meeting.held
                           ? Html{}
                           : html::link(cat({path, "/calendar.ics"}),
                                        html::cat({"Add to your calendar",
                                                   html::hidden_text(cat({": ", say(when)}))}))}});
    }
    Html out;
    if (work.next)
        out +=
            html::paragraph({html::strong("Next meeting: "),
                             say(work.next->day),
                             work.next->meeting.empty() ? ". Invitations are not out yet." : "."});
    out += visit.list(table);
    return out;
}

// Papers are the documents of what is open.
Html papers_html(const work::GroupWork& work) {
    std::vector<Html> items;
    for (const auto& kind : work.records) {
        if (kind.heard) continue;
        for (const auto& opened : kind.records) {
            if (opened.record.closed || !is_whole(opened)) continue;
            for (const auto& document : opened.record.documents)
                items.push_back(html::cat(
                    {html::link(cat({"/documents/", document.id, "/show"}), document.name),
                     ", ",
                     say(london(document.at).date)}));
        }
    }
    if (items.empty()) return {};
    return html::cat({html::heading(3, html::HeadingSize::Small, "Papers"), html::bullets(items)});
}

Html decisions_html(Visit& visit, const work::GroupWork& work) {
    ls::Table table{.caption = "Decisions",
                    .columns = {{.text = "Meeting", .row_header = true}, {.text = "What"}},
                    .if_empty = "Nothing has been recorded as decided."};
    for (const auto& decision : work.decisions) {
        if (table.rows.size() == kDecisionsShown) break;

        table.rows.push_back(
            {.cells = {
                 html::link(record_path(decision.record, cat({"/meetings/", decision.meeting})),
                            say(london(decision.at).date)),
                 item_html(visit.definitions(), *decision.field, decision.item, {})}});
    }
    return visit.list(table);
}

http::Reply group_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto* group = TRY(find_group(visit));
        const auto work = work::work_of_group(reading.context, visit.viewer(), *group);
        for (const auto& kind : work.records) {
            for (const auto& opened : kind.records)
                reading.looked(opened.grant);
        }
        std::vector<std::pair<const define::Group*, work::GroupAction>> actions;
        for (const auto& action : work.actions)
            actions.emplace_back(group, action);
        const auto part = [](const char* id, const char* title, Html body) {
            return html::cat(
                {html::heading(2, html::HeadingSize::Medium, title, {{"id", id}}), body});
        };
        Html main = ls::page_head({.title = group->name,
                                   .caption = "Group of the partnership",
                                   .lead = html::text(group->purpose)});
        main += part(
            "meetings", "Meetings", html::cat({meetings_html(visit, work), papers_html(work)}));
        main += part("actions", "Open actions", actions_table(visit, actions, false));
        main += part("decisions", "Decisions", decisions_html(visit, work));
        main += part("attendance", "Who comes", attendance_table(visit, work));
        main += part("terms", "Terms of reference", terms_html(visit, *group));
        main += part("members", "Members", members_html(visit, *group));
        main += group_records_html(visit, work);
        return visit.page({.title = group->name,
                           .main = std::move(main),
                           .before_main = govuk::back_link({.text = "Groups", .href = kGroupsPath}),
                           .current = kPartnershipPath});
    });
}

}  // namespace

void add_one_group_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/groups/{id:key}", .name = "group"}, group_page);
}

}  // namespace longstone::web
