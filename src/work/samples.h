#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "work/load.h"

// Records drawn by chance out of those that match. Who states the criteria need not see what
// matches: the draw runs under what the definition says (`sample: {from: …}`) and tells a number
// and references. A record that was restricted by itself is never in it, one of a restricted or
// sealed pathway only where the definition names that pathway.
namespace longstone::work {

struct FrameAsked {
    std::string pathway = {};
    std::string by = "opened";  // opened, closed, or a stage that it came to
    Date since = {}, until = {};
    std::string field = {}, value = {};             // an answer to a counted question
    std::optional<int> age_from = {}, age_to = {};  // of somebody it is about, when it was opened
    std::string agency = {};                        // that was involved
    std::string strata = {};                        // a counted question: drawn from each answer
};
struct Framed {
    std::string ref = {};
    std::string stratum = {};
    bool operator==(const Framed&) const = default;
};

// The pathways that may be drawn from.
std::vector<const define::Pathway*> sampled_pathways(const define::Definitions& definitions,
                                                     const define::Pathway& pathway);
// What is wrong with the criteria; empty when nothing is.
std::vector<FieldProblem> problems_of(const define::Definitions& definitions,
                                      const define::Pathway& pathway,
                                      const FrameAsked& asked);
// All that match, by reference.
std::vector<Framed> frame_of(Context& context,
                             const define::Pathway& pathway,
                             const FrameAsked& asked);

struct Stratum {
    std::string value = {};
    std::int64_t frame = 0, drawn = 0;
};
struct Draw {
    std::vector<std::string> refs = {};  // in the order in which they were drawn
    std::vector<Stratum> strata = {};    // one, without a name, where it is not stratified
};
// "longstone-sample-1": each reference is hashed with the seed (BLAKE2b, 256 bits, of
// "longstone-sample-1/<seed>/<ref>"), and those with the least hashes are drawn. The same seed and
// frame give the same sample everywhere, and anybody can check one reference by itself. Strata get
// shares by size, the largest remainders first, and each at least one while there are enough.
inline constexpr std::string_view kDrawAlgorithm = "longstone-sample-1";
Draw draw(const std::vector<Framed>& frame, std::int64_t size, std::string_view seed);

struct Sample {
    std::int64_t n = 0;
    FrameAsked criteria = {};
    std::int64_t size = 0, frame = 0;
    std::string seed = {}, by = {}, reason = {};
    Instant at = {};
    Draw drawn = {};
};
// Every draw of a record, the last one first: that one counts.
std::vector<Sample> samples_of(Context& context, const access::Grant& grant);
Json to_json(const FrameAsked& asked);

extern const std::span<const store::Migration> kSampleMigrations;
// Applies "record.sample-drawn".
journal::Projection samples_projection();

}  // namespace longstone::work
