#include "work/family.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "people/current.h"
#include "people/describe.h"
#include "ui/govuk/inset_text.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"
#include "web/visit.h"
#include "work/forecast.h"

// One plan and one list of actions for a family: everybody connected with a person, and all that is
// open about any of them, by person or by owner.
namespace longstone::web {
namespace {

std::string family_path(const std::string& person) {
    return cat({"/people/", person, "/family"});
}

Html person_link(const people::Summary& person) {
    return html::link(cat({"/people/", person.id}), people::display_name(person));
}

// "Maisie Thorburn, Tom Thorburn"
Html people_html(const work::Family& family, const std::vector<std::string>& people) {
    std::vector<Html> links;
    for (const auto& id : people) {
        if (const auto* member = family.member(id)) links.push_back(person_link(member->person));
    }
    return html::join(links, ", ");
}

Html members_html(Visit& visit, const work::Family& family) {
    const Date today = london(visit.now()).date;
    ls::Table table{.caption = "Who is connected",
                    .caption_unseen = false,
                    .columns = {{.text = "Who", .row_header = true},
                                {.text = "About them"},
                                {.text = "How they are connected"}}};
    for (const auto& member : family.members) {
        std::vector<Html> ties;
        ties.reserve(member.ties.size());
        for (const auto& tie : member.ties) {
            ties.push_back(html::text(tie));
        }
        table.rows.push_back({.cells = {person_link(member.person),
                                        html::text(people::about_line(member.person, today)),
                                        member.steps == 0 ? html::text("This page starts here")
                                                          : html::join(ties, "; ")}});
    }
    return visit.list(table);
}

Html due_html(const Visit& visit, const std::optional<Date>& due) {
    if (!due) return html::text("No date");
    return *due < london(visit.now()).date ? ls::late(cat({"Late: ", say(*due)}))
                                           : html::text(say(*due));
}

std::string owner_of(const Visit& visit, const work::FamilyAction& action) {
    if (action.owner.empty()) return visit.agency_name(action.agency);
    if (action.agency.empty()) return action.owner;
    return cat({action.owner, ", ", visit.agency_name(action.agency)});
}

Html actions_table(Visit& visit,
                   const work::Family& family,
                   const std::string& title,
                   const std::vector<const work::FamilyAction*>& actions) {
    ls::Table table{.caption = title,
                    .caption_unseen = false,
                    .columns = {{.text = "What", .row_header = true},
                                {.text = "Who does it"},
                                {.text = "About"},
                                {.text = "Record"},
                                {.text = "By when"}}};
    for (const auto* action : actions) {
        table.rows.push_back(
            {.cells = {html::text(action->what),
                       html::text(owner_of(visit, *action)),
                       people_html(family, action->people),
                       html::link(record_path(action->record, "/actions"), action->record),
                       due_html(visit, action->due)}});
    }
    return visit.list(table);
}

// An action about two people stands under each of them.
Html actions_html(Visit& visit, const work::Family& family, bool by_owner) {
    if (family.actions.empty()) return html::paragraph("No action that you may see is open.");
    std::vector<std::string> order;
    std::map<std::string, std::vector<const work::FamilyAction*>> groups;
    const auto add = [&](const std::string& title, const work::FamilyAction& action) {
        auto& group = groups[title];
        if (group.empty()) order.push_back(title);
        group.push_back(&action);
    };
    if (!by_owner) {
        for (const auto& member : family.members) {
            for (const auto& action : family.actions) {
                const auto& about = action.people;
                if (std::ranges::find(about, member.person.id) != about.end())
                    add(people::display_name(member.person), action);
            }
        }
    } else {
        for (const auto& action : family.actions) {
            add(owner_of(visit, action), action);
        }
        std::ranges::sort(order);
    }
    Html out;
    for (const auto& title : order) {
        out += actions_table(visit, family, title, groups[title]);
    }
    return out;
}

Html records_html(Visit& visit, const work::Family& family) {
    ls::Table table{.caption = "Open records",
                    .caption_unseen = false,
                    .columns = {{.text = "Reference", .row_header = true},
                                {.text = "What"},
                                {.text = "About"},
                                {.text = "Where it stands"},
                                {.text = "Led by"},
                                {.text = "Time left", .numeric = true, .in_file = "Due"}},
                    .if_empty = "No open record about any of them is open to you."};
    for (const auto& record : family.records) {
        const auto& line = record.line;
        const auto* pathway = visit.definitions().pathway(line.pathway);
        const auto* stage = pathway == nullptr ? nullptr : pathway->stage(line.stage);
        const auto what = html::cat({pathway == nullptr ? line.pathway : pathway->name,
                                     line.summary.empty() ? "" : ": ",
                                     line.summary});
        table.rows.push_back(
            {.cells = {record_link(line.ref, line.ref),
                       what,
                       people_html(family, record.people),
                       record.whole ? html::text(stage == nullptr ? line.stage : stage->name)
                                    : ls::muted("Your agency's part"),
                       !record.whole       ? Html{}
                       : line.lead.empty() ? ls::muted("Nobody yet")
                                           : html::text(visit.shown_name(line.lead)),
                       line.due && record.whole ? left_html(visit, *line.due) : Html{}}});
    }
    return visit.list(table);
}

Html clocks_html(Visit& visit, const work::Family& family) {
    if (family.clocks.empty()) return {};
    ls::Table table{.caption = "Limits that run",
                    .caption_unseen = false,
                    .columns = {{.text = "What must be done", .row_header = true},
                                {.text = "About"},
                                {.text = "Record"},
                                {.text = "What limit it is"},
                                {.text = "Time left", .numeric = true, .in_file = "Due"}}};
    for (const auto& clock : family.clocks) {
        table.rows.push_back(
            {.cells = {html::text(clock.name),
                       people_html(family, clock.people),
                       html::link(record_path(clock.record, "/clocks"), clock.record),
                       html::text(cat({define::words(clock.kind),
                                       ": ",
                                       work::source_status_words(clock.kind, clock.status)})),
                       clock.paused ? html::text("Paused") : left_html(visit, clock.due)}});
    }
    return visit.list(table);
}

Html meetings_html(const Visit& visit, const work::Family& family) {
    if (family.meetings.empty()) return {};
    std::vector<Html> items;
    items.reserve(family.meetings.size());
    for (const auto& meeting : family.meetings) {
        items.push_back(html::cat(
            {html::link(record_path(meeting.record, cat({"/meetings/", meeting.id})), meeting.name),
             ", ",
             by_when(visit.now(), meeting.at),
             meeting.place.empty() ? "" : ", ",
             meeting.place,
             ". ",
             meeting.record}));
    }
    return ls::panel({.title = "Meetings to come", .body = html::list(items)});
}

Html grouping_html(const std::string& person, bool by_owner) {
    return ls::chips({{.label = "Actions by",
                       .chips = {{.text = "Person", .href = family_path(person), .on = !by_owner},
                                 {.text = "Owner",
                                  .href = cat({family_path(person), "?by=owner"}),
                                  .on = by_owner}}}},
                     "Actions by");
}

http::Reply family_page(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto id = visit.param("id");
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::ReadPerson, id));
        const auto family = TRY(work::family_of(context, grant, id));
        const bool by_owner = visit.request().query_text("by") == "owner";
        const auto name = people::display_name(family.members.front().person);
        const auto title = cat({"Family of ", name});
        const auto count = [](std::size_t n, std::string_view one, std::string_view many) {
            return html::text(count_of(static_cast<long long>(n), one, many));
        };
        Html main = ls::page_head(
            {.title = title,
             .lead = ls::dotted({count(family.members.size(), "person", "people"),
                                 count(family.records.size(), "open record", "open records"),
                                 count(family.actions.size(), "open action", "open actions"),
                                 count(family.meetings.size(), "meeting", "meetings")}),
             .actions = html::link(cat({"/people/", id}), cat({"Back to ", name}))});
        if (family.many)
            main += govuk::inset_text(
                {.text = cat({"More people are connected than can be shown. These are the nearest ",
                              number(static_cast<long long>(work::kLargestFamily)),
                              "."})});
        const auto left = html::cat({html::heading(2, html::HeadingSize::Medium, "Actions"),
                                     grouping_html(id, by_owner),
                                     actions_html(visit, family, by_owner),
                                     clocks_html(visit, family),
                                     records_html(visit, family),
                                     members_html(visit, family)});
        const auto right = meetings_html(visit, family);
        main += right.empty() ? left : ls::two_columns(left, right);
        return visit.page({.title = title, .main = std::move(main)});
    });
}

}  // namespace

void add_family_routes(http::Router& router, App& app) {
    add_page(
        router, app, {.pattern = "/people/{id}/family", .name = "a person's family"}, family_page);
}

}  // namespace longstone::web
