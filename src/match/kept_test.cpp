#include "match/kept.h"

#include <doctest/doctest.h>

namespace longstone::match {

TEST_CASE("a model is read again as it was kept, and an older program's is not") {
    const auto model = shipped_model();
    auto bytes = bytes_of(model, Calibration{});
    const auto kept = kept_of(bytes, "a");
    REQUIRE(kept);
    CHECK(bytes_of(kept->model, kept->calibration) == bytes);
    CHECK_FALSE(kept_of(bytes.substr(1), "a"));
    bytes[0] ^= 1;  // its shape
    CHECK_FALSE(kept_of(bytes, "a"));
}

}  // namespace longstone::match
