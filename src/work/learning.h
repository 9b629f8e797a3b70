#pragma once

#include <span>
#include <string>
#include <vector>

#include "work/load.h"

// Learning that was recorded elsewhere: somebody says what they did, and whoever approves for them
// confirms it. A stream for each learner, learning/<user>.
namespace longstone::work {

struct Learned {
    std::string id = {}, learner = {}, agency = {};
    std::string requirement = {};  // what it counts for; empty: nothing in particular
    std::string title = {}, provider = {}, evidence = {}, confirmer = {};
    std::string state = "entered";  // confirmed, declined
    std::string decided_by = {}, reason = {};
    std::optional<Date> on = {};
    Instant entered = {};
};

struct EnterLearning {
    std::string requirement = {}, title = {}, provider = {}, evidence = {}, confirmer = {};
    std::optional<Date> on = {};
};
Result<std::string> enter_learning(Context& context,
                                   const access::Viewer& viewer,
                                   const EnterLearning& entered);
// By whom the learner named, or whoever approves at their agency; never by the learner. Without
// confirming, a reason.
Result<void> decide_learning(Context& context,
                             const access::Viewer& viewer,
                             std::string_view id,
                             bool confirms,
                             const std::string& reason);

std::vector<Learned> learning_of(Context& context, const access::Viewer& viewer);
std::vector<Learned> learning_to_confirm(Context& context, const access::Viewer& viewer);

journal::Projection learning_projection();

}  // namespace longstone::work
