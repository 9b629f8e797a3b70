#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "work/load.h"

// The versions of each pathway, with its forms, as they were published: an event on the stream
// definition/<pathway> whenever a house opens with definitions that differ from the last, and none
// when they do not. So what a record was opened under can be read years later.
namespace longstone::work {

inline constexpr std::string_view kPublished = "definition.published";
inline constexpr std::string_view kWithdrawn = "definition.withdrawn";

struct PublishedVersion {
    std::string pathway = {};
    std::int64_t n = 0;        // the nth that was published, from 1
    std::int64_t version = 0;  // as the definition calls itself
    std::string name = {};
    Instant at = {};
    std::string by = {};
    std::optional<Instant> withdrawn = {};  // the definitions had it no more
    std::int64_t open_records = 0;          // opened under this one and still open
};

// Appends what differs from the last that was published; how many events that took. Two programs
// that start at once publish it once.
Result<int> publish_versions(Context& context);

// Newest first. The Grant is to see definitions: of records only numbers are told.
std::vector<PublishedVersion> versions_of(Context& context,
                                          const access::Grant& grant,
                                          std::string_view pathway);
// The pathway with its forms as to_json() gave it; null when there is no such version. The newest
// when `n` is 0.
Json published_pathway(store::Session& db, std::string_view pathway, std::int64_t n = 0);
// The version that was in force when a record was recorded; 0 for one older than any.
std::int64_t version_of_record(store::Session& db, std::string_view ref);
// Open records of a pathway by stage, everybody's: numbers, for who may see definitions.
std::map<std::string, std::int64_t> count_standing(Context& context,
                                                   const access::Grant& grant,
                                                   std::string_view pathway);
// The same, of every pathway, in all.
std::map<std::string, std::int64_t> count_open(Context& context, const access::Grant& grant);

// Applies every "definition.*" event.
journal::Projection versions_projection();

}  // namespace longstone::work
