#include "web/list_file.h"

#include <algorithm>
#include <cmath>

#include "base/json.h"
#include "base/text.h"
#include "http/urlencoded.h"
#include "journal/journal.h"
#include "ui/govuk/button.h"
#include "ui/longstone/words.h"
#include "ui/plain.h"
#include "web/pages/parts.h"
#include "web/visit.h"
#include "work/house.h"

namespace longstone::web {
namespace {

constexpr std::string_view kFormat = "format";
constexpr std::string_view kWhich = "list";  // of a page with several, for one file of one table
constexpr std::string_view kAfter = "after";

// "/boards/front-door" → "boards-front-door-2026-04-01": nobody's name stands in the name of a
// file, as none stands in an address.
std::string file_name(const Visit& visit, const std::string& format) {
    std::string name;
    for (const char c : visit.request().path) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain)
            name += c;
        else if (!name.empty() && !name.ends_with('-'))
            name += '-';
    }
    if (name.empty()) name = "my-work";
    if (!name.ends_with('-')) name += '-';
    return cat({name, iso(london(visit.now()).date), ".", format});
}

std::vector<std::string> notes_of(const Visit& visit, const std::string& title) {
    return {title,
            cat({"Made by Longstone for ",
                 visit.viewer().name,
                 " on ",
                 say(visit.now()),
                 ", out of what they may see."}),
            "It is personal and sensitive where it names people: keep it as long as it is needed "
            "and no longer."};
}

std::string address(const Visit& visit, const std::string& format, std::size_t which) {
    http::Pairs pairs;
    for (const auto& [name, value] : visit.request().query) {
        if (name != kFormat && name != kWhich && name != kAfter) pairs.emplace_back(name, value);
    }
    pairs.emplace_back(kFormat, format);
    if (which > 0) pairs.emplace_back(kWhich, number(static_cast<long long>(which)));
    return cat({visit.request().path, "?", http::write_query(pairs)});
}

Html by_post(Visit& visit) {
    Html fields;
    for (const auto& [name, value] : visit.form().fields()) {
        if (name != html::kTokenField && name != kFormat) fields += html::hidden_field(name, value);
    }
    const auto button = [](const std::string& text, const std::string& format) {
        return govuk::button({.text = text,
                              .name = std::string(kFormat),
                              .value = format,
                              .classes = "govuk-button--secondary"});
    };
    return post_form(visit,
                     visit.request().path,
                     {fields,
                      button("Excel workbook", "xlsx"),
                      " ",
                      button("CSV", "csv"),
                      " ",
                      button("JSON", "json")});
}

Json json_of(const report::Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* day = std::get_if<Date>(&cell)) return iso(*day);
    if (const auto* figure = std::get_if<double>(&cell)) {
        if (std::floor(*figure) == *figure && std::abs(*figure) < 1e15)
            return static_cast<std::int64_t>(*figure);
        return *figure;
    }
    return {};
}

// All lists of the page. Cells stand in the order of the columns: two may have one name.
std::string json_file(const Visit& visit,
                      const std::vector<report::Sheet>& sheets,
                      const std::string& title) {
    Json lists = Json::array();
    for (const auto& sheet : sheets) {
        Json rows = Json::array();
        for (const auto& row : sheet.rows) {
            Json cells = Json::array();
            for (const auto& cell : row)
                cells.push(json_of(cell));
            rows.push(std::move(cells));
        }
        lists.push(Json::object({{"name", sheet.name},
                                 {"columns", Json::strings(sheet.headings)},
                                 {"rows", std::move(rows)},
                                 {"notes", Json::strings(sheet.notes)}}));
    }
    return Json::object({{"title", title},
                         {"made_at", iso(visit.now())},
                         {"notes", Json::strings(notes_of(visit, title))},
                         {"lists", std::move(lists)}})
        .dump_pretty();
}

}  // namespace

std::string file_wanted(const http::Request& request, const http::Form& form) {
    const auto wanted = request.is_read() ? request.query_text(kFormat) : form.text(kFormat);
    return wanted == "csv" || wanted == "xlsx" || wanted == "json" ? wanted : std::string();
}

report::Sheet sheet_of(const ls::Table& table) {
    report::Sheet sheet{.name = table.caption};
    for (const auto& column : table.columns) {
        if (!column.unseen)
            sheet.headings.push_back(column.in_file.empty() ? column.text : column.in_file);
    }
    for (const auto& row : table.rows) {
        std::vector<report::Cell> cells;
        for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i) {
            const auto& column = table.columns[i];
            if (column.unseen) continue;
            auto text = html::plain(row.cells[i]);
            auto bare = text;
            std::erase(bare, ',');
            const auto figure = column.numeric ? parse_figure(bare) : std::nullopt;
            if (figure)
                cells.emplace_back(*figure);
            else
                cells.emplace_back(std::move(text));
        }
        sheet.rows.push_back(std::move(cells));
    }
    return sheet;
}

http::Reply list_file(Visit& visit,
                      std::vector<report::Sheet> sheets,
                      const std::string& format,
                      const std::string& title) {
    visit.note_export(format);
    if (format == "json")
        return http::Reply::file({.filename = file_name(visit, format),
                                  .content_type = "application/json",
                                  .bytes = json_file(visit, sheets, title)});
    if (format == "xlsx") {
        auto notes = notes_of(visit, title);
        auto& last = sheets.back().notes;
        last.insert(last.begin(), notes.begin(), notes.end());
        return http::Reply::file(
            {.filename = file_name(visit, format),
             .content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
             .bytes = report::workbook(sheets, visit.now())});
    }
    const auto which = whole_number(visit.request().query_text(kWhich)).value_or(1);
    const auto at = static_cast<std::size_t>(
        std::clamp<std::int64_t>(which, 1, static_cast<std::int64_t>(sheets.size())));
    return http::Reply::file({.filename = file_name(visit, format),
                              .content_type = "text/csv; charset=utf-8",
                              .bytes = report::csv(sheets[at - 1])});
}

Html list_file_links(Visit& visit, const std::vector<report::Sheet>& sheets) {
    if (std::ranges::all_of(sheets, [](const auto& sheet) { return sheet.name.empty(); }))
        return {};
    if (!visit.request().is_read())
        return html::cat({ls::muted("Take these lists away as a file."), by_post(visit)});
    const auto filled = std::ranges::count_if(
        sheets, [](const report::Sheet& sheet) { return !sheet.name.empty(); });
    std::vector<Html> links = {html::link(
        address(visit, "xlsx", 0), filled > 1 ? "all as an Excel workbook" : "Excel workbook")};
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (sheets[i].name.empty()) continue;
        links.push_back(
            html::link(address(visit, "csv", sheets.size() > 1 ? i + 1 : 0),
                       filled > 1 ? html::cat({sheets[i].name, " as CSV"}) : html::text("CSV")));
    }
    links.push_back(html::link(address(visit, "json", 0), filled > 1 ? "all as JSON" : "JSON"));
    return html::element("p",
                         {{"class", "govuk-body-s ls-files"}},
                         html::cat({ls::muted("Download: "), html::join(links, " · ")}));
}

}  // namespace longstone::web
