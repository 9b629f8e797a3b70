#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "people/match_words.h"
#include "people/person.h"

// Two people on record who may be one, looked at by people: "same", "different" or "cannot say",
// with a reason. Nobody is asked twice, and nobody is told what the model or another reviewer
// thinks before they have said. A merge across households, or near somebody restricted, needs two
// who agree; so does every fifth pair, so that agreement is measured and nothing is given away by
// being asked for a second look. Only pairs whose both people the reviewer sees whole.
namespace longstone::access {
class Grant;
}

namespace longstone::people {

inline constexpr std::string_view kSame = "same", kDifferent = "different",
                                  kCannotSay = "cannot-say";

struct Opinion {
    std::string says = {};
    std::string reason = {};
    std::string actor = {};
    std::string agency = {};
    Instant at = {};
};

// What is feared while a pathway's record is open (define::Pathway::harm).
enum class Harm { None, Likely, Immediate };
std::string_view word(Harm harm);  // as a pathway says it; empty for none

// What is open about somebody, of the records that this viewer sees; to who sees everybody also
// what is feared by another, unless that is restricted.
struct OpenWork {
    int records = 0;
    Harm harm = Harm::None;            // the worst of it
    std::set<std::string> worst = {};  // the names of its pathways, of records that they see
};

struct PairLine {
    Summary a = {}, b = {};
    OpenWork open_a = {}, open_b = {};
    bool waits_for_second = false;
};

// The greatest expected harm first: what is feared for one of the two, then for the other, then
// what is open about both, then how likely they are one.
struct Queue {
    std::vector<PairLine> lines = {};
    std::size_t more = 0;  // pairs beyond those listed, as far as they were counted
    bool counted = true;   // false: there may be more than that
    bool through = true;   // false: the register is still being looked through
};

// One field of the two, as it is known of each; what one does not have is empty.
struct FieldPair {
    std::string field = {};  // as in match_words.h, and "name", "previous-names", …
    std::vector<std::string> left = {}, right = {};
    std::optional<FieldAgreement> agreement = {};
};

struct PairSeen {
    Summary a = {}, b = {};
    std::vector<FieldPair> fields = {};
    std::vector<FieldWeight> reasons = {};
    double weight = 0;  // bits
    double probability = 0;
    bool decided = false;              // same or different, by an assertion that stands
    bool same = false;                 // when decided
    std::optional<Opinion> own = {};   // this viewer's
    std::vector<Opinion> others = {};  // told only once own is given
};

struct Reviewed {
    bool decided = false;  // an assertion was made; else somebody else looks too
    bool same = false;
};

struct ReviewFigures {
    int read_by_two = 0;
    int agreed = 0;  // of those
    int same = 0, different = 0, cannot_say = 0;
};

// The grant is for JudgeMatches, in all of these. Opening a pair notes both people in the access
// log.
Result<Queue> review_queue(const Context& context, const access::Grant& grant, std::size_t most);
Result<PairSeen> review_pair(const Context& context,
                             const access::Grant& grant,
                             std::string_view a,
                             std::string_view b);
Result<Reviewed> review(const Context& context,
                        const access::Grant& grant,
                        std::string_view a,
                        std::string_view b,
                        std::string_view says,
                        std::string_view reason);
Result<ReviewFigures> review_figures(const Context& context, const access::Grant& grant);

// Others on record who may be this person and whom nobody has judged yet, the likeliest first. The
// grant is for ReadPerson on them.
Result<std::vector<Summary>> may_also_be(const Context& context,
                                         const access::Grant& grant,
                                         std::string_view person);

}  // namespace longstone::people
