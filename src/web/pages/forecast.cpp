#include "work/forecast.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/urlencoded.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"
#include "web/visit.h"

// What will be late: counts for each day by team, worker or pathway, then the clocks themselves.
// Choices are plain addresses.
namespace longstone::web {
namespace {

constexpr const char* kPath = "/forecast";
constexpr int kRefreshSeconds = 60;
constexpr int kFileFetches = 25;  // of a list taken as a file
constexpr int kFileLines = 200;   // a fetch
constexpr std::string_view kNobody = "Nobody yet";
constexpr std::string_view kTeamless = "No team";

struct Chosen {
    work::ForecastFilter filter = {};
    std::string by = {};  // team, worker or pathway
};

Chosen chosen_in(const http::Request& request) {
    Chosen chosen{.filter = {.team = request.query_text("team"),
                             .worker = request.query_text("worker"),
                             .pathway = request.query_text("pathway"),
                             .day = request.query_text("day"),
                             .after = request.query_text("after")},
                  .by = request.query_text("by")};
    if (chosen.by != "worker" && chosen.by != "pathway") chosen.by = "team";
    return chosen;
}

std::string address(const Chosen& chosen) {
    http::Pairs pairs;
    const auto add = [&](std::string name, const std::string& value) {
        if (!value.empty()) pairs.emplace_back(std::move(name), value);
    };
    add("team", chosen.filter.team);
    add("worker", chosen.filter.worker);
    add("pathway", chosen.filter.pathway);
    add("day", chosen.filter.day);
    if (chosen.by != "team") add("by", chosen.by);
    add("after", chosen.filter.after);
    return pairs.empty() ? kPath : cat({kPath, "?", http::write_query(pairs)});
}

std::string with_day(Chosen chosen, const std::string& day) {
    chosen.filter.after.clear();
    chosen.filter.day = day;
    return address(chosen);
}

std::string day_words(const work::ForecastDay& day, Date today) {
    constexpr std::array<std::string_view, 7> kNames = {
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    if (day.late) return "Late already";
    if (day.date == today) return "Today";
    const auto name = kNames[static_cast<std::size_t>(weekday(day.date) - 1)];
    const auto civil = civil_of(day.date);
    return cat({name, " ", number(civil.day)});
}

// Days on which nobody works are shown only where something ends on one.
std::vector<std::size_t> days_shown(const Visit& visit, const work::Forecast& forecast) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < forecast.days.size(); ++i) {
        const auto& day = forecast.days[i];
        const bool works = visit.definitions().calendar.is_working_day(day.date);
        if (i < 2 || works || day.count > 0) shown.push_back(i);
    }
    return shown;
}

std::string group_name(Visit& visit, const std::string& by, const work::ForecastGroup& group) {
    if (by == "worker") return group.id.empty() ? std::string(kNobody) : visit.shown_name(group.id);
    if (by == "team" && group.name.empty()) return std::string(kTeamless);
    return group.name;
}

// The address that shows this group alone; nobody has no name to ask for.
std::string group_href(Chosen chosen, const work::ForecastGroup& group) {
    chosen.filter.after.clear();
    if (chosen.by == "team") chosen.filter.team = group.id;
    if (chosen.by == "worker") chosen.filter.worker = group.id;
    if (chosen.by == "pathway") chosen.filter.pathway = group.id;
    return group.id.empty() ? std::string() : address(chosen);
}

const std::vector<work::ForecastGroup>& groups_of(const work::Forecast& forecast,
                                                  const std::string& by) {
    if (by == "worker") return forecast.workers;
    if (by == "pathway") return forecast.pathways;
    return forecast.teams;
}

Html counts_html(Visit& visit, const Chosen& chosen, const work::Forecast& forecast) {
    const Date today = london(visit.now()).date;
    const auto shown = days_shown(visit, forecast);
    ls::Table table{.caption = "Limits that end on each day",
                    .columns = {{.text = chosen.by == "worker"    ? "Worker"
                                         : chosen.by == "pathway" ? "Pathway"
                                                                  : "Team",
                                 .row_header = true}},
                    .stays_wide = true};
    for (const auto i : shown) {
        table.columns.push_back({.text = day_words(forecast.days[i], today), .numeric = true});
    }
    table.columns.push_back({.text = "All", .numeric = true});
    ls::Row all{.cells = {html::strong("Everybody")}};
    for (const auto i : shown) {
        const auto& day = forecast.days[i];
        const auto words =
            html::cat({number(day.count), html::hidden_text(cat({": ", day_words(day, today)}))});
        all.cells.push_back(day.count == 0 ? html::text("0")
                                           : html::link(with_day(chosen, day.id), words));
    }
    all.cells.push_back(html::strong(number(forecast.total)));
    table.rows.push_back(std::move(all));
    for (const auto& group : groups_of(forecast, chosen.by)) {
        const auto name = group_name(visit, chosen.by, group);
        const auto href = group_href(chosen, group);
        ls::Row row{.cells = {href.empty() ? html::text(name) : html::link(href, name)}};
        for (const auto i : shown) {
            const auto n = group.counts[i];
            row.cells.push_back(n > 0 && forecast.days[i].late ? ls::late(number(n))
                                                               : html::text(number(n)));
        }
        row.cells.push_back(html::text(number(group.total)));
        table.rows.push_back(std::move(row));
    }
    return visit.list(table);
}

Html grouping_html(Chosen chosen) {
    ls::ChipGroup group{.label = "Count by"};
    const auto current = chosen.by;
    chosen.filter.after.clear();
    for (const auto& [by, text] : {std::pair{"team", "Team"},
                                   std::pair{"worker", "Worker"},
                                   std::pair{"pathway", "Pathway"}}) {
        chosen.by = by;
        group.chips.push_back({.text = text, .href = address(chosen), .on = current == by});
    }
    return ls::chips({group}, "Count by");
}

std::vector<ls::Choice> team_choices(const define::Definitions& definitions) {
    std::vector<ls::Choice> choices = {{"", "Any team"},
                                       {std::string(work::kNoTeam), std::string(kTeamless)}};
    for (const auto& agency : definitions.partnership.agencies) {
        const auto& name = agency.short_name.empty() ? agency.name : agency.short_name;
        for (const auto& [id, team] : agency.teams) {
            choices.push_back({cat({agency.id, "/", id}), cat({name, ", ", team})});
        }
    }
    return choices;
}

Html filter_html(Visit& visit, const Chosen& chosen, const work::Forecast& forecast) {
    std::vector<ls::Choice> workers = {{"", "Anybody"}};
    const auto& wanted = chosen.filter.worker;
    bool listed = wanted.empty();
    for (const auto& group : forecast.workers) {
        if (group.id.empty()) continue;
        workers.push_back({group.id, visit.shown_name(group.id)});
        listed = listed || group.id == wanted;
    }
    if (!listed) workers.push_back({wanted, visit.shown_name(wanted)});
    std::ranges::sort(workers.begin() + 1, workers.end(), {}, &ls::Choice::text);
    std::vector<ls::Choice> pathways = {{"", "Any pathway"}};
    const auto roles = work::roles_reach(visit.definitions(), visit.viewer());
    for (const auto& [id, pathway] : visit.definitions().pathways) {
        if (roles.find(cat({"/", id, "/"})) != std::string::npos)
            pathways.push_back({id, pathway.name});
    }
    Html carried;
    if (chosen.by != "team") carried += html::hidden_field("by", chosen.by);
    if (!chosen.filter.day.empty()) carried += html::hidden_field("day", chosen.filter.day);
    return ls::lens(
        {.action = kPath,
         .fields = {{.label = "Team",
                     .id = "team",
                     .control = ls::small_select(
                         "team", "team", team_choices(visit.definitions()), chosen.filter.team)},
                    {.label = "Led by",
                     .id = "worker",
                     .control = ls::small_select("worker", "worker", workers, wanted)},
                    {.label = "Pathway",
                     .id = "pathway",
                     .control =
                         ls::small_select("pathway", "pathway", pathways, chosen.filter.pathway)}},
         .hidden = carried});
}

Html limit_html(const work::ForecastLine& line) {
    Html out = html::cat(
        {define::words(line.kind), ": ", work::source_status_words(line.kind, line.status)});
    if (!line.source.empty()) out += html::cat({html::element("br"), ls::muted(line.source)});
    return out;
}

Html lines_html(Visit& visit, const work::Forecast& forecast) {
    ls::Table table{.caption = "Limits, what ends first at the top",
                    .columns = {{.text = "Who", .row_header = true},
                                {.text = "What must be done"},
                                {.text = "What limit it is"},
                                {.text = "Led by"},
                                {.text = "Time left", .numeric = true, .in_file = "Due"}},
                    .if_empty = "No limit of a record that you see whole ends here."};
    for (const auto& line : forecast.lines) {
        const auto& record = line.record;
        const auto* pathway = visit.definitions().pathway(record.pathway);
        const auto who = html::cat(
            {record_link(record.ref,
                         record.person_name.empty() ? record.ref : name_words(summary_of(record))),
             html::element("br"),
             ls::muted(cat({record.ref,
                            pathway == nullptr ? "" : ", ",
                            pathway == nullptr ? "" : pathway->name}))});
        const auto lead =
            html::cat({record.lead.empty() ? std::string(kNobody) : visit.shown_name(record.lead),
                       line.team_name.empty() ? "" : ", ",
                       line.team_name});
        table.rows.push_back({.cells = {who,
                                        html::link(record_path(record.ref, "/clocks"), line.name),
                                        limit_html(line),
                                        lead,
                                        left_html(visit, line.due)},
                              .classes = line.due < visit.now() ? "ls-table__row--late" : ""});
    }
    return visit.list(table);
}

Html lead_html(const work::Forecast& forecast) {
    const auto late = forecast.days.front().count;
    std::vector<Html> pieces;
    pieces.push_back(late > 0 ? ls::late(cat({number(late), " late already"}))
                              : html::text("Nothing is late"));
    pieces.push_back(html::text(cat({number(forecast.days[1].count), " due today"})));
    pieces.push_back(html::text(cat({number(forecast.total - late - forecast.days[1].count),
                                     " in the five working days after it"})));
    return ls::dotted(pieces);
}

std::string day_title(const Visit& visit, const Chosen& chosen, const work::Forecast& forecast) {
    const auto day = std::ranges::find(forecast.days, chosen.filter.day, &work::ForecastDay::id);
    if (day == forecast.days.end()) return "All of them";
    if (day->late) return "Late already";
    return day->date == london(visit.now()).date ? "Due today" : cat({"Due on ", say(day->date)});
}

// A page of it, or every line where it is taken as a file.
work::Forecast forecast_for(const Visit& visit, work::Context& context, const Chosen& chosen) {
    auto filter = chosen.filter;
    if (visit.wants_file()) filter.limit = kFileLines;
    auto forecast = work::forecast(context, visit.viewer(), filter);
    for (int fetch = 1; visit.wants_file() && !forecast.next.empty() && fetch < kFileFetches;
         ++fetch) {
        filter.after = forecast.next;
        auto more = work::forecast(context, visit.viewer(), filter);
        std::ranges::move(more.lines, std::back_inserter(forecast.lines));
        forecast.next = std::move(more.next);
    }
    return forecast;
}

http::Reply forecast_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto chosen = chosen_in(visit.request());
        const auto forecast = forecast_for(visit, reading.context, chosen);
        const auto head = ls::page_head({.title = "Forecast", .lead = lead_html(forecast)});
        Html lines =
            html::heading(2, html::HeadingSize::Medium, day_title(visit, chosen, forecast));
        if (!chosen.filter.day.empty()) {
            lines += html::paragraph(html::link(with_day(chosen, ""), "Show every day"));
        }
        lines += lines_html(visit, forecast);
        if (!forecast.next.empty()) {
            auto next = chosen;
            next.filter.after = forecast.next;
            lines += next_page(address(next));
        }
        return visit.page(
            {.title = "Forecast",
             .main = html::cat(
                 {ls::refreshing("forecast-head", kRefreshSeconds, head),
                  filter_html(visit, chosen, forecast),
                  grouping_html(chosen),
                  ls::refreshing(
                      "forecast-counts", kRefreshSeconds, counts_html(visit, chosen, forecast)),
                  ls::refreshing("forecast-lines", kRefreshSeconds, lines)}),
             .current = kPath});
    });
}

}  // namespace

void add_forecast_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kPath, .name = "forecast"}, forecast_page);
}

}  // namespace longstone::web
