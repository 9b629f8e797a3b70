#include "web/reports/document_html.h"

#include <algorithm>

#include "base/text.h"
#include "ui/longstone/plain_chart.h"
#include "ui/standalone.h"
#include "web/colours.h"
#include "web/reports/document_tables.h"

namespace longstone::web {
namespace {

using report::Block;
using report::Document;
using report::ShownFigure;
using report::ShownRow;
using Kind = Block::Kind;

Html tag(html::Literal name, html::Piece content) {
    return html::element(name, {}, content);
}

Html chart_html(const ShownFigure& figure) {
    Html drawing;
    const auto id = cat({"chart-", figure.id});
    if (figure.shape == "run") {
        ls::PlainRun run{.id = id,
                         .title = figure.name,
                         .description = figure.says.empty() ? figure.question : figure.says,
                         .unit = figure.unit};
        for (const auto& row : figure.rows)
            run.points.emplace_back(row.name, row.now.value);
        for (const auto& stretch : figure.stretches)
            run.stretches.push_back({.from = stretch.from,
                                     .to = stretch.to,
                                     .mean = stretch.mean,
                                     .lower = stretch.lower,
                                     .upper = stretch.upper});
        drawing = ls::plain_run(run);
    } else {
        ls::PlainBars bars{.id = id,
                           .title = cat({figure.name, ", by ", figure.by_name}),
                           .description = cat({figure.question,
                                               " The numbers are in the table "
                                               "beneath."}),
                           .now = figure.period,
                           .before = figure.before_period};
        for (const auto& row : figure.rows)
            bars.bars.push_back({.label = row.name,
                                 .value = row.now.value,
                                 .text = row.now.text,
                                 .before = row.before ? row.before->value : std::nullopt,
                                 .before_text = row.before ? row.before->text : std::string()});
        if (bars.bars.empty()) return {};
        drawing = ls::plain_bars(bars);
    }
    Html caption = html::text(figure.name);
    if (!figure.says.empty())
        return html::element("figure",
                             {},
                             {html::element("figcaption", {}, caption),
                              html::element("p", {}, figure.says),
                              drawing});
    return html::element("figure", {}, {html::element("figcaption", {}, caption), drawing});
}

bool shows_any(const ShownFigure& figure) {
    return std::ranges::any_of(figure.rows,
                               [](const ShownRow& row) { return row.now.value.has_value(); });
}

// A run of which more than half is hidden says nothing as a line.
bool is_sparse(const ShownFigure& figure) {
    const auto hidden =
        std::ranges::count_if(figure.rows, [](const ShownRow& row) { return row.now.hidden; });
    return figure.shape == "run" && std::cmp_greater(2 * hidden, figure.rows.size());
}

Html cards_html(const std::vector<const ShownFigure*>& figures) {
    Html items;
    for (const auto* figure : figures) {
        Html words = html::element("b", {}, figure->words(""));
        words += html::element("span", {}, figure->name);
        const bool compared = !figure->rows.empty() && figure->rows[0].now.value &&
                              figure->rows[0].before && figure->rows[0].before->value;
        if (compared)
            words +=
                html::element("span",
                              {{"class", "of"}},
                              cat({figure->words("change"), ", from ", figure->words("before")}));
        words += html::element("span", {{"class", "of"}}, figure->period);
        items += html::element("li", {}, words);
    }
    return html::element("ul", {{"class", "cards"}}, items);
}

class Writer {
public:
    explicit Writer(const Document& document) : document_(document) {}

    Html chapters() {
        Html out;
        for (const auto& chapter : document_.chapters) {
            Html inside = html::element("h2", {{"id", chapter.id}}, chapter.title);
            for (const auto& section : chapter.sections) {
                inside += html::element(
                    "h3", {{"id", cat({chapter.id, "-", section.id})}}, section.title);
                under_agency_ = false;
                section_ = section.title;
                for (std::size_t at = 0; at < section.blocks.size(); ++at) {
                    const auto& block = section.blocks[at];
                    if (introduces(section, at)) {
                        inside +=
                            html::element("div",
                                          {{"class", "keep"}},
                                          {block_html(block), block_html(section.blocks[++at])});
                    } else {
                        inside += block_html(block);
                    }
                }
            }
            out += chapter.glance ? html::element("section", {{"class", "page"}}, inside)
                                  : html::element("section", {}, inside);
        }
        return out;
    }

private:
    // A line that says what the table after it is: printed on the same page.
    static bool introduces(const report::DocumentSection& section, std::size_t at) {
        const auto& block = section.blocks[at];
        return block.kind == Kind::Words && block.title.empty() && block.words.size() == 1 &&
               at + 1 < section.blocks.size() && section.blocks[at + 1].kind == Kind::Table;
    }

    Html titled(const std::string& title) {
        if (title.empty()) return {};
        return under_agency_ ? tag("h5", title) : tag("h4", title);
    }

    Html block_html(const Block& block) {
        const auto figures = figures_of(document_, block.figures);
        switch (block.kind) {
            case Kind::Heading:
                under_agency_ = true;
                return tag("h4", block.title);
            case Kind::Words:
            case Kind::Voice: {
                Html words;
                for (const auto& paragraph : block.words)
                    words += tag("p", paragraph);
                if (block.kind == Kind::Voice) words = tag("blockquote", words);
                return html::cat({titled(block.title), words});
            }
            case Kind::List: {
                Html items;
                for (const auto& item : block.words)
                    items += tag("li", item);
                return html::cat({titled(block.title), tag("ul", items)});
            }
            case Kind::Terms: {
                Html items;
                for (const auto& [term, means] : block.terms)
                    items += html::cat({tag("dt", term), tag("dd", means)});
                return tag("dl", items);
            }
            case Kind::Cards:
                return html::cat({cards_html(figures), small(figures)});
            case Kind::Table:
                return figure_table(document_, block.figures, section_);
            case Kind::Chart: {
                Html out;
                for (const auto* figure : figures) {
                    if (!shows_any(*figure)) {
                        out += tag("p",
                                   cat({figure->name,
                                        figure->hidden ? ": every number is too small to show."
                                                       : ": nothing was counted."}));
                        continue;
                    }
                    if (is_sparse(*figure))
                        out += tag("p",
                                   cat({figure->name,
                                        ": most of these numbers are too small to show, so "
                                        "there is no chart."}));
                    else
                        out += chart_html(*figure);
                    out += figure_table(document_, {figure->id}, section_);
                }
                return out;
            }
        }
        return {};
    }

    static Html small(const std::vector<const ShownFigure*>& figures) {
        const auto words = small_words(figures);
        return words.empty() ? Html() : html::element("p", {{"class", "of"}}, words);
    }

    const Document& document_;
    bool under_agency_ = false;
    std::string section_ = {};
};

Html contents_html(const Document& document) {
    Html items;
    for (const auto& chapter : document.chapters) {
        Html inner;
        for (const auto& section : chapter.sections)
            inner +=
                tag("li",
                    html::element(
                        "a", {{"href", cat({"#", chapter.id, "-", section.id})}}, section.title));
        items +=
            html::element("li",
                          {},
                          {html::element("a", {{"href", cat({"#", chapter.id})}}, chapter.title),
                           tag("ol", inner)});
    }
    items += tag("li", html::element("a", {{"href", "#counted"}}, "How the figures are counted"));
    return html::element("nav",
                         {{"aria-labelledby", "contents"}},
                         {html::element("h2", {{"id", "contents"}}, "Contents"), tag("ol", items)});
}

// Every measure once: what it tells, where it comes from, and why a small number of it is shown.
Html counted_html(const Document& document) {
    Html body;
    std::vector<std::string> said;
    for (const auto& figure : document.figures) {
        if (std::ranges::find(said, figure.measure) != said.end()) continue;
        said.push_back(figure.measure);
        Html words = html::text(figure.question);
        if (!figure.note.empty()) words += html::cat({" ", figure.note});
        if (!figure.because.empty())
            words += html::cat({" Small numbers are shown: ", figure.because});
        body += html::element("tr",
                              {},
                              {row_head(figure.measure),
                               html::element("td", {}, figure.name),
                               html::element("td", {}, words),
                               html::element("td", {}, figure.source),
                               html::element("td", {}, figure.version)});
    }
    return html::cat(
        {html::element("h2", {{"id", "counted"}}, "How the figures are counted"),
         tag("p",
             cat({document.standing(),
                  " Each figure is worked out of the records of the partnership by the definition "
                  "named here; the last column is that definition's fingerprint."})),
         table_of("Measures",
                  html::cat({head_cell("Measure", false),
                             head_cell("Figure", false),
                             head_cell("What it tells", false),
                             head_cell("Source", false),
                             head_cell("Definition", false)}),
                  body,
                  true)});
}

}  // namespace

std::string document_html(const Document& document, const define::Partnership& partnership) {
    const auto standing =
        document.published
            ? cat({"Published on ",
                   say(london(*document.published).date),
                   ". ",
                   document.standing()})
            : cat({"A preview: this report is not published. ", document.standing()});
    Html main = html::element("p", {{"class", "state"}}, standing);
    main += contents_html(document);
    main += Writer(document).chapters();
    main += counted_html(document);
    Html contact = html::text(cat({document.partnership, ". "}));
    if (!document.email.empty())
        contact += html::cat({"Questions about this report: ", document.email, "."});
    return ui::standalone({.title = document.title,
                           .description = cat({document.title, ". ", document.partnership}),
                           .colours = colours_of(partnership),
                           .over = document.partnership,
                           .under = document.source,
                           .main = main,
                           .footer = tag("p", contact)});
}

}  // namespace longstone::web
