#include "people/connections.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.h"
#include "http/router.h"
#include "people/current.h"
#include "people/describe.h"
#include "people/recurring.h"
#include "ui/assets.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/inset_text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/account/account_routes.h"
#include "web/pages/parts.h"
#include "web/visit.h"

// Who a person is connected to, drawn where there are scripts and always listed; and the adults
// who recur across households of different children.
namespace longstone::web {
namespace {

using people::Bond;

struct BondWords {
    Bond bond;
    std::string_view name;     // in the filter
    std::string_view on_line;  // beside a line of the drawing
};
constexpr std::array kBonds = {
    BondWords{Bond::Family, "Family", ""},
    BondWords{Bond::Household, "Household", "lives with"},
    BondWords{Bond::SameAddress, "Same address at another time", "same address before"},
    BondWords{Bond::Record, "Same record", "same record"},
    BondWords{Bond::Event, "Same event", "same event"}};

const BondWords& words_of(Bond bond) {
    return *std::ranges::find(kBonds, bond, &BondWords::bond);
}

std::string code_text(const Visit& visit, std::string_view list, const std::string& code) {
    const auto* codes = visit.definitions().code_list(list);
    const auto* found = codes == nullptr ? nullptr : codes->find(code);
    return found == nullptr ? code : found->text;
}

const people::Connected* person_in(const people::Connections& all, const std::string& id) {
    const auto found =
        std::ranges::find(all.people, id, [](const people::Connected& one) { return one.line.id; });
    return found == all.people.end() ? nullptr : &*found;
}

Html name_html(const people::Connections& all, const std::string& id) {
    const auto* one = person_in(all, id);
    if (one == nullptr) return {};
    const auto name = people::display_name(one->line);
    return one->may_open ? html::link(cat({"/people/", id}), name) : html::text(name);
}

// "12 March 2019 to 3 May 2021", "since 12 March 2019", "until 3 May 2021", "13 Nov 2026".
std::string span_words(const std::optional<Date>& since, const std::optional<Date>& until) {
    if (since && until)
        return *since == *until ? say(*since) : cat({say(*since), " to ", say(*until)});
    if (since) return cat({"since ", say(*since)});
    return until ? cat({"until ", say(*until)}) : std::string("not known");
}

// A source in words, or an agency by its key.
std::string source_name(const Visit& visit, const std::string& source) {
    const auto name = visit.agency_name(source);
    return name.empty() ? source : name;
}

constexpr std::size_t kRecordsNamed = 3;

Html records_html(const people::Connection& link) {
    std::vector<Html> named{record_link(link.what, link.what)};
    for (const auto& ref : link.also) {
        if (named.size() == kRecordsNamed) break;
        named.push_back(record_link(ref, ref));
    }
    const auto more = static_cast<long long>(link.also.size() + 1 - named.size());
    auto shown = html::join(named, ", ");
    if (more > 0) shown += html::text(cat({" and ", number(more), " more"}));
    return shown;
}

Html what_html(const Visit& visit, const people::Connections& all, const people::Connection& link) {
    const auto* from = person_in(all, link.from);
    const auto name = from == nullptr ? std::string() : people::display_name(from->line);
    switch (link.bond) {
        case Bond::Family:
            return html::text(cat({code_text(visit, link.codes, link.what),
                                   link.over ? " (no longer) of " : " of ",
                                   name}));
        case Bond::Household:
            return html::text(cat({"Lives with ", name, " at ", link.what}));
        case Bond::SameAddress:
            return html::text(cat({"Lived where ", name, " lived: ", link.what}));
        case Bond::Record:
            return html::cat({"With ", name, " on ", records_html(link)});
        case Bond::Event:
            return html::text(
                cat({"In ",
                     count_of(static_cast<long long>(link.also.size()) + 1, "event", "events"),
                     " with ",
                     name,
                     link.also.empty() ? ": " : ", the latest ",
                     code_text(visit, link.codes, link.what)}));
    }
    return {};
}

// Each connection by itself, as a spreadsheet wants it.
Html all_links_html(Visit& visit, const people::Connections& all) {
    ls::Table table{.caption = "Connections",
                    .columns = {{.text = "Who", .row_header = true},
                                {.text = "How"},
                                {.text = "Kind"},
                                {.text = "When"},
                                {.text = "From whom we know"}}};
    for (const auto& link : all.links) {
        table.rows.push_back({.cells = {name_html(all, link.to),
                                        what_html(visit, all, link),
                                        html::text(words_of(link.bond).name),
                                        html::text(span_words(link.since, link.until)),
                                        html::text(source_name(visit, link.source))}});
    }
    return visit.list(table);
}

// How, and in smaller words since when and from whom it is known.
Html told_html(const Visit& visit, const people::Connections& all, const people::Connection& link) {
    const auto when =
        link.since || link.until ? cat({span_words(link.since, link.until), ", "}) : std::string();
    return html::cat({what_html(visit, all, link),
                      " ",
                      ls::muted(cat({when, "from ", source_name(visit, link.source)}))});
}

// One row for each person: first how they are connected to the one whose page it is, then what lies
// between the others.
Html links_table(const Visit& visit,
                 const people::Connections& all,
                 const std::string& name,
                 bool own) {
    ls::Table table{
        .caption = own ? cat({"Connected to ", name}) : std::string("Between the others"),
        .caption_unseen = false,
        .columns = {{.text = "Who", .row_header = true}, {.text = "How"}},
        .if_empty = "Nobody whom you may see is connected in this way."};
    const auto& self = all.people.front().line.id;
    for (const auto& one : all.people) {
        std::vector<Html> lines;
        for (const auto& link : all.links)
            if (link.to == one.line.id && (link.from == self) == own)
                lines.push_back(told_html(visit, all, link));
        if (!lines.empty())
            table.rows.push_back({.cells = {name_html(all, one.line.id), html::list(lines)}});
    }
    return !own && table.rows.empty() ? Html() : ls::table(table);
}

Html links_html(Visit& visit, const people::Connections& all) {
    if (visit.wants_file()) return all_links_html(visit, all);
    // As a file each connection is a row.
    visit.list_as({.name = all.links.empty() ? std::string() : "Connections"});
    const auto name = people::display_name(all.people.front().line);
    return html::cat({links_table(visit, all, name, true), links_table(visit, all, name, false)});
}

// Numbered as they stand: the id of whom one may not open is in no page.
std::string number_in(const people::Connections& all, const std::string& id) {
    const auto found =
        std::ranges::find(all.people, id, [](const people::Connected& one) { return one.line.id; });
    return cat({"n", number(found - all.people.begin())});
}

// Between two people one line is drawn, whatever connects them: in order of how near it is.
struct DrawnLine {
    std::string from = {}, to = {}, kind = {};
    std::vector<std::string> labels = {};
    bool over = true;
};

std::vector<DrawnLine> lines_of(const Visit& visit, const people::Connections& all) {
    std::vector<DrawnLine> lines;
    for (const auto& link : all.links) {
        const auto from = number_in(all, link.from), to = number_in(all, link.to);
        auto line = std::ranges::find_if(lines, [&](const DrawnLine& one) {
            return (one.from == from && one.to == to) || (one.from == to && one.to == from);
        });
        if (line == lines.end()) {
            lines.push_back({.from = from, .to = to, .kind = std::string(people::word(link.bond))});
            line = std::prev(lines.end());
        }
        if (link.bond == Bond::Household) line->kind = people::word(link.bond);
        line->over = line->over && link.over;
        auto label = link.bond == Bond::Family ? code_text(visit, link.codes, link.what)
                                               : std::string(words_of(link.bond).on_line);
        // A record says little where something nearer is known.
        if (link.bond == Bond::Record && !line->labels.empty()) continue;
        if (std::ranges::find(line->labels, label) == line->labels.end())
            line->labels.push_back(std::move(label));
    }
    return lines;
}

Json drawn(const Visit& visit, const people::Connections& all) {
    Json nodes = Json::array(), edges = Json::array();
    for (const auto& one : all.people) {
        Json node = Json::object({{"id", number_in(all, one.line.id)},
                                  {"label", people::display_name(one.line)},
                                  {"steps", one.steps}});
        if (one.may_open) node.set("href", cat({"/people/", one.line.id}));
        nodes.push(std::move(node));
    }
    for (const auto& line : lines_of(visit, all))
        edges.push(Json::object({{"source", line.from},
                                 {"target", line.to},
                                 {"kind", line.kind},
                                 {"label", join(line.labels, ", ")},
                                 {"over", line.over}}));
    return Json::object({{"nodes", std::move(nodes)}, {"edges", std::move(edges)}});
}

// Unseen without scripts: the list says the same, and more.
Html drawing_html(const Visit& visit, const people::Connections& all) {
    if (all.links.empty()) return {};
    const auto label = cat({"A drawing of the connections that are listed below: ",
                            count_of(static_cast<long long>(all.people.size()), "person", "people"),
                            ", ",
                            count_of(static_cast<long long>(all.links.size()), "line", "lines")});
    return html::element("div",
                         {{"class", "ls-graph"},
                          {"role", "img"},
                          {"aria-label", label},
                          {"data-connections", drawn(visit, all).dump()},
                          {"data-script", cat({"/assets/connections.js?v=", ui::asset_version()})},
                          {"hidden", true}});
}

Html filter_html(const std::string& path, const std::string& chosen) {
    std::vector<Html> links;
    const auto add = [&](std::string_view kind, std::string_view name) {
        const auto href = kind.empty() ? path : cat({path, "?kind=", kind});
        links.push_back(chosen == kind ? html::strong(name) : html::link(href, name));
    };
    add("", "All");
    for (const auto& bond : kBonds)
        add(people::word(bond.bond), bond.name);
    return html::element(
        "nav", {{"aria-label", "Kind of connection"}}, html::paragraph(ls::dotted(links)));
}

// The connections of one kind alone, and whoever they reach.
void keep_kind(people::Connections& all, const std::string& kind) {
    if (kind.empty()) return;
    std::erase_if(all.links,
                  [&](const people::Connection& link) { return people::word(link.bond) != kind; });
    std::erase_if(all.people, [&](const people::Connected& one) {
        return one.steps > 0 && std::ranges::none_of(all.links, [&](const auto& link) {
                   return link.from == one.line.id || link.to == one.line.id;
               });
    });
}

http::Reply connections_page(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto id = visit.param("id");
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::ReadPerson, id));
        auto all = TRY(people::connections_of(context, grant, id));
        const auto name = people::display_name(all.people.front().line);
        const auto kind = visit.request().query_text("kind");
        keep_kind(all, kind);
        const auto path = cat({"/people/", id, "/connections"});
        Html main = ls::page_head(
            {.title = cat({"Who ", name, " is connected to"}),
             .lead = html::text("Two steps deep, as far as you may see. Protected addresses and "
                                "institutions connect nobody.")});
        main += filter_html(path, kind);
        if (all.more)
            main += govuk::inset_text(
                {.text = "There are more than can be shown. Choose a kind of connection."});
        main += drawing_html(visit, all);
        main += links_html(visit, all);
        main += html::small_paragraph(
            {html::link("/households", "Adults in households of different children")});
        return visit.page(
            {.title = cat({"Connections of ", name}),
             .main = std::move(main),
             .before_main = govuk::back_link({.text = name, .href = cat({"/people/", id})})});
    });
}

void add_adult(ls::Table& table, const Visit& visit, const people::RecurringAdult& one) {
    bool first = true;
    for (const auto& shared : one.children) {
        const auto how =
            shared.related
                ? cat({code_text(visit, "relationship", shared.what), " to them"})
                : cat({shared.now ? "Lives with them at " : "Lived with them at ", shared.what});
        auto adult = html::link(cat({"/people/", one.adult.id}), people::display_name(one.adult));
        if (first)
            adult += html::cat(
                {html::element("br"), count_of(one.households, "household", "households")});
        first = false;
        table.rows.push_back(
            {.cells = {std::move(adult),
                       html::text(number(shared.household)),
                       html::cat({html::link(cat({"/people/", shared.child.id}),
                                             people::display_name(shared.child)),
                                  age_words(shared.child, london(visit.now()).date)}),
                       html::text(how),
                       html::text(span_words(shared.since, shared.until)),
                       html::text(source_name(visit, shared.source))}});
    }
}

http::Reply households_page(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::SearchPeople));
        const auto found = TRY(people::recurring_adults(context, grant));
        ls::Table table{.caption = "Adults and the children they lived with or are related to",
                        .columns = {{.text = "Adult", .row_header = true},
                                    {.text = "Household", .numeric = true},
                                    {.text = "Child"},
                                    {.text = "How"},
                                    {.text = "When"},
                                    {.text = "From whom we know"}},
                        .if_empty =
                            "No adult stands in households of different children, as far "
                            "as you may see."};
        for (const auto& one : found.adults)
            add_adult(table, visit, one);
        Html main = ls::page_head(
            {.title = "Adults in several households",
             .lead = html::text("Adults who live or lived with children of different families, or "
                                "are related to them, among the people whose records you work "
                                "with. It says nothing of why: look before you judge.")});
        main += visit.list(table);
        if (found.more)
            main += html::small_paragraph(
                {"Only the 500 children of the newest records were looked at."});
        return visit.page({.title = "Adults in several households", .main = std::move(main)});
    });
}

}  // namespace

void add_connection_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.pattern = "/people/{id}/connections", .name = "who a person is connected to"},
             connections_page);
    add_page(router,
             app,
             {.pattern = "/households", .name = "adults in several households"},
             households_page);
}

}  // namespace longstone::web
