#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "people/person.h"

// "These two are one person", as somebody's opinion with a reason, or a matching model's with its
// weight. Nothing is merged: both stay as they are and point at each other. The opposite opinion
// takes its place, except what a person said at the other's page: that is taken back first
// (Conflict), so that two at once do not undo each other unseen. Withdrawn, everything is as if it
// had never been said, except the history. A judgement that they are different is kept too, so that
// nobody is asked twice.
namespace longstone::access {
class Grant;
}
namespace longstone::store {
class Session;
}

namespace longstone::people {

struct Judgement {
    std::string id = {};
    std::string other = {};
    std::string other_name = {};
    bool same = false;  // false: judged to be different people
    std::string reason = {};
    std::string actor = {};
    std::string agency = {};
    Instant recorded_at = {};
    bool stands = true;      // false: a later judgement took its place, or it was withdrawn
    std::string model = {};  // the version that said it, when no person did
    double weight = 0;       // in bits, of a model's
    std::optional<Withdrawal> ended = {};
};

// What stands between two, said last.
struct Standing {
    std::string id = {};
    bool same = false;
    std::string model = {};
};
std::optional<Standing> standing_between(store::Session& db,
                                         std::string_view person,
                                         std::string_view other);

// The grant is for EditPerson on the first person; the viewer must see both of them whole. Answers
// with the first person's new revision.
Result<std::int64_t> judge_same(const Context& context,
                                const access::Grant& grant,
                                std::int64_t rev,
                                std::string_view other,
                                std::string_view reason);
// Withdraws that they are the same, and says that they are not.
Result<std::int64_t> judge_different(const Context& context,
                                     const access::Grant& grant,
                                     std::int64_t rev,
                                     std::string_view other,
                                     std::string_view reason);

// Takes back what was said of the two, whoever said it. The grant and the sight are as above.
Result<std::int64_t> withdraw_judgement(const Context& context,
                                        const access::Grant& grant,
                                        std::int64_t rev,
                                        std::string_view id,
                                        std::string_view reason);

}  // namespace longstone::people
