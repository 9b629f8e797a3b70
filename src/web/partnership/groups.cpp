#include <algorithm>

#include "base/text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/list_file.h"
#include "web/pages/parts.h"
#include "web/partnership/group_parts.h"
#include "web/partnership/landing.h"
#include "web/partnership/partnership_routes.h"

// The groups of the partnership as they stand under each other: who answers to whom, when each
// meets next, and what is late in it.
namespace longstone::web {
namespace {

constexpr int kRecordsEach = 6;

std::string scope_words(const std::string& scope) {
    if (scope == "children") return "Children";
    return scope == "adults" ? "Adults" : "Children and adults";
}

class Structure {
public:
    Structure(Visit& visit, work::Context& context) : visit_(visit), context_(context) {}

    // The same as a list, for a file: a page draws it as a tree.
    [[nodiscard]] const ls::Table& listed() const { return listed_; }

    // Those that answer to nobody first, each with those that answer to it.
    Html under(const std::string& above) {
        std::vector<Html> items;
        for (const auto& group : visit_.definitions().partnership.groups) {
            if (group.answers_to == above) items.push_back(group_html_of(group));
        }
        return items.empty() ? Html{} : tree(items);
    }

private:
    static Html tree(const std::vector<Html>& items) {
        Html out;
        for (const auto& item : items)
            out += html::element("li", {{"class", "ls-tree__item"}}, item);
        return html::element("ul", {{"class", "ls-tree"}}, out);
    }

    Html group_html_of(const define::Group& group) {
        Html out = html::cat(
            {html::strong(group_html(visit_, group.id)), " ", ls::muted(scope_words(group.scope))});
        out += html::small_paragraph({group.purpose});
        ls::Row row{.cells = {html::text(group.name),
                              html::text(scope_words(group.scope)),
                              html::text(name_of(group.answers_to)),
                              html::text(post_words(visit_, group.chair)),
                              html::text(group.meets),
                              Html{},
                              Html{}}};
        if (sees_group(visit_, group)) out += state_html(group, row);
        listed_.rows.push_back(std::move(row));
        out += under(group.id);
        return out;
    }

    std::string name_of(const std::string& id) const {
        const auto& groups = visit_.definitions().partnership.groups;
        const auto found = std::ranges::find(groups, id, &define::Group::id);
        return found == groups.end() ? std::string() : found->name;
    }

    Html state_html(const define::Group& group, ls::Row& row) {
        const auto work = work::work_of_group(
            context_, visit_.viewer(), group, {.most = kRecordsEach, .details = false});
        const Date today = london(visit_.now()).date;
        std::vector<Html> said{html::text(cat({"Chair: ", post_words(visit_, group.chair)}))};
        if (!group.meets.empty()) said.push_back(html::text(cat({"meets ", group.meets})));
        said.push_back(work.next ? html::text(cat({"next on ", say(work.next->day)}))
                                 : html::text("no next meeting is set"));
        const auto late = std::ranges::count_if(
            work.actions, [&](const auto& action) { return action.late(today); });
        if (work.next) row.cells.at(5) = html::text(say(work.next->day));
        row.cells.at(6) = html::text(number(late));
        if (late > 0) said.push_back(ls::late(count_of(late, "late action", "late actions")));
        if (group.terms.review && *group.terms.review < today)
            said.push_back(ls::late("terms are due for review"));
        Html out = html::small_paragraph({ls::dotted(said)});
        out += temporary_html(work);
        return out;
    }

    // Groups with an end of their own, and how much of their life is left.
    Html temporary_html(const work::GroupWork& work) {
        std::vector<Html> items;
        for (const auto& kind : work.records) {
            if (!kind.pathway->group || !kind.pathway->group->itself) continue;
            for (const auto& opened : kind.records) {
                if (opened.record.closed) continue;
                Html item = html::cat({record_title(opened), " ", ls::muted(kind.pathway->name)});
                for (const auto& clock : opened.record.clocks) {
                    const auto* rule = opened.pathway->clock(clock.clock);
                    if (rule == nullptr || !rule->main || !clock.running()) continue;
                    item += html::small_paragraph(
                        {rule->name, ": ", time_left_html(visit_, clock.due)});
                }
                items.push_back(std::move(item));
            }
        }
        return items.empty() ? Html{} : tree(items);
    }

    Visit& visit_;
    work::Context& context_;
    ls::Table listed_ = {.caption = "Groups",
                         .columns = {{.text = "Group", .row_header = true},
                                     {.text = "About"},
                                     {.text = "Answers to"},
                                     {.text = "Chair"},
                                     {.text = "Meets"},
                                     {.text = "Next meeting"},
                                     {.text = "Late actions", .numeric = true}}};
};

http::Reply groups_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        if (!sees_some_group(visit)) return not_found();
        Html main = ls::page_head(
            {.title = "Groups",
             .lead = html::text("Each group stands under the one to which it answers."),
             .actions = html::cat({html::link(cat({kGroupsPath, "/attendance"}), "Who comes"),
                                   " ",
                                   html::link(cat({kGroupsPath, "/actions"}), "Open actions")})});
        Structure structure(visit, reading.context);
        main += structure.under("");
        visit.list_as(sheet_of(structure.listed()));
        return visit.page(
            {.title = "Groups", .main = std::move(main), .current = kPartnershipPath});
    });
}

}  // namespace

void add_group_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kGroupsPath, .name = "groups"}, groups_page);
    add_groups_across_routes(router, app);
    add_one_group_routes(router, app);
}

}  // namespace longstone::web
