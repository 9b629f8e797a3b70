#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "work/load.h"

// What came in by feeds: each row that was taken, under what it is known by, so that the same row
// is known again; and each delivery with its figures and the rows that were refused. Kept as
// events; the tables are a projection. A refused row is kept as its errors alone.
namespace longstone::work {

struct ReceivedRow {
    std::string agency = {}, feed = {}, key = {};
    std::string digest = {};   // of its content
    std::string outcome = {};  // opened, added, person, event, related, changed, withdrawn
    std::string record = {}, person = {};
    std::string said = {};                // the event or the relation that it told of
    bool opened = false;                  // this row opened that record
    std::optional<Instant> changed = {};  // in the agency's own system
    std::string delivery = {};
    std::optional<Instant> happened = {};
    Instant received = {};
};
// The row as it was last received.
std::optional<ReceivedRow> find_received(Context& context,
                                         std::string_view agency,
                                         std::string_view feed,
                                         std::string_view key);
// Conflict when somebody sends the same row at this moment.
Result<void> note_received(Context& context, const access::Viewer& sender, const ReceivedRow& row);

struct RefusedRow {
    long long line = 0;
    std::string key = {};
    std::vector<FieldProblem> problems = {};  // each names its column
};
struct FeedCounts {
    long long received = 0, opened = 0, added = 0, people = 0, events = 0, relations = 0,
              changed = 0, withdrawn = 0, older = 0, already = 0, refused = 0;
    FeedCounts& operator+=(const FeedCounts& more);
    bool operator==(const FeedCounts&) const = default;
};
struct Delivery {
    std::string id = {}, agency = {}, feed = {};
    std::string name = {};  // of the file, where there was one
    std::string by = {};
    Instant at = {};
    bool finished = true;  // false: it began, and nothing tells that it came to its end
    FeedCounts counts = {};
    std::vector<RefusedRow> refused = {};
    // Of one whose rows are all here: how many more were refused than a list can hold.
    [[nodiscard]] long long unlisted() const {
        return counts.refused - static_cast<long long>(refused.size());
    }
};
// At its beginning, so that one that was cut off is seen to be; `feed` is empty.
Result<void> note_begun(Context& context, const access::Viewer& sender, const Delivery& delivery);
Result<void> note_delivery(Context& context,
                           const access::Viewer& sender,
                           const Delivery& delivery);

// The agency's own, newest first, with the first of the rows that were refused. The Grant is to
// send feeds.
std::vector<Delivery> deliveries_of(Context& context,
                                    const access::Grant& grant,
                                    std::string_view agency,
                                    std::int64_t most);
// One of them by its feeds, with every row that was refused; empty when it is not this agency's.
std::vector<Delivery> delivery_whole(Context& context,
                                     const access::Grant& grant,
                                     std::string_view id);

// Open records of the pathway, not restricted, about this person in that role; newest first.
std::vector<std::string> open_about(Context& context,
                                    std::string_view pathway,
                                    std::string_view role,
                                    std::string_view person);
// Those that have this answer.
std::vector<std::string> open_answering(Context& context,
                                        std::string_view pathway,
                                        std::string_view field,
                                        std::string_view value);

extern const std::span<const store::Migration> kReceivedMigrations;
// Applies every "feed.*" event.
journal::Projection received_projection();

}  // namespace longstone::work
