#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/urlencoded.h"
#include "ui/govuk/details.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"
#include "web/pages/subject.h"
#include "web/visit.h"
#include "work/lists.h"

// A board: open work by the time that is left, who has not yet answered, and filters that are
// plain addresses. It refreshes itself without losing anybody's place.
namespace longstone::web {
namespace {

constexpr int kPageLines = 50;
constexpr int kMostFetches = 6;   // when most lines are filtered away
constexpr int kFileFetches = 50;  // of a list taken as a file
constexpr int kFileLines = 200;   // a fetch
constexpr int kRefreshSeconds = 30;

struct Chosen {
    std::string agency = {};
    std::string worker = {};
    std::string about = {};
    std::string rating = {};
    std::string due = {};
    std::string after = {};
};

Chosen chosen_in(const http::Request& request) {
    return {.agency = request.query_text("agency"),
            .worker = request.query_text("worker"),
            .about = request.query_text("about"),
            .rating = request.query_text("rating"),
            .due = request.query_text("due"),
            .after = request.query_text("after")};
}

std::string address(const std::string& board, const Chosen& chosen) {
    http::Pairs pairs;
    const auto add = [&](std::string name, const std::string& value) {
        if (!value.empty()) pairs.emplace_back(std::move(name), value);
    };
    add("agency", chosen.agency);
    add("worker", chosen.worker);
    add("about", chosen.about);
    add("rating", chosen.rating);
    add("due", chosen.due);
    add("after", chosen.after);
    const auto path = cat({"/boards/", board});
    return pairs.empty() ? path : cat({path, "?", http::write_query(pairs)});
}

// The end of this week's Friday, or of the next when it has passed.
Instant friday(Instant now) {
    const Date today = london(now).date;
    const int on = weekday(today) <= 5 ? 5 - weekday(today) : 12 - weekday(today);
    return from_london(today + (on + 1), 0);
}

work::Filter filter_of(const Visit& visit, const std::string& board, const Chosen& chosen) {
    work::Filter filter{.agency_waiting = chosen.agency, .board = board, .limit = kPageLines};
    filter.lead = chosen.worker == "me" ? visit.viewer().user : chosen.worker;
    filter.after = chosen.after;
    if (chosen.due == "late") filter.due_before = visit.now();
    if (chosen.due == "today") filter.due_before = from_london(london(visit.now()).date + 1, 0);
    if (chosen.due == "friday") filter.due_before = friday(visit.now());
    return filter;
}

bool fits(const define::Definitions& definitions, const Chosen& chosen, const work::Line& line) {
    if (!chosen.rating.empty() && line.rating != chosen.rating) return false;
    if (chosen.about.empty()) return true;
    const auto* pathway = definitions.pathway(line.pathway);
    return pathway != nullptr && pathway->about == chosen.about;
}

work::Page lines_for(const Visit& visit,
                     work::Context& context,
                     const std::string& board,
                     const Chosen& chosen) {
    auto filter = filter_of(visit, board, chosen);
    const bool whole = visit.wants_file();
    if (whole) filter.limit = kFileLines;
    work::Page page;
    for (int fetch = 0; fetch < (whole ? kFileFetches : kMostFetches); ++fetch) {
        auto more = work::list_records(context, visit.viewer(), filter);
        for (auto& line : more.lines) {
            if (fits(visit.definitions(), chosen, line)) page.lines.push_back(std::move(line));
        }
        page.next = more.next;
        filter.after = more.next;
        const bool full = !whole && page.lines.size() >= static_cast<std::size_t>(kPageLines);
        if (more.next.empty() || full) break;
    }
    return page;
}

Html checks_cell(const Visit& visit, const work::Line& line) {
    if (line.requests_asked == 0) return {};
    std::vector<std::string> waiting;
    waiting.reserve(line.waiting_for.size());
    for (const auto& agency : line.waiting_for) {
        waiting.push_back(visit.agency_name(agency));
    }
    return html::cat({number(line.requests_answered),
                      " of ",
                      number(line.requests_asked),
                      " ",
                      ls::muted(join(waiting, ", "))});
}

Html who_cell(const Visit& visit, const work::Line& line) {
    return html::cat({record_link(line.ref, subject_words(visit.definitions(), line)),
                      age_words(summary_of(line), london(visit.now()).date),
                      html::element("br"),
                      ls::muted(ls::unbroken(line.ref))});
}

std::string stage_words(const define::Definitions& definitions, const work::Line& line) {
    const auto* pathway = definitions.pathway(line.pathway);
    const auto* stage = pathway == nullptr ? nullptr : pathway->stage(line.stage);
    return stage == nullptr ? line.stage : stage->name;
}

// Whether what stands on this board is rated at all.
bool is_rated(const define::Definitions& definitions, const std::string& board) {
    return std::ranges::any_of(definitions.pathways, [&](const auto& entry) {
        return entry.second.board == board && !entry.second.rating.empty();
    });
}

Html table_of(Visit& visit, const std::string& board, const std::vector<work::Line>& lines) {
    ls::Table table{.caption = "Open work, what is due first at the top",
                    .columns = {{.text = "Who or what", .row_header = true},
                                {.text = "In a line"},
                                {.text = "Stage"},
                                {.text = "Checks"},
                                {.text = "Led by"},
                                {.text = "Time left", .numeric = true, .in_file = "Due"}},
                    .if_empty = "Nothing stands here."};
    const bool rated = is_rated(visit.definitions(), board);
    if (rated) table.columns.insert(table.columns.begin(), {.text = "Rating"});
    for (const auto& line : lines) {
        const bool late = line.due && *line.due < visit.now();
        std::vector<Html> cells = {
            who_cell(visit, line),
            html::text(line.summary),
            html::text(stage_words(visit.definitions(), line)),
            checks_cell(visit, line),
            line.lead.empty() ? ls::muted("Nobody yet") : html::text(visit.shown_name(line.lead)),
            line.due ? left_html(visit, *line.due) : Html{}};
        if (rated)
            cells.insert(cells.begin(),
                         line.rating.empty() ? ls::muted("Not rated") : rag_html(line.rating));
        table.rows.push_back({.cells = std::move(cells),
                              .id = cat({"line-", line.ref}),
                              .classes = late ? "ls-table__row--late" : ""});
    }
    return visit.list(table);
}

Html counts_html(Visit& visit, work::Context& context, const std::string& board, Chosen chosen) {
    const auto counts = work::count_board(context, visit.viewer(), board);
    chosen.after.clear();
    const auto to = [&](std::string due) {
        auto with = chosen;
        with.due = std::move(due);
        return address(board, with);
    };
    std::vector<Html> pieces = {html::text(cat({number(counts.open), " open"}))};
    if (counts.late > 0) {
        pieces.push_back(html::link(to("late"), ls::late(cat({number(counts.late), " late"}))));
    }
    pieces.push_back(html::link(to("today"), cat({number(counts.due_today), " due today"})));
    if (const auto waiting = work::count_requests_waiting(context, visit.viewer()); waiting > 0) {
        pieces.push_back(html::link(
            "/", cat({count_of(waiting, "check", "checks"), " waiting for your agency"})));
    }
    if (counts.late_by_friday > 0) {
        pieces.push_back(
            html::link(to("friday"),
                       cat({"what will be late by Friday (", number(counts.late_by_friday), ")"})));
    }
    return ls::dotted(pieces);
}

ls::ChipGroup group(std::string label,
                    const std::string& board,
                    const Chosen& chosen,
                    std::string Chosen::* what,
                    const std::vector<std::pair<std::string, std::string>>& choices) {
    ls::ChipGroup chips{.label = std::move(label)};
    auto with = chosen;
    with.after.clear();
    for (const auto& [value, text] : choices) {
        with.*what = value;
        chips.chips.push_back(
            {.text = text, .href = address(board, with), .on = chosen.*what == value});
    }
    return chips;
}

// What pathways are about, as a page says it.
std::vector<std::pair<std::string, std::string>> abouts_on(const Visit& visit,
                                                           const std::string& board) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kAbouts = {
        {{"child", "Children"},
         {"adult", "Adults"},
         {"person", "Children or adults"},
         {"professional", "Those who work with them"},
         {"agency", "Agencies"},
         {"place", "Places"},
         {"group-of-people", "Groups of people"},
         {"topic", "Matters"}}};
    std::vector<std::pair<std::string, std::string>> choices = {{"", "All"}};
    for (const auto& [about, words] : kAbouts) {
        const bool here = std::ranges::any_of(visit.definitions().pathways, [&](const auto& entry) {
            return entry.second.board == board && entry.second.about == about;
        });
        if (here) choices.emplace_back(about, words);
    }
    return choices;
}

Html filters_html(const Visit& visit, const std::string& board, const Chosen& chosen) {
    std::vector<ls::ChipGroup> groups = {
        group("Led by", board, chosen, &Chosen::worker, {{"", "Anybody"}, {"me", "Me"}})};
    if (const auto abouts = abouts_on(visit, board); abouts.size() > 2)
        groups.push_back(group("About", board, chosen, &Chosen::about, abouts));
    if (is_rated(visit.definitions(), board))
        groups.push_back(
            group("Rating",
                  board,
                  chosen,
                  &Chosen::rating,
                  {{"", "Any"}, {"red", "Red"}, {"amber", "Amber"}, {"green", "Green"}}));
    groups.push_back(group(
        "Due",
        board,
        chosen,
        &Chosen::due,
        {{"", "Any time"}, {"late", "Late"}, {"today", "By tonight"}, {"friday", "By Friday"}}));
    return ls::chips(groups);
}

// Any agency by name, which chips have no room for.
Html agency_lens(const Visit& visit, const std::string& board, const Chosen& chosen) {
    std::vector<ls::Choice> choices = {{"", "Any agency"}};
    for (const auto& agency : visit.definitions().partnership.agencies) {
        choices.push_back({agency.id, agency.name});
    }
    Html carried;
    for (const auto& [name, value] : {std::pair{"worker", chosen.worker},
                                      std::pair{"about", chosen.about},
                                      std::pair{"rating", chosen.rating},
                                      std::pair{"due", chosen.due}}) {
        if (!value.empty()) carried += html::hidden_field(name, value);
    }
    return ls::lens(
        {.action = cat({"/boards/", board}),
         .fields = {{.label = "Waiting for",
                     .id = "agency",
                     .control = ls::small_select("agency", "agency", choices, chosen.agency)}},
         .hidden = carried});
}

Html filters_details(const Visit& visit, const std::string& board, const Chosen& chosen) {
    const bool any = !chosen.agency.empty() || !chosen.worker.empty() || !chosen.about.empty() ||
                     !chosen.rating.empty() || !chosen.due.empty();
    return govuk::details(
        {.summary_text = any ? "Filter (on)" : "Filter",
         .html = html::cat({filters_html(visit, board, chosen), agency_lens(visit, board, chosen)}),
         .open = any});
}

http::Reply board_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto& boards = visit.definitions().partnership.boards;
        const auto board = std::ranges::find(boards, visit.param("board"), &define::Board::id);
        if (board == boards.end() || !visit.viewer().holds_any(board->roles)) return not_found();
        const auto chosen = chosen_in(visit.request());
        const auto page = lines_for(visit, reading.context, board->id, chosen);
        auto next = chosen;
        next.after = page.next;
        const auto head = ls::page_head(
            {.title = board->name, .lead = counts_html(visit, reading.context, board->id, chosen)});
        Html lines = table_of(visit, board->id, page.lines);
        if (!page.next.empty()) lines += next_page(address(board->id, next));
        return visit.page({.title = board->name,
                           .main = html::cat({ls::refreshing("board-head", kRefreshSeconds, head),
                                              filters_details(visit, board->id, chosen),
                                              ls::refreshing("board", kRefreshSeconds, lines)}),
                           .current = cat({"/boards/", board->id})});
    });
}

}  // namespace

void add_board_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/boards/{board:key}", .name = "board"}, board_page);
}

}  // namespace longstone::web
