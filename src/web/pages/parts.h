#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "base/time.h"
#include "people/person.h"
#include "ui/html.h"
#include "ui/longstone/identity.h"
#include "work/lists.h"
#include "work/state.h"

// Small parts that many pages share.
namespace longstone::web {

class Visit;

// "/records/CR-2026-0012" and what follows it.
std::string record_path(std::string_view ref, std::string_view rest = {});
Html record_link(std::string_view ref, html::Piece words);

// A form of ours: posts with the visitor's token.
Html post_form(Visit& visit, const std::string& action, std::initializer_list<html::Piece> content);
// The same, its half-typed words kept on the server under its own address, and no wider than is
// good to read.
Html kept_form(Visit& visit, const std::string& action, std::initializer_list<html::Piece> content);

// A rating in its colour; nothing when there is none.
std::optional<ls::Rag> rag_of(const std::string& rating);
Html rag_html(const std::string& rating);

// How much time is left, red when it is late. The words of base/limit.h.
Html time_left_html(const Visit& visit, Instant due);
// The same where a column already says that it is the time left: "2 h 10 min", "35 min late".
Html left_html(const Visit& visit, Instant due);
// "today 15:40", "tomorrow 10:00", "Friday 14 Nov", by London's days.
std::string by_when(Instant now, Instant due);
// "13 Nov 15:40" as a <time>.
Html when_html(Instant instant);

people::Summary summary_of(const work::PersonOnRecord& person);
people::Summary summary_of(const work::Line& line);
// "Maisie Thorburn", "Unborn baby Thorburn", "Name not known"
std::string name_words(const people::Summary& person);
// ", 7 years", ", due 2 February 2027", or nothing: what stands after a name in a list.
std::string age_words(const people::Summary& person, Date today);

// What was just done, after a redirect: a word in the query that stands for a fixed sentence.
Html done_banner(const Visit& visit);
// "path?done=word"
std::string done_at(std::string path, std::string_view word);

// The next page of a list, by its cursor.
Html next_page(const std::string& href);

// A whole number typed by a machine (a hidden revision); nothing when it is none.
std::optional<std::int64_t> whole_number(std::string_view text);

}  // namespace longstone::web
