#pragma once

#include "work/acts/change.h"
#include "work/samples.h"

// Drawing the sample of an audit, and opening a record for each record that was drawn.
namespace longstone::work {

struct DrawAsked {
    FrameAsked criteria = {};
    std::int64_t size = 0;
    std::string seed = {};
    std::string reason = {};  // to draw again
};
// At the stage that the definition says; what was drawn before is kept beside it. Invalid names
// each criterion that is wrong.
Result<Sample> draw_sample(Context& context,
                           const access::Viewer& viewer,
                           std::string_view ref,
                           const DrawAsked& asked);
// Where `stage` is the one at which they open: one record for each that was drawn last, once.
Result<std::vector<std::string>> open_sampled(Context& context,
                                              Opened& opened,
                                              std::string_view stage);

}  // namespace longstone::work
