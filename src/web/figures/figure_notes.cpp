#include "base/text.h"
#include "measure/notes.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/words.h"
#include "web/figures/figure_page.h"
#include "web/pages/parts.h"

// What is heard beside what is counted: notes on the same thing, in the words of those who sent
// them.
namespace longstone::web {

Html figure_notes_html(const FigureShown& shown,
                       const std::function<void(const access::Grant&)>& looked) {
    constexpr std::size_t kMost = 6;
    const auto notes = measure::notes_beside(
        shown.context, shown.figures, shown.measure, shown.choice.range.to, kMost, looked);
    if (notes.empty()) return {};
    std::vector<Html> items;
    for (const auto& note : notes)
        items.push_back(html::cat(
            {html::element("q", {}, note.words),
             html::element("br"),
             ls::muted(
                 cat({note.theme, ", ", note.where, ". ", note.agency, ", ", say(note.on), ", "})),
             record_link(note.record, note.record)}));
    return html::cat({html::heading(2, html::HeadingSize::Medium, "What is heard"),
                      html::paragraph(ls::muted(
                          "Notes that agencies sent on the same themes, in the two years up to "
                          "here. They name nobody and prove nothing by themselves.")),
                      html::list(items)});
}

}  // namespace longstone::web
