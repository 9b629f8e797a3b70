#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "match/calibrate.h"
#include "match/model.h"

// A model and its calibration as bytes, so that what was learnt outlives the program. Bytes of
// another shape (an older program's) are not read.
namespace longstone::match {

std::string bytes_of(const Model& model, const Calibration& calibration);

struct Kept {
    Model model = {};
    Calibration calibration = {};
};
std::optional<Kept> kept_of(std::string_view bytes, std::string version);

}  // namespace longstone::match
