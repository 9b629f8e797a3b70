#include "work/samples.h"

#include <set>

#include <doctest/doctest.h>

#include "base/text.h"
#include "work/test_work.h"

namespace longstone::work {
namespace {

std::vector<Framed> frame(int n) {
    std::vector<Framed> out;
    for (int i = 1; i <= n; ++i)
        out.push_back({.ref = cat({"MC-2026-", number(1000 + i)}),
                       .stratum = i % 10 == 0  ? "red"
                                  : i % 3 == 0 ? "amber"
                                               : "green"});
    return out;
}

std::vector<Framed> plain(int n) {
    auto out = frame(n);
    for (auto& one : out)
        one.stratum.clear();
    return out;
}

}  // namespace

TEST_CASE("the same number draws the same records on any machine") {
    // Worked out apart with Python: the ten least of hashlib.blake2b(b"longstone-sample-1/42/" +
    // ref, digest_size=32).hexdigest() over MC-2026-1001 to MC-2026-1100.
    const std::vector<std::string> expected = {"MC-2026-1095",
                                               "MC-2026-1052",
                                               "MC-2026-1045",
                                               "MC-2026-1026",
                                               "MC-2026-1047",
                                               "MC-2026-1013",
                                               "MC-2026-1079",
                                               "MC-2026-1063",
                                               "MC-2026-1017",
                                               "MC-2026-1061"};
    CHECK(draw(plain(100), 10, "42").refs == expected);
    CHECK(draw(plain(100), 10, "43").refs != expected);
}

TEST_CASE("a larger frame changes only what its own records displace; all are drawn at most once") {
    const auto small = draw(plain(50), 50, "7");
    CHECK(std::set<std::string>(small.refs.begin(), small.refs.end()).size() == 50);
    CHECK(draw(plain(50), 500, "7").refs.size() == 50);
    CHECK(draw({}, 10, "7").refs.empty());
    const auto before = draw(plain(99), 10, "7").refs;
    const auto after = draw(plain(100), 10, "7").refs;
    int moved = 0;
    for (const auto& ref : before)
        moved += std::ranges::find(after, ref) == after.end() ? 1 : 0;
    CHECK(moved <= 1);
}

TEST_CASE("each answer has its share, and at least one while there are enough") {
    const auto drawn = draw(frame(100), 10, "7");
    REQUIRE(drawn.strata.size() == 3);
    std::int64_t all = 0;
    for (const auto& one : drawn.strata) {
        CHECK(one.drawn >= 1);
        CHECK(one.drawn <= one.frame);
        all += one.drawn;
    }
    CHECK(all == 10);
    CHECK(drawn.refs.size() == 10);
    // amber 30, green 60, red 10
    CHECK(drawn.strata[0].drawn == 3);
    CHECK(drawn.strata[1].drawn == 6);
    CHECK(drawn.strata[2].drawn == 1);
    const auto few = draw(frame(100), 2, "7");
    CHECK(few.refs.size() == 2);
    for (int size = 1; size <= 100; ++size)
        CHECK(draw(frame(100), size, "7").refs.size() == static_cast<std::size_t>(size));
}

}  // namespace longstone::work
