#pragma once

#include "chronology/view.h"
#include "ui/html.h"
#include "web/chronology/chronology_query.h"

// The line itself: pinned at its head the first, worst and latest, then everything, the newest
// first, with the silences between.
namespace longstone::web {

class Visit;

inline constexpr std::size_t kEntriesAPage = 150;

Html pins_html(Visit& visit, const chronology::View& view);
Html line_html(Visit& visit, const chronology::View& view, const ChronologyQuery& query);
// Bursts and fresh starts, in words.
Html patterns_html(const chronology::View& view);

// "3 March 2026", with its time of day where the journal knows one.
std::string day_words(const chronology::Entry& entry);
// "4 days later", or nothing when it was recorded within a day.
std::string lag_words(const chronology::Entry& entry);

}  // namespace longstone::web
