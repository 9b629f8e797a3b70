#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/time.h"

// How often something may be tried: a bucket of tokens for each key, refilled evenly. Told the
// time; safe from any thread; holds at most `keys` keys in memory, forgetting those that have been
// quiet longest (in the worst case a flood of new keys is forgiven, never the other way round).
namespace longstone::http {

struct Rate {
    int burst = 10;                 // at once
    std::int64_t refill = kMinute;  // micros until an empty bucket is full again
    std::size_t keys = 20'000;
};

class RateLimiter {
public:
    explicit RateLimiter(Rate rate);
    ~RateLimiter();
    RateLimiter(RateLimiter&&) noexcept;
    RateLimiter& operator=(RateLimiter&&) noexcept;

    // Takes a token: 0 when there was one, else the micros until there will be.
    std::int64_t take(std::string_view key, Instant now);
    // What take() would say, taking nothing.
    [[nodiscard]] std::int64_t wait(std::string_view key, Instant now) const;
    // The key starts afresh, as after a right password.
    void forget(std::string_view key);
    [[nodiscard]] std::size_t keys() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace longstone::http
