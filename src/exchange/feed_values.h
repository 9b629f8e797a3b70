#pragma once

#include <map>
#include <string>
#include <vector>

#include "exchange/feed_rows.h"
#include "people/person.h"
#include "work/answers.h"
#include "work/load.h"

// What a row says: its cells translated into answers and into what is stated of people, with
// everything that is wrong with them, each under its column. Nothing is written.
namespace longstone::exchange {

struct RowSays {
    const define::Feed* feed = nullptr;
    long long line = 0;
    std::string key = {};     // what the row is known by
    std::string digest = {};  // of all it says
    std::optional<Instant> happened = {};
    work::Answers answers = {};
    std::map<std::string, std::vector<people::NewAssertion>> people = {};  // by role
    std::vector<FieldProblem> problems = {};
};

// `agency` is the sender's. Also holds the row against the forms and the rules about people, so
// that all that is wrong is said at once.
RowSays says(const work::Context& context, const std::string& agency, const RawRow& row);

// A problem about a question or a detail, under the column that gives it.
FieldProblem under_column(const define::Feed& feed, FieldProblem problem);

}  // namespace longstone::exchange
