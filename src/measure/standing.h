#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "measure/figure_chart.h"

// Every measure at once: its last figure, what its run says and whether it meets its aim. What is
// worked out for one reader serves the next until something was counted, loaded or marked, or the
// day is another: no part of it depends on who looks.
namespace longstone::measure {

struct Standing {
    const define::Measure* measure = nullptr;
    Figure last = {};
    Variation variation = Variation::Common;
    Assurance assurance = Assurance::None;
    bool charted = false;    // there were enough periods to say
    std::string says = {};   // what the run says, or why nothing can be said
    bool computable = true;  // false: `says` tells why there is no figure

    [[nodiscard]] bool concern() const;
    [[nodiscard]] bool improvement() const;
};

// In the order of the definitions; the grant is to SeeFigures.
std::vector<Standing> standings(work::Context& context, const access::Grant& grant);

class Standings {
public:
    std::shared_ptr<const std::vector<Standing>> of(work::Context& context,
                                                    const access::Grant& grant);

private:
    std::mutex mutex_ = {};
    std::string key_ = {};
    std::shared_ptr<const std::vector<Standing>> kept_ = {};
};

}  // namespace longstone::measure
