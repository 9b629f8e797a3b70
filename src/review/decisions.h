#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/load.h"

// Decisions to look back on: of a record that the viewer reviews, and, where its pathway looks back
// on others, of those about the same people. What nobody may know of who is not on its list stays
// closed to a review as to anybody.
namespace longstone::review {

struct Decision {
    enum class Kind { Move, Answer, Meeting };
    std::string id = {};  // "MC-2026-0412/7"
    std::string record = {}, pathway = {};
    std::int64_t rev = 0, seq = 0;  // on its record; in the journal
    Kind kind = Kind::Move;
    Instant happened = {}, recorded = {};
    std::string by = {}, agency = {};
    std::string words = {};   // "Moved from Contact to Decided"
    std::string reason = {};  // as it was given
    std::vector<std::pair<std::string, std::string>> details = {};
};

// The record of the review and those that it looks back on, the review's own first.
struct Review {
    work::Opened opened;  // its Grant is to Review
    std::vector<access::Grant> records = {};

    [[nodiscard]] bool has(std::string_view ref) const;
};
// NotFound unless the viewer may review it.
Result<Review> open_review(work::Context& context,
                           const access::Viewer& viewer,
                           std::string_view ref);

// The words of an answer: coded values by their text, days and times as people write them.
std::string answer_words(const define::Definitions& definitions,
                         const define::Field& field,
                         const work::Given& given);

// "3 March 2019 at 15:40"; to the day where it is told for a day, at midnight.
std::string moment_words(Instant at);

// Of all its records, in the order in which they were taken: every move, each answer on which a
// move or a new record turns, each meeting that was held.
std::vector<Decision> decisions_of(work::Context& context, const Review& review);
std::optional<Decision> find_decision(work::Context& context,
                                      const Review& review,
                                      std::string_view id);

}  // namespace longstone::review
