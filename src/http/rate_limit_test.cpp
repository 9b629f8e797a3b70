#include "http/rate_limit.h"

#include <string>

#include <doctest/doctest.h>

using namespace longstone;
using namespace longstone::http;

TEST_CASE("a bucket empties and fills evenly") {
    RateLimiter limiter({.burst = 3, .refill = 3 * kSecond});
    const Instant start{1'000 * kSecond};
    for (int i = 0; i < 3; ++i) {
        CHECK(limiter.take("a", start) == 0);
    }
    CHECK(limiter.take("a", start) == kSecond);
    CHECK(limiter.take("a", start + kSecond / 4) == kSecond - kSecond / 4);
    CHECK(limiter.wait("a", start + kSecond) == 0);
    CHECK(limiter.take("a", start + kSecond) == 0);
    CHECK(limiter.take("a", start + kSecond) == kSecond);
    CHECK(limiter.take("b", start) == 0);

    // Quiet for long gives a full bucket, never more.
    for (int i = 0; i < 3; ++i) {
        CHECK(limiter.take("a", start + 100 * kSecond) == 0);
    }
    CHECK(limiter.take("a", start + 100 * kSecond) > 0);
}

TEST_CASE("a refused try costs nothing, and a key can start afresh") {
    RateLimiter limiter({.burst = 1, .refill = kSecond});
    const Instant start{kDay};
    CHECK(limiter.take("a", start) == 0);
    for (int i = 0; i < 50; ++i) {
        CHECK(limiter.take("a", start) == kSecond);
    }
    limiter.forget("a");
    CHECK(limiter.take("a", start) == 0);
}

TEST_CASE("memory is bounded, and those in use are kept") {
    RateLimiter limiter({.burst = 1, .refill = kDay, .keys = 100});
    const Instant now{kDay};
    CHECK(limiter.take("busy", now) == 0);
    for (int i = 0; i < 10'000; ++i) {
        CHECK(limiter.take("key " + std::to_string(i), now) == 0);
        CHECK(limiter.take("busy", now) > 0);
        REQUIRE(limiter.keys() <= 100);
    }
}
