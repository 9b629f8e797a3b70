#include <algorithm>

#include "base/text.h"
#include "people/current.h"
#include "people/describe.h"
#include "people/reviews.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "web/matching/matching_parts.h"
#include "web/pages/parts.h"
#include "web/visit.h"

// The pairs that wait for somebody to look, the greatest expected harm first.
namespace longstone::web {
namespace {

constexpr std::size_t kShown = 50;
constexpr std::size_t kInFile = 400;

Html person_cell(Visit& visit, const people::Summary& person) {
    return html::cat({html::strong(people::display_name(person)),
                      html::element("br"),
                      people::about_line(person, london(visit.now()).date)});
}

std::string records_words(const people::PairLine& line) {
    const int both = line.open_a.records + line.open_b.records;
    if (both == 0) return "No open record that you see";
    if (line.open_a.records > 0 && line.open_b.records > 0) return "Open records about both";
    return "An open record about one of them";
}

// Why the pair stands where it does: the worst that is open about each, of what the reader sees.
Html why_html(const people::PairLine& line) {
    const auto worst = std::max(line.open_a.harm, line.open_b.harm);
    if (worst == people::Harm::None) return html::text(records_words(line));
    std::vector<Html> lines;
    lines.push_back(worst == people::Harm::Immediate
                        ? govuk::tag({.text = "Immediate harm feared", .classes = "govuk-tag--red"})
                        : govuk::tag({.text = "Harm feared", .classes = "govuk-tag--yellow"}));
    const auto about = [&](const people::Summary& who, const people::OpenWork& open) {
        if (open.worst.empty()) return;
        const std::vector<std::string> names(open.worst.begin(), open.worst.end());
        lines.push_back(
            html::text(cat({join_and(names), ", open about ", people::display_name(who)})));
    };
    const bool alike =
        line.open_a.harm == line.open_b.harm && line.open_a.worst == line.open_b.worst;
    if (alike && !line.open_a.worst.empty()) {
        const std::vector<std::string> names(line.open_a.worst.begin(), line.open_a.worst.end());
        lines.push_back(html::text(cat({join_and(names), ", open about both"})));
    } else {
        about(line.a, line.open_a);
        about(line.b, line.open_b);
    }
    return html::join(lines, html::element("br"));
}

Html figures_html(const people::ReviewFigures& figures) {
    std::vector<Html> lines;
    const int all = figures.same + figures.different + figures.cannot_say;
    lines.push_back(html::text(cat({count_of(all, "decision", "decisions"),
                                    ": ",
                                    number(figures.same),
                                    " the same, ",
                                    number(figures.different),
                                    " different, ",
                                    number(figures.cannot_say),
                                    " could not say"})));
    if (figures.read_by_two > 0)
        lines.push_back(html::text(cat({"Read by more than one person: ",
                                        number(figures.read_by_two),
                                        ". They agreed about ",
                                        number(figures.agreed),
                                        "."})));
    return ls::panel({.title = "Decided so far", .body = html::list(lines)});
}

Html how_html() {
    return ls::panel(
        {.title = "How this works",
         .body = html::list(std::vector<Html>{
             html::text("Nothing is merged: “the same person” is a statement with your name and "
                        "reason, and can be taken back."),
             html::text("What the comparison thinks is shown after you have decided."),
             html::text("Some pairs are read by two people. Nobody is asked twice.")})});
}

// What there is beyond the pairs that are listed.
Html more_html(const people::Queue& queue) {
    Html out;
    if (queue.more == 0 && !queue.counted && queue.through)
        out += html::paragraph(
            "Only the likeliest pairs were held against what you see: there may be more.");
    if (queue.more > 0)
        out += html::paragraph(cat({queue.counted ? "" : "At least ",
                                    number(static_cast<long long>(queue.more)),
                                    " more wait behind these."}));
    if (!queue.through)
        out += govuk::inset_text(
            {.text = "The register is still being looked through. Open this page again in a "
                     "minute for more."});
    return out;
}

http::Reply queue_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::JudgeMatches));
        const auto most = visit.wants_file() ? kInFile : kShown;
        const auto queue = TRY(people::review_queue(reading.context, grant, most));
        const auto figures = TRY(people::review_figures(reading.context, grant));
        ls::Table table{.caption = "Pairs to look at",
                        .columns = {{.text = "One", .row_header = true},
                                    {.text = "The other"},
                                    {.text = "Why it stands here"},
                                    {.text = "Look at them"}},
                        .if_empty = "No pair of people whom you see waits for you."};
        for (const auto& line : queue.lines) {
            const auto names =
                cat({people::display_name(line.a), " and ", people::display_name(line.b)});
            table.rows.push_back(
                {.cells = {
                     person_cell(visit, line.a),
                     person_cell(visit, line.b),
                     html::cat({why_html(line),
                                line.waits_for_second ? html::element("br") : Html(),
                                line.waits_for_second ? govuk::tag({.text = "Second look",
                                                                    .classes = "govuk-tag--blue"})
                                                      : Html()}),
                     html::link(pair_path(line.a.id, line.b.id),
                                html::cat({"Compare", html::hidden_text(cat({": ", names}))}))}});
        }
        Html left = done_banner(visit);
        left += visit.list(table);
        left += more_html(queue);
        return visit.page(
            {.title = "Matching",
             .main = html::cat(
                 {ls::page_head(
                      {.title = "Who may be one person",
                       .lead = html::text("Pairs of people on record who may be the same. Those "
                                          "for whom harm is feared come first.")}),
                  ls::two_columns(left, html::cat({figures_html(figures), how_html()}))}),
             .current = kMatchingPath});
    });
}

}  // namespace

bool judges_matches(const Visit& visit) {
    return visit.viewer().may("judge-matches");
}

std::string pair_path(std::string_view a, std::string_view b) {
    return cat({kMatchingPath, "/", a, "/", b});
}

void add_matching_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kMatchingPath, .name = "matching: pairs"}, queue_page);
    add_pair_routes(router, app);
}

}  // namespace longstone::web
