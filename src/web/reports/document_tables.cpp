#include "web/reports/document_tables.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::web {
namespace {

using report::Document;
using report::ShownFigure;
using report::ShownRow;
using report::ShownValue;

Html value_html(const ShownValue& value) {
    if (value.hidden)
        return html::cat({html::element("abbr",
                                        {{"title", "hidden: too few to show"}},
                                        std::string_view(report::kHiddenMark))});
    if (value.of.empty()) return html::text(value.text);
    return html::cat({html::text(value.text),
                      " ",
                      html::element("span", {{"class", "of"}}, cat({"(", value.of, ")"}))});
}

Html number_cell(const Html& content) {
    return html::element("td", {{"class", "n"}}, content);
}

std::string beside_words(const ShownFigure& figure) {
    std::vector<std::string> said;
    for (const auto& [area, value] : figure.others)
        said.push_back(cat({area, " ", value}));
    return join(said, ", ");
}

// Single figures, one under the other.
Html list_table(const std::vector<const ShownFigure*>& figures, const std::string& caption) {
    const bool before = std::ranges::any_of(
        figures, [](const auto* figure) { return !figure->before_period.empty(); });
    const bool others =
        std::ranges::any_of(figures, [](const auto* figure) { return !figure->others.empty(); });
    Html head = html::cat(
        {head_cell("Figure", false), head_cell("Period", false), head_cell("Value", true)});
    if (before) head += head_cell("Before", true);
    if (others) head += head_cell("Elsewhere", false);
    Html body;
    for (const auto* figure : figures) {
        const ShownRow row = figure->rows.empty() ? ShownRow{} : figure->rows.front();
        Html cells = html::cat({row_head(figure->name),
                                html::element("td", {}, figure->period),
                                number_cell(value_html(row.now))});
        if (before) cells += number_cell(row.before ? value_html(*row.before) : Html());
        if (others) cells += html::element("td", {}, beside_words(*figure));
        body += html::element("tr", {}, cells);
    }
    return table_of(caption, head, body);
}

constexpr std::size_t kMonths = 12;

// "Sep" and "22" of "Sep 22".
std::pair<std::string, std::string> month_and_year(const std::string& label) {
    const auto space = label.rfind(' ');
    if (space == std::string::npos) return {label, {}};
    return {label.substr(0, space), label.substr(space + 1)};
}

// Months of whole years: a row for each month, a column for each year.
bool is_years(const ShownFigure& figure) {
    const auto& rows = figure.rows;
    if (figure.shape != "run" || rows.size() <= kMonths || rows.size() % kMonths != 0) return false;
    for (std::size_t at = kMonths; at < rows.size(); ++at)
        if (month_and_year(rows[at].name).first != month_and_year(rows[at - kMonths].name).first)
            return false;
    return true;
}

Html years_table(const ShownFigure& figure) {
    const auto& rows = figure.rows;
    Html head = head_cell("Month", false);
    for (std::size_t first = 0; first < rows.size(); first += kMonths)
        head += head_cell(cat({rows[first].name, " to ", rows[first + kMonths - 1].name}), true);
    Html body;
    for (std::size_t month = 0; month < kMonths; ++month) {
        Html cells = row_head(month_and_year(rows[month].name).first);
        for (std::size_t at = month; at < rows.size(); at += kMonths)
            cells += number_cell(value_html(rows[at].now));
        body += html::element("tr", {}, cells);
    }
    return table_of(figure.name, head, body);
}

// "Which phase, August 2023"
std::string without_mark(std::string words) {
    if (words.ends_with('?')) words.pop_back();
    return words;
}

// One broken down, or several broken down alike, side by side.
Html parts_table(const std::vector<const ShownFigure*>& figures) {
    const auto& first = *figures.front();
    if (figures.size() == 1 && is_years(first)) return years_table(first);
    std::vector<std::string> names;
    for (const auto* figure : figures)
        for (const auto& row : figure->rows)
            if (std::ranges::find(names, row.name) == names.end()) names.push_back(row.name);
    const bool alone = figures.size() == 1;
    const bool run = first.shape == "run";
    const bool before = alone && !first.before_period.empty();
    Html head = head_cell(run ? std::string("Period") : first.by_name, false);
    for (const auto* figure : figures)
        head += head_cell(alone && !run ? figure->period : figure->name, true);
    if (before) head += head_cell(first.before_period, true);
    Html body;
    for (const auto& name : names) {
        Html cells = row_head(name);
        for (const auto* figure : figures) {
            const auto row = std::ranges::find(figure->rows, name, &ShownRow::name);
            cells += number_cell(row == figure->rows.end() ? Html() : value_html(row->now));
            if (before)
                cells += number_cell(
                    row == figure->rows.end() || !row->before ? Html() : value_html(*row->before));
        }
        body += html::element("tr", {}, cells);
    }
    if (names.empty()) return html::element("p", {}, cat({first.name, ": nothing was counted."}));
    const auto caption =
        alone ? first.name : cat({without_mark(first.by_name), ", ", first.period});
    return table_of(caption, head, body);
}

}  // namespace

Html head_cell(std::string_view words, bool number) {
    return number ? html::element("th", {{"scope", "col"}, {"class", "n"}}, words)
                  : html::element("th", {{"scope", "col"}}, words);
}

Html row_head(std::string_view words) {
    return html::element("th", {{"scope", "row"}}, words);
}

Html table_of(const std::string& caption, const Html& head, const Html& body, bool is_long) {
    return html::element("div",
                         {{"class", is_long ? "scroll long" : "scroll"},
                          {"tabindex", "0"},
                          {"role", "group"},
                          {"aria-label", caption}},
                         html::element("table",
                                       {},
                                       {html::element("caption", {}, caption),
                                        html::element("thead", {}, html::element("tr", {}, head)),
                                        html::element("tbody", {}, body)}));
}

std::string small_words(const std::vector<const ShownFigure*>& figures) {
    if (std::ranges::none_of(figures, &ShownFigure::hidden)) return {};
    return cat({report::kHiddenMark,
                ": hidden, because so small a number, or one from which it could be worked out, "
                "could tell who somebody is."});
}

std::vector<const ShownFigure*> figures_of(const Document& document,
                                           const std::vector<std::string>& ids) {
    std::vector<const ShownFigure*> figures;
    for (const auto& id : ids)
        if (const auto* figure = document.figure(id)) figures.push_back(figure);
    return figures;
}

Html figure_table(const Document& document,
                  const std::vector<std::string>& ids,
                  const std::string& caption) {
    const auto figures = figures_of(document, ids);
    if (figures.empty()) return {};
    std::vector<const ShownFigure*> single;
    std::vector<const ShownFigure*> parts;
    for (const auto* figure : figures)
        (figure->shape == "one" ? single : parts).push_back(figure);
    Html out;
    if (!single.empty()) out += list_table(single, caption);
    if (!parts.empty()) out += parts_table(parts);
    const auto small = small_words(figures);
    if (small.empty()) return out;
    return html::element(
        "div", {{"class", "keep"}}, {out, html::element("p", {{"class", "of"}}, small)});
}

}  // namespace longstone::web
