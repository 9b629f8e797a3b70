#pragma once

#include <string>
#include <string_view>

namespace longstone::access {

// The text as a QR code: an SVG element with its quiet zone, sized by its surroundings, without
// style or script. `title` is what a screen reader says. Throws std::length_error over 500 bytes.
std::string qr_svg(std::string_view text, std::string_view title);

}  // namespace longstone::access
