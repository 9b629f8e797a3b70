#pragma once

#include "chronology/view.h"
#include "ui/html.h"
#include "web/chronology/chronology_query.h"

// The line itself: pinned at its head the first, worst and latest, then everything, the newest
// first, with the silences between.
namespace longstone::web {

class Visit;

inline constexpr std::size_t kEntriesAPage = 150;

// Whether it is about people of different names: records held to be one person mostly have one.
bool names_several(const chronology::View& view);
// Whom of several an entry is about; nothing on the line of one person.
Html people_html(const chronology::View& view, const chronology::Entry& entry);
// Its details: what somebody said themselves and what weighs first, then what the record is about
// in a line, what an agency alone was asked, and the longest.
std::vector<std::size_t> by_what_says_most(const chronology::Entry& entry);
// What happened, where there is room for a sentence of it.
std::string gist_of(const chronology::Entry& entry);
Html pins_html(Visit& visit, const chronology::View& view);
Html line_html(Visit& visit, const chronology::View& view, const ChronologyQuery& query);
// Bursts and fresh starts, in words.
Html patterns_html(const chronology::View& view);

// "3 March 2026", with its time of day where the journal knows one.
std::string day_words(const chronology::Entry& entry);
// "4 days later", or nothing when it was recorded within a day.
std::string lag_words(const chronology::Entry& entry);

}  // namespace longstone::web
