#pragma once

#include <map>
#include <string>
#include <vector>

#include "exchange/feed_rows.h"
#include "people/agency_events.h"
#include "people/person.h"
#include "work/answers.h"
#include "work/load.h"

// What a row says: its cells translated into answers and into what is stated of people, with
// everything that is wrong with them, each under its column. Nothing is written.
namespace longstone::exchange {

struct SaidRelation {
    std::string type = {};
    std::optional<Date> from = {}, until = {};
};

struct RowSays {
    const define::Feed* feed = nullptr;
    long long line = 0;
    std::map<std::string, std::string, std::less<>> values = {};  // by column, in our own words
    std::string key = {};                                         // what the row is known by
    std::string digest = {};                                      // of all it says
    std::optional<Instant> happened = {};
    work::Answers answers = {};
    std::map<std::string, std::vector<people::NewAssertion>> people = {};  // by role
    std::optional<people::AgencyEvent> event = {};
    std::optional<SaidRelation> relation = {};
    std::optional<Instant> changed = {};  // in the agency's own system
    bool withdrawn = false;
    std::vector<FieldProblem> problems = {};

    // The cell of a column, or nothing; a column without a name is empty.
    [[nodiscard]] const std::string& value(std::string_view column) const;
    // One problem a column is enough.
    void bad(const std::string& column, std::string message);
};

// `agency` is the sender's. Also holds the row against the forms and the rules about people, so
// that all that is wrong is said at once.
RowSays says(const work::Context& context, const std::string& agency, const RawRow& row);

// Parts of says(), each with the problems it finds: what is stated of people, and the event or the
// relation that the row tells of.
void put_people(RowSays& row);
void put_event(RowSays& row,
               const define::FeedEvent& said,
               const define::Definitions& definitions,
               const std::string& agency);
void put_relation(RowSays& row, const define::FeedRelation& said);
void put_times(RowSays& row, Instant now);
// 27/3/2026 as 2026-03-27, "27/03/2026 21:30" in London as an instant; what is neither, as it is.
std::string iso_date(const std::string& text);
std::string iso_time(const std::string& text);
// Its first characters.
std::string cut_to(std::string text, std::size_t characters);
inline constexpr int kEarliestYear = 1900;  // of anything that happened to somebody alive
// A whole day is its beginning.
std::optional<Instant> instant_of(const std::string& text);

// A problem about a question or a detail, under the column that gives it.
FieldProblem under_column(const define::Feed& feed, FieldProblem problem);

}  // namespace longstone::exchange
