#include "work/forecast.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "work/whole.h"

namespace longstone::work {
namespace {

using define::ClockKind;
using journal::Event;

constexpr std::int64_t kNever = 9'000'000'000'000'000'000;
constexpr std::size_t kCuts = 14;  // now, and the starts of days after today: enough for Christmas

// The columns, and the instants between them.
struct Window {
    std::vector<ForecastDay> days = {};
    std::array<std::int64_t, kCuts> cuts = {};  // a clock stands behind as many as lie before it
    std::int64_t end = 0;
};

Window window_of(const Context& context) {
    const Date today = london(context.now).date;
    const Date last = context.definitions.calendar.add(today, kForecastDays, Unit::WorkingDays);
    Window window;
    window.cuts.fill(kNever);
    window.cuts[0] = context.now.micros - 1;
    window.days.push_back({.id = "late", .date = today, .late = true});
    window.days.push_back({.id = iso(today), .date = today});
    window.end = from_london(today + 1, 0).micros;
    for (Date day = today + 1; day <= last && window.days.size() <= kCuts; day = day + 1) {
        window.cuts[window.days.size() - 1] = window.end;
        window.days.push_back({.id = iso(day), .date = day});
        window.end = from_london(day + 1, 0).micros;
    }
    return window;
}

// ---- teams: of whoever leads, at the agency for which they lead

struct Team {
    std::string id = {}, name = {};
};

Team team_of_post(const define::Definitions& definitions,
                  const std::string& agency,
                  const std::string& post) {
    const auto* known = definitions.partnership.agency(agency);
    if (known == nullptr) return {};
    const auto found = std::ranges::find(known->posts, post, &define::Post::id);
    if (found == known->posts.end() || found->team.empty()) return {};
    const auto team = known->teams.find(found->team);
    const auto& short_name = known->short_name.empty() ? known->name : known->short_name;
    return {.id = cat({agency, "/", found->team}),
            .name = cat({short_name,
                         ", ",
                         team == known->teams.end() ? std::string_view(found->team)
                                                    : std::string_view(team->second)})};
}

// By "agency:user".
std::map<std::string, Team> teams_of(Context& context) {
    std::map<std::string, Team> teams;
    for (const auto& row : context.db.rows(
             "select agency, user_name, post from user_post order by user_name, position")) {
        auto team = team_of_post(context.definitions, row.text(0), row.text(2));
        if (!team.id.empty())
            teams.try_emplace(cat({row.text(0), ":", row.text(1)}), std::move(team));
    }
    return teams;
}

// What the statements are given beside the viewer: "/agency:user/…/" of a team, and whether those
// are the ones meant (yes), the ones left out (no) or nobody is asked for (empty).
struct Chosen {
    std::string leads = {}, how = {};
};

Chosen leads_of(const std::map<std::string, Team>& teams, const std::string& wanted) {
    if (wanted.empty()) return {};
    std::string leads = "/";
    for (const auto& [lead, team] : teams) {
        if (wanted == kNoTeam || team.id == wanted) leads += lead + "/";
    }
    return {.leads = std::move(leads), .how = wanted == kNoTeam ? "no" : "yes"};
}

#define LONGSTONE_FORECAST_FILTER                                                            \
    LONGSTONE_WHOLE_RECORD                                                                   \
    " and ($6 = '' or r.pathway = $6) and ($7 = '' or r.lead_user = $7) and ($9 = '' or "    \
    "($9 = 'yes' and $8 like '%/' || r.lead_agency || ':' || r.lead_user || '/%') or ($9 = " \
    "'no' and $8 not like '%/' || r.lead_agency || ':' || r.lead_user || '/%'))"

// ---- counts

class Groups {
public:
    explicit Groups(std::size_t days) : days_(days) {}
    void add(const std::string& id, const std::string& name, std::size_t day, std::int64_t n) {
        auto& group = groups_[id];
        if (group.counts.empty()) {
            group = {.id = id, .name = name};
            group.counts.resize(days_);
        }
        group.counts[day] += n;
        group.total += n;
    }
    // What has most to do first.
    std::vector<ForecastGroup> sorted() {
        std::vector<ForecastGroup> all;
        all.reserve(groups_.size());
        for (auto& [id, group] : groups_) {
            all.push_back(std::move(group));
        }
        std::ranges::stable_sort(all,
                                 [](const auto& a, const auto& b) { return a.total > b.total; });
        return all;
    }

private:
    std::size_t days_;
    std::map<std::string, ForecastGroup> groups_ = {};
};

struct Asked {
    const access::Viewer& viewer;
    const ForecastFilter& filter;
    const Window& window;
    const std::map<std::string, Team>& teams;
    std::string roles = {};
    Chosen chosen = {};
};

store::Rows count_rows(Context& context, const Asked& asked) {
    const auto& cut = asked.window.cuts;
    return context.db.rows(
        "select g.day, g.pathway, g.lead_agency, g.lead_user, count(*) from (select "
        "case when r.due_at > $10 then 1 else 0 end + case when r.due_at > $11 then 1 else 0 end + "
        "case when r.due_at > $12 then 1 else 0 end + case when r.due_at > $13 then 1 else 0 end + "
        "case when r.due_at > $14 then 1 else 0 end + case when r.due_at > $15 then 1 else 0 end + "
        "case when r.due_at > $16 then 1 else 0 end + case when r.due_at > $17 then 1 else 0 end + "
        "case when r.due_at > $18 then 1 else 0 end + case when r.due_at > $19 then 1 else 0 end + "
        "case when r.due_at > $20 then 1 else 0 end + case when r.due_at > $21 then 1 else 0 end + "
        "case when r.due_at > $22 then 1 else 0 end + case when r.due_at > $23 then 1 else 0 end "
        "as day, r.pathway, r.lead_agency, r.lead_user from running_clock r where r.due_at > $4 "
        "and r.due_at <= $5 and " LONGSTONE_FORECAST_FILTER
        ") g group by g.day, g.pathway, g.lead_agency, g.lead_user",
        {asked.viewer.user,
         context.now.micros,
         asked.roles,
         std::int64_t{-1},
         asked.window.end,
         asked.filter.pathway,
         asked.filter.worker,
         asked.chosen.leads,
         asked.chosen.how,
         cut[0],
         cut[1],
         cut[2],
         cut[3],
         cut[4],
         cut[5],
         cut[6],
         cut[7],
         cut[8],
         cut[9],
         cut[10],
         cut[11],
         cut[12],
         cut[13]});
}

void count_groups(Context& context, const Asked& asked, Forecast& forecast) {
    Groups teams(forecast.days.size());
    Groups workers(forecast.days.size());
    Groups pathways(forecast.days.size());
    for (const auto& row : count_rows(context, asked)) {
        const auto* pathway = context.definitions.pathway(row.text(1));
        const auto day = static_cast<std::size_t>(row.integer(0));
        if (pathway == nullptr || day >= forecast.days.size()) continue;
        const auto n = row.integer(4);
        forecast.days[day].count += n;
        forecast.total += n;
        const auto team = asked.teams.find(cat({row.text(2), ":", row.text(3)}));
        if (team == asked.teams.end())
            teams.add(std::string(kNoTeam), "", day, n);
        else
            teams.add(team->second.id, team->second.name, day, n);
        workers.add(row.text(3), "", day, n);
        pathways.add(pathway->id, pathway->name, day, n);
    }
    forecast.teams = teams.sorted();
    forecast.workers = workers.sorted();
    forecast.pathways = pathways.sorted();
}

// ---- lines

struct Cursor {
    std::int64_t due = -1, n = 0;
    std::string ref = {}, clock = {};
};

std::int64_t whole(const std::string& text, std::int64_t otherwise) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

Cursor cursor_of(const std::string& text) {
    const auto parts = split(text, '/');
    if (parts.size() != 4) return {};
    return {
        .due = whole(parts[0], -1), .n = whole(parts[3], 0), .ref = parts[1], .clock = parts[2]};
}

ForecastLine line_of(Context& context, const Asked& asked, const store::Row& row) {
    ForecastLine line{.clock = row.text(2), .name = row.text(2), .due = Instant{row.integer(0)}};
    line.record = {.ref = row.text(1),
                   .pathway = row.text(4),
                   .stage = row.text(7),
                   .lead = row.text(6),
                   .lead_agency = row.text(5)};
    name_subject(context, line.record);
    const auto team = asked.teams.find(cat({row.text(5), ":", row.text(6)}));
    if (team != asked.teams.end()) {
        line.team = team->second.id;
        line.team_name = team->second.name;
    }
    const auto* pathway = context.definitions.pathway(row.text(4));
    const auto* rule = pathway == nullptr ? nullptr : pathway->clock(line.clock);
    if (rule != nullptr) {
        line.name = rule->name;
        line.kind = rule->kind;
        line.status = rule->status;
        line.source = rule->source;
    }
    return line;
}

// The end and the start of the column asked for, or of them all.
std::pair<std::int64_t, std::int64_t> span_of(const Window& window, const std::string& day) {
    for (std::size_t i = 0; i < window.days.size(); ++i) {
        if (window.days[i].id != day) continue;
        const auto from = i == 0 ? std::int64_t{-1} : window.cuts[i - 1];
        return {from, i + 1 < window.days.size() ? window.cuts[i] : window.end};
    }
    return {-1, window.end};
}

void list_lines(Context& context, const Asked& asked, Forecast& forecast) {
    const auto limit = std::clamp(asked.filter.limit, 1, 200);
    const auto cursor = cursor_of(asked.filter.after);
    const auto [from, until] = span_of(asked.window, asked.filter.day);
    auto rows = context.db.rows(
        "select r.due_at, r.ref, r.clock, r.n, r.pathway, r.lead_agency, r.lead_user, (select "
        "x.stage from record x where x.ref = r.ref) from running_clock r where r.due_at > $4 and "
        "r.due_at <= $5 and (r.due_at, r.ref, r.clock, r.n) > ($10, $11, $12, $13) "
        "and " LONGSTONE_FORECAST_FILTER " order by r.due_at, r.ref, r.clock, r.n limit $14",
        {asked.viewer.user,
         context.now.micros,
         asked.roles,
         from,
         until,
         asked.filter.pathway,
         asked.filter.worker,
         asked.chosen.leads,
         asked.chosen.how,
         cursor.due,
         cursor.ref,
         cursor.clock,
         cursor.n,
         limit + 1});
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    for (const auto& row : rows) {
        if (context.definitions.pathway(row.text(4)) != nullptr)
            forecast.lines.push_back(line_of(context, asked, row));
    }
    if (!more) return;
    const auto& last = rows.back();
    forecast.next = cat({number(last.integer(0)),
                         "/",
                         last.text(1),
                         "/",
                         last.text(2),
                         "/",
                         number(last.integer(3))});
}

// ---- the projection

bool changes_running(const Event& e) {
    constexpr std::array<std::string_view, 6> kKinds = {"record.opened",
                                                        "record.moved",
                                                        "record.lead-assigned",
                                                        "record.clock-paused",
                                                        "record.clock-resumed",
                                                        "record.restricted"};
    return e.body.has("clocks") || std::ranges::find(kKinds, e.kind) != kKinds.end();
}

void apply_forecast(store::Session& db, const Event& e) {
    constexpr std::string_view kPrefix = "record/";
    if (!e.stream.starts_with(kPrefix) || e.body.is_null() || !changes_running(e)) return;
    const auto ref = e.stream.substr(kPrefix.size());
    if (e.stream_rev > 1) db.run("delete from running_clock where ref = $1", {ref});
    db.run(
        "insert into running_clock (due_at, ref, clock, n, pathway, restricted, lead_agency, "
        "lead_user) select c.due_at, c.record, c.clock, c.n, r.pathway, r.restricted, "
        "r.lead_agency, r.lead_user from clock c join record r on r.ref = c.record where "
        "c.record = $1 and c.stopped_at is null and c.paused_at is null",
        {ref});
}

}  // namespace

std::string roles_reach(const define::Definitions& definitions, const access::Viewer& viewer) {
    std::string reach = "/";
    for (const auto& [id, pathway] : definitions.pathways) {
        const auto& access = pathway.access;
        if (viewer.holds_any(access.lead) || viewer.holds_any(access.works) ||
            viewer.holds_any(access.sees))
            reach += id + "/";
    }
    return reach;
}

Forecast forecast(Context& context, const access::Viewer& viewer, const ForecastFilter& filter) {
    const auto window = window_of(context);
    const auto teams = teams_of(context);
    Forecast found{.days = window.days};
    const Asked asked{.viewer = viewer,
                      .filter = filter,
                      .window = window,
                      .teams = teams,
                      .roles = roles_reach(context.definitions, viewer),
                      .chosen = leads_of(teams, filter.team)};
    count_groups(context, asked, found);
    list_lines(context, asked, found);
    return found;
}

std::string source_status_words(ClockKind kind, std::string_view status) {
    if (status.empty()) return "no longer in the definitions";
    if (kind == ClockKind::Local || status == "local") return "agreed here, not law";
    return status == "ok" ? "source checked" : "source not yet checked";
}

journal::Projection forecast_projection() {
    return {.name = "forecast", .tables = {"running_clock"}, .apply = apply_forecast};
}

}  // namespace longstone::work
