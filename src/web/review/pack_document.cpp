#include "web/review/pack_document.h"

#include "base/label.h"
#include "base/text.h"
#include "ui/markup.h"
#include "ui/standalone.h"
#include "web/colours.h"

namespace longstone::web {
namespace {

using review::Pack;
using review::PackDecision;
using review::PackLine;

Html tag(html::Literal name, html::Piece content) {
    return html::element(name, {}, content);
}

Html row(const std::vector<Html>& cells) {
    Html out;
    for (std::size_t i = 0; i < cells.size(); ++i)
        out += i == 0 ? html::element("th", {{"scope", "row"}}, cells[i]) : tag("td", cells[i]);
    return tag("tr", out);
}

// Its heading stands above it; a long one goes on over the page. How wide each column is, in
// hundredths, is said for paper and for Word, which would make them all alike.
Html table(const std::string& name,
           const std::vector<std::string>& heads,
           const Html& rows,
           const std::vector<int>& widths) {
    Html head;
    for (const auto& words : heads)
        head += html::element("th", {{"scope", "col"}}, words);
    Html columns;
    for (const int width : widths)
        columns += html::Markup()
                       .raw("<col")
                       .attribute("width", cat({number(width), "%"}))
                       .raw(">")
                       .done();
    return html::element(
        "div",
        {{"class", "scroll line"}, {"tabindex", "0"}, {"role", "group"}, {"aria-label", name}},
        html::element(
            "table",
            {{"aria-label", name}},
            {tag("colgroup", columns), tag("thead", tag("tr", head)), tag("tbody", rows)}));
}

Html points(const std::vector<Html>& items) {
    Html out;
    for (const auto& item : items)
        out += tag("li", item);
    return tag("ul", out);
}

Html terms(const std::vector<std::pair<std::string, std::string>>& facts) {
    Html out;
    for (const auto& [label, value] : facts)
        out += html::cat({tag("dt", label), tag("dd", html::lines(value))});
    return tag("dl", out);
}

Html details(const std::vector<std::pair<std::string, std::string>>& all) {
    std::vector<Html> items;
    for (const auto& [label, value] : all)
        items.push_back(html::cat({before_answer(label), html::lines(value)}));
    return items.empty() ? Html() : points(items);
}

Html people_html(const Pack& pack) {
    Html rows;
    for (const auto& one : pack.people)
        rows += row(
            {html::text(one.name), html::text(one.role), html::text(one.subject ? one.about : "")});
    return table("Who is concerned", {"Who", "As", "About them"}, rows, {34, 33, 33});
}

Html records_html(const Pack& pack) {
    Html rows;
    for (const auto& one : pack.records)
        rows += row({html::text(one.ref),
                     html::text(one.pathway),
                     html::text(say(one.opened)),
                     html::text(one.closed ? cat({"Closed ", say(*one.closed)}) : one.stage),
                     html::text(one.line)});
    return table("Records",
                 {"Record", "What", "Opened", "Stands at", "In a line"},
                 rows,
                 {14, 18, 17, 17, 34});
}

Html agencies_html(const Pack& pack) {
    Html rows;
    for (const auto& one : pack.agencies)
        rows +=
            row({html::text(one.name),
                 html::text(number(static_cast<long long>(one.entries))),
                 html::text(one.first_known ? review::moment_words(*one.first_known) : "Never")});
    return table("Agencies", {"Agency", "Entries it made", "Could first know"}, rows, {55, 15, 30});
}

Html line_html(const Pack& pack) {
    Html rows;
    for (const auto& one : pack.line) {
        Html what = html::strong(one.words);
        if (!one.weight.empty()) what += html::cat({" (", one.weight, ")"});
        what += details(one.details);
        std::string from = one.agency;
        if (!one.source.empty()) from += cat({from.empty() ? "" : ", ", one.source});
        rows += row(
            {html::text(review::moment_words(one.happened)),
             std::move(what),
             html::text(from),
             html::text(cat(
                 {one.record, one.record.empty() ? "" : ", ", "recorded ", say(one.recorded)}))});
    }
    return table(
        "Chronology", {"Happened", "What", "From", "Where it stands"}, rows, {14, 54, 16, 16});
}

Html lines_html(const char* title, const std::vector<PackLine>& lines) {
    if (lines.empty()) return {};
    std::vector<Html> items;
    items.reserve(lines.size());
    for (const auto& line : lines)
        items.push_back(html::cat({line.words, ", ", line.agency, ": ", line.when}));
    return html::cat({tag("h4", title), points(items)});
}

Html decision_html(const PackDecision& one) {
    const auto count = [](std::size_t n) { return number(static_cast<long long>(n)); };
    const auto who = one.post.empty() ? one.agency : cat({one.post, ", ", one.agency});
    Html out = tag("h3", cat({one.words, ", ", say(one.at)}));
    out +=
        tag("p", cat({"By ", who.empty() ? "a rule or the public" : who, ". Record ", one.record}));
    out += details(one.details);
    if (!one.reason.empty()) out += tag("p", cat({"Reason: ", one.reason}));
    if (one.by_a_person)
        out += tag("p",
                   cat({"Could see ",
                        count(one.could_see),
                        " entries, looked at ",
                        count(one.looked),
                        "; ",
                        count(one.hidden.size()),
                        " were there and hidden; ",
                        count(one.later.size()),
                        " arrived later."}));
    out += lines_html(one.by_a_person ? "Hidden from them" : "Was there", one.hidden);
    out += lines_html("Arrived later", one.later);
    return out;
}

Html redactions_html(const Pack& pack) {
    std::vector<Html> items;
    for (const auto& one : pack.redactions)
        if (one.holds())
            items.push_back(html::cat({one.label,
                                       ": ",
                                       one.reason,
                                       one.by.empty() ? " (nobody has decided on this yet)" : ""}));
    if (items.empty()) return tag("p", "Nobody is left out.");
    return html::cat(
        {tag("p",
             "Others than those whom the review is about stand here under a label, "
             "the same throughout. Who decided on each, and when, stands on the record."),
         points(items)});
}

}  // namespace

std::string pack_html(const Pack& pack, const define::Partnership& partnership, ui::For reader) {
    Html main = html::element("p",
                              {{"class", "state"}},
                              cat({"Made on ",
                                   say(pack.made),
                                   " from what the system holds. Confidential: for the review "
                                   "and those who decide on it."}));
    const auto part = [&](const char* title, const Html& content) {
        main += tag("h2", title);
        main += content;
    };
    part("Who is concerned", people_html(pack));
    if (!pack.facts.empty()) part("Facts", terms(pack.facts));
    part("Records", records_html(pack));
    part("Agencies", agencies_html(pack));
    part("Chronology", line_html(pack));
    Html decisions;
    for (const auto& one : pack.decisions)
        decisions += decision_html(one);
    part("Decisions as they were taken",
         decisions.empty() ? tag("p", "No decision has been taken.") : decisions);
    part("Who is left out", redactions_html(pack));
    return ui::standalone({.title = pack.title,
                           .description = cat({pack.title, ". ", pack.partnership}),
                           .colours = colours_of(partnership),
                           .over = pack.partnership,
                           .under = pack.gateway,
                           .main = main,
                           .footer = tag("p", pack.partnership),
                           .reader = reader});
}

}  // namespace longstone::web
