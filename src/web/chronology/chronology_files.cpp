#include "web/chronology/chronology_files.h"

#include <algorithm>

#include "base/label.h"
#include "base/text.h"
#include "people/describe.h"
#include "report/pdf.h"
#include "report/word.h"
#include "ui/markup.h"
#include "ui/standalone.h"
#include "web/chronology/chronology_line.h"
#include "web/colours.h"
#include "web/visit.h"

namespace longstone::web {
namespace {

using chronology::Entry;
using chronology::View;

Html cell(html::Piece content) {
    return html::element("td", {}, content);
}

Html head_cell(std::string_view words) {
    return html::element("th", {{"scope", "col"}}, words);
}

std::string place_words(const View& view, const Entry& entry) {
    std::vector<std::string> words;
    const auto is = [&](int at) {
        return at >= 0 && view.all[static_cast<std::size_t>(at)].id == entry.id;
    };
    if (is(view.pins.first)) words.emplace_back("First");
    if (is(view.pins.worst)) words.emplace_back("Worst");
    if (is(view.pins.latest)) words.emplace_back("Latest");
    if (entry.weight > chronology::Weight::Some)
        words.emplace_back(chronology::words(entry.weight));
    return join(words, ", ");
}

Html what_html(Visit& visit, const View& view, const Entry& entry) {
    Html out = html::element("b", {}, entry.words);
    if (!entry.record.empty()) out += html::cat({" ", entry.record});
    if (const auto place = place_words(view, entry); !place.empty())
        out += html::cat({" ", html::element("i", {}, cat({"[", place, "]"}))});
    for (const auto& detail : entry.details) {
        out += html::cat({html::element("br"),
                          html::element("span", {{"class", "of"}}, before_answer(detail.label)),
                          html::lines(detail.value)});
    }
    for (const auto& mark : entry.marks)
        out +=
            html::cat({html::element("br"),
                       html::element("b", {}, mark.says == "worst" ? "Marked as worst" : "Marked"),
                       " by ",
                       visit.shown_name(mark.by),
                       ": ",
                       mark.reason});
    return out;
}

Html who_html(Visit& visit, const View& view, const Entry& entry) {
    std::vector<Html> lines;
    if (view.people.size() > 1) {
        std::vector<std::string> names;
        for (const auto& id : entry.about)
            names.push_back(view.name_of(id));
        lines.push_back(html::text(cat({"About ", join_and(names)})));
    }
    const auto agency = visit.agency_name(entry.agency);
    if (!agency.empty()) lines.push_back(html::text(agency));
    if (!entry.source.empty()) lines.push_back(html::text(entry.source));
    if (const auto lag = lag_words(entry); !lag.empty())
        lines.push_back(
            html::text(cat({"Recorded ", say(london(entry.recorded).date), ", ", lag})));
    std::vector<std::string> known;
    for (const auto& one : entry.known)
        if (one.agency != entry.agency)
            known.push_back(cat({visit.agency_name(one.agency), " ", say(london(one.from).date)}));
    if (!known.empty()) lines.push_back(html::text(cat({"Could know: ", join(known, "; ")})));
    return html::join(lines, html::element("br"));
}

Html gap_row(const std::string& words) {
    return html::element(
        "tr", {}, html::element("td", {{"colspan", "3"}}, html::element("i", {}, words)));
}

Html table_html(Visit& visit, const View& view) {
    Html rows;
    auto gap = view.gaps.begin();
    const auto gaps_before = [&](Date day) {
        for (; gap != view.gaps.end() && gap->from < day; ++gap)
            rows += gap_row(gap->words);
    };
    for (const auto place : view.shown) {
        const auto& entry = view.all[place];
        gaps_before(london(entry.happened).date);
        rows += html::element("tr",
                              {},
                              html::cat({cell(day_words(entry)),
                                         cell(what_html(visit, view, entry)),
                                         cell(who_html(visit, view, entry))}));
    }
    for (; gap != view.gaps.end(); ++gap)
        rows += gap_row(gap->words);
    const auto head = html::element(
        "tr",
        {},
        html::cat({head_cell("When"), head_cell("What"), head_cell("Who, and who could know")}));
    // Word would make them all alike.
    Html columns;
    for (const auto* width : {"16%", "54%", "30%"})
        columns += html::Markup().raw("<col").attribute("width", width).raw(">").done();
    return html::element("table",
                         {},
                         {html::element("caption", {}, "What happened, in order"),
                          html::element("colgroup", {}, columns),
                          html::element("thead", {}, head),
                          html::element("tbody", {}, rows)});
}

Html patterns(const View& view) {
    std::vector<Html> found;
    for (const auto& one : view.starts)
        found.push_back(html::text(cat({"Fresh start. ", one.words})));
    for (const auto& one : view.bursts)
        found.push_back(html::text(cat({"Burst. ", one.words})));
    for (const auto& one : view.gaps)
        found.push_back(html::text(cat({"Gap. ", one.words})));
    if (found.empty()) return {};
    return html::cat({html::element("h2", {}, "What the line shows"), html::bullets(found)});
}

// "12:20", of the clock on the wall.
std::string time_in_sheet(Instant at) {
    const auto minutes = london(at).micros / kMinute;
    const auto two = [](long long n) { return cat({n < 10 ? "0" : "", number(n)}); };
    return cat({two(minutes / 60), ":", two(minutes % 60)});
}

std::string in_sheet(Instant at) {
    return cat({iso(london(at).date), " ", time_in_sheet(at)});
}

// First, worst and latest, as the page has them at its head.
Html pins(const View& view) {
    std::vector<Html> said;
    for (const auto& [title, at] : {std::pair{"First", view.pins.first},
                                    std::pair{"Worst", view.pins.worst},
                                    std::pair{"Latest", view.pins.latest}}) {
        if (at < 0) continue;
        const auto& entry = view.all[static_cast<std::size_t>(at)];
        const auto gist = gist_of(entry);
        said.push_back(html::cat({html::element("strong", {}, title),
                                  ": ",
                                  day_words(entry),
                                  ", ",
                                  entry.words,
                                  gist.empty() ? "" : ". ",
                                  gist}));
    }
    return said.empty() ? Html() : html::bullets(said);
}

}  // namespace

std::string chronology_file_wanted(const http::Request& request) {
    const auto wanted = request.query_text("format");
    return wanted == "pdf" || wanted == "docx" || wanted == "json" ? wanted : std::string();
}

std::string chronology_document(Visit& visit,
                                const View& view,
                                const ChronologyQuery& query,
                                const std::string& title) {
    std::vector<std::string> said = {cat({"As recorded by ", say(view.as_at), "."})};
    if (view.shown.size() != view.all.size())
        said.push_back(cat({number(static_cast<long long>(view.shown.size())),
                            " of ",
                            number(static_cast<long long>(view.all.size())),
                            " entries, chosen."}));
    if (view.known)
        said.push_back(cat({visit.agency_name(query.typed.known_to),
                            " could have known ",
                            number(static_cast<long long>(view.known->known)),
                            " of ",
                            number(static_cast<long long>(view.known->happened)),
                            " that had happened by ",
                            say(london(query.on.value_or(view.as_at)).date),
                            "."}));
    std::vector<Html> rules = {html::text(chronology::pins_rule())};
    for (const auto& rule : chronology::rules_in_words(chronology::rules_of(visit.definitions())))
        rules.push_back(html::text(rule));
    const auto main = html::cat(
        {html::element("p", {{"class", "state"}}, join(said, " ")),
         query.asked.record.empty()
             ? html::element(
                   "p", {}, people::about_line(view.circle.person, london(visit.now()).date))
             : Html(),
         html::element("p",
                       {},
                       cat({"Made for ",
                            visit.viewer().name,
                            " out of what they may see. It is personal and sensitive: keep it as "
                            "long as it is needed and no longer."})),
         pins(view),
         patterns(view),
         html::element("h2", {}, "The line"),
         table_html(visit, view),
         html::element("h2", {}, "How this is found"),
         html::bullets(rules)});
    const bool word = chronology_file_wanted(visit.request()) == "docx";
    const auto& partnership = visit.definitions().partnership;
    return ui::standalone({.title = title,
                           .colours = colours_of(partnership),
                           .over = partnership.name,
                           .main = main,
                           .reader = word ? ui::For::Word : ui::For::Browser});
}

report::Sheet chronology_sheet(Visit& visit, const View& view) {
    report::Sheet sheet{.name = "Chronology",
                        .headings = {"Happened",
                                     "Happened at",
                                     "Recorded",
                                     "Recorded at",
                                     "Kind",
                                     "What",
                                     "Details",
                                     "About",
                                     "Agency",
                                     "Source",
                                     "Record",
                                     "Significance",
                                     "Because",
                                     "Known to, since"}};
    for (const auto place : view.shown) {
        const auto& entry = view.all[place];
        std::vector<std::string> details;
        for (const auto& detail : entry.details)
            details.push_back(chronology::line_words(detail.label, detail.value));
        std::vector<std::string> about;
        for (const auto& id : entry.about)
            about.push_back(view.name_of(id));
        std::vector<std::string> known;
        for (const auto& one : entry.known)
            known.push_back(cat({visit.agency_name(one.agency), ": ", in_sheet(one.from)}));
        // Told to the day where no time of day is known, as on the line.
        const auto happened = london(entry.happened);
        const bool day_alone = entry.kind == chronology::Kind::Life || happened.micros == 0;
        sheet.rows.push_back(
            {happened.date,
             day_alone ? report::Cell() : report::Cell(time_in_sheet(entry.happened)),
             london(entry.recorded).date,
             time_in_sheet(entry.recorded),
             std::string(chronology::words(entry.kind)),
             entry.words,
             join(details, "\n"),
             join(about, ", "),
             visit.agency_name(entry.agency),
             entry.source,
             entry.record,
             std::string(chronology::words(entry.weight)),
             entry.weighed_by,
             join(known, "\n")});
    }
    sheet.notes = chronology::rules_in_words(chronology::rules_of(visit.definitions()));
    sheet.notes.push_back(chronology::pins_rule());
    return sheet;
}

Result<http::Reply> chronology_file(const Visit& visit, const ChronologyFile& file) {
    const auto name = cat({"chronology-", iso(london(file.made).date), ".", file.ending});
    if (file.ending == "pdf") {
        auto bytes = TRY(report::pdf(file.text, file.made));
        return http::Reply::file(
            {.filename = name, .content_type = "application/pdf", .bytes = std::move(bytes)});
    }
    if (file.ending == "docx") {
        auto bytes = TRY(report::word_document(
            file.text, file.made, word_colours_of(visit.definitions().partnership)));
        return http::Reply::file({.filename = name,
                                  .content_type = std::string(report::kWordType),
                                  .bytes = std::move(bytes)});
    }
    return http::Reply::file(
        {.filename = name, .content_type = "application/json", .bytes = file.text});
}

}  // namespace longstone::web
