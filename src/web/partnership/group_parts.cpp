#include "web/partnership/group_parts.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/show.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"

namespace longstone::web {

std::string group_path(const define::Group& group) {
    return cat({kGroupsPath, "/", group.id});
}

bool sees_group(const Visit& visit, const define::Group& group) {
    const auto& viewer = visit.viewer();
    return viewer.may("see-groups") ||
           std::ranges::any_of(viewer.posts, [&](const access::PostHeld& held) {
               return group.seats(held.agency, held.post);
           });
}

bool sees_some_group(const Visit& visit) {
    return std::ranges::any_of(visit.definitions().partnership.groups,
                               [&](const auto& group) { return sees_group(visit, group); });
}

Result<const define::Group*> find_group(const Visit& visit) {
    const auto* group = visit.definitions().partnership.group(visit.param("id"));
    if (group == nullptr || !sees_group(visit, *group)) return not_found();
    return group;
}

std::string post_words(const Visit& visit, std::string_view agency_and_post) {
    const auto& partnership = visit.definitions().partnership;
    const auto* agency = partnership.agency(agency_and_post.substr(0, agency_and_post.find('/')));
    const auto* post = partnership.post(agency_and_post);
    if (agency == nullptr || post == nullptr) return std::string(agency_and_post);
    return cat({post->name, ", ", agency->short_name});
}

Html group_html(const Visit& visit, std::string_view id) {
    const auto* group = visit.definitions().partnership.group(id);
    if (group == nullptr) return {};
    if (!sees_group(visit, *group)) return html::text(group->name);
    return html::link(group_path(*group), group->name);
}

std::string percent_words(const work::Coming& coming) {
    const auto percent = coming.percent();
    return percent ? cat({number(std::llround(*percent)), "%"}) : std::string();
}

Html seen_html(const Visit& visit, const work::Opened& opened, const std::string& field) {
    const auto* known = visit.definitions().field(*opened.pathway, field);
    const auto* section = visit.definitions().section(*opened.pathway, field);
    const auto* answer = opened.record.answer(field);
    if (known == nullptr || section == nullptr || answer == nullptr) return {};
    const bool ours = answer->agency == opened.grant.viewer().agency;
    if (!is_whole(opened) && !ours) return {};
    if (!access::sees_field(opened.grant, *section, *known, ours)) return {};
    return given_html(visit.definitions(), *known, answer->given, people_choices(opened));
}

Html record_title(const work::Opened& opened) {
    const auto line =
        is_whole(opened) ? opened.record.first_answer(opened.pathway->summary) : std::string();
    return record_link(opened.record.ref, line.empty() ? opened.record.ref : line);
}

Html actions_table(Visit& visit,
                   const std::vector<std::pair<const define::Group*, work::GroupAction>>& actions,
                   bool with_group) {
    const Date today = london(visit.now()).date;
    ls::Table table{.caption = "Open actions",
                    .columns = {{.text = "What", .row_header = true},
                                {.text = "Who does it"},
                                {.text = "By when"},
                                {.text = "Record"}},
                    .if_empty = "No action is open."};
    if (with_group) table.columns.push_back({.text = "Group"});
    for (const auto& [group, one] : actions) {
        const auto& action = one.action;
        auto who = action.owner;
        if (!action.agency.empty())
            who = cat({who, who.empty() ? "" : ", ", visit.agency_name(action.agency)});
        Html due = html::text("No date");
        if (action.due)
            due = one.late(today) ? ls::late(cat({"Late: ", say(*action.due)}))
                                  : html::text(say(*action.due));
        ls::Row row{.cells = {html::text(action.what),
                              html::text(who),
                              due,
                              html::link(record_path(one.record, "/actions"), one.record)},
                    .classes = one.late(today) ? "ls-table__row--late" : ""};
        if (with_group) row.cells.push_back(group_html(visit, group->id));
        table.rows.push_back(std::move(row));
    }
    return visit.list(table);
}

}  // namespace longstone::web
