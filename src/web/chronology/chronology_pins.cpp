#include <algorithm>

#include "base/text.h"
#include "ui/longstone/panels.h"
#include "web/chronology/chronology_line.h"
#include "web/pages/parts.h"
#include "web/visit.h"

// What stands above a line of time: first, worst and latest, and what the line shows.
namespace longstone::web {
namespace {

using chronology::Entry;
using chronology::View;

// The beginning, up to a word that fits.
std::string shortened(const std::string& words, std::size_t most) {
    auto line = join(split(words, '\n'), " ");
    if (line.size() <= most) return line;
    const auto end = line.rfind(' ', most);
    return cat({line.substr(0, end == std::string::npos ? 0 : end), " …"});
}

}  // namespace

std::string gist_of(const Entry& entry) {
    constexpr std::size_t kRoom = 160;
    std::string voice;
    for (const auto i : by_what_says_most(entry)) {
        const auto& one = entry.details[i];
        const auto words = chronology::line_words(one.label, one.value);
        if (one.voice && voice.empty()) voice = shortened(words, kRoom);
        if (!one.voice && words != entry.weighed_by) return shortened(words, kRoom);
    }
    return voice;
}

Html pins_html(Visit& visit, const View& view) {
    struct Pin {
        const char* title;
        int at;
    };
    std::vector<ls::Card> cards;
    std::vector<Pin> pins = {
        {"First", view.pins.first}, {"Worst", view.pins.worst}, {"Latest", view.pins.latest}};
    for (const int at : view.pins.marked_worst)
        pins.push_back({"Marked as worst", at});
    for (const auto& pin : pins) {
        if (pin.at < 0) continue;
        const auto& entry = view.all[static_cast<std::size_t>(pin.at)];
        Html body = html::small_paragraph({html::strong(entry.words), people_html(view, entry)});
        if (!entry.weighed_by.empty()) body += html::small_paragraph({entry.weighed_by});
        if (const auto gist = gist_of(entry); !gist.empty()) body += html::small_paragraph({gist});
        body += html::small_paragraph(
            {html::link(cat({"#entry-", entry.id}), "See it on the line"),
             entry.agency.empty() ? "" : ". ",
             entry.agency.empty() ? std::string() : visit.agency_name(entry.agency)});
        cards.push_back(
            {.title = pin.title, .big = say(london(entry.happened).date), .body = std::move(body)});
    }
    return cards.empty() ? Html{} : ls::cards(cards);
}

Html patterns_html(const View& view) {
    std::vector<Html> found;
    if (!view.starts.empty()) {
        const auto& last = view.starts.back();
        const auto count = static_cast<long long>(view.starts.size());
        found.push_back(
            html::cat({html::strong(count == 1 ? std::string("A fresh start. ")
                                               : cat({number(count), " fresh starts. "})),
                       count == 1 ? "" : "The latest: ",
                       html::link(cat({"#entry-", last.opened}), last.words)}));
    }
    for (const auto& burst : view.bursts)
        found.push_back(html::cat({html::strong("Burst. "), burst.words}));
    for (const auto& gap : view.gaps)
        found.push_back(html::cat({html::strong("Gap. "), gap.words}));
    if (found.empty()) return {};
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, "What the line shows"), html::bullets(found)});
}

}  // namespace longstone::web
