#include "ui/longstone/faces.h"

#include <algorithm>
#include <array>

#include "ui/markup.h"

namespace longstone::ls {
namespace {

// Down, a little down, straight, a little up, wide open.
constexpr std::array<html::Literal, 5> kMouths = {"M13 34q11-13 22 0",
                                                  "M14 33q10-6 20 0",
                                                  "M14 32h20",
                                                  "M14 30q10 7 20 0",
                                                  "M12 28h24q-2 11-12 11t-12-11z"};

}  // namespace

Html face(int happy) {
    const auto mouth = kMouths[static_cast<std::size_t>(std::clamp(happy, 1, 5) - 1)];
    html::Markup out;
    out.raw(
           "<svg class=\"ls-face\" viewBox=\"0 0 48 48\" width=\"48\" height=\"48\" "
           "aria-hidden=\"true\" focusable=\"false\"><circle class=\"ls-face__head\" cx=\"24\" "
           "cy=\"24\" r=\"21\"/><circle class=\"ls-face__eye\" cx=\"17\" cy=\"19\" r=\"2.5\"/>"
           "<circle class=\"ls-face__eye\" cx=\"31\" cy=\"19\" r=\"2.5\"/><path "
           "class=\"ls-face__mouth\" d=\"")
        .raw(mouth)
        .raw("\"/></svg>");
    return out.done();
}

}  // namespace longstone::ls
