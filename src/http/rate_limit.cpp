#include "http/rate_limit.h"

#include <algorithm>
#include <mutex>
#include <string>
#include <unordered_map>

namespace longstone::http {
namespace {

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};

// A bucket is one number: when it will be full again. Each token taken moves that later.
using Buckets = std::unordered_map<std::string, std::int64_t, Hash, std::equal_to<>>;

}  // namespace

// Two generations bound the memory: when the young one has half of the keys it becomes the old
// one, and what was old is forgotten. A key that is used moves to the young one.
struct RateLimiter::State {
    explicit State(Rate given) : rate(given) {}

    [[nodiscard]] std::int64_t full_at(std::string_view key) const {
        if (const auto found = young.find(key); found != young.end()) return found->second;
        if (const auto found = old.find(key); found != old.end()) return found->second;
        return 0;
    }

    [[nodiscard]] std::int64_t wait(std::int64_t full, Instant now) const {
        const std::int64_t token = rate.refill / rate.burst;
        const std::int64_t after = std::max(full, now.micros) + token;
        return std::max<std::int64_t>(0, after - (now.micros + token * rate.burst));
    }

    void keep(std::string_view key, std::int64_t full) {
        if (const auto found = young.find(key); found != young.end()) {
            found->second = full;
            return;
        }
        if (young.size() >= std::max<std::size_t>(1, rate.keys / 2)) {
            old = std::move(young);
            young.clear();
        }
        if (const auto found = old.find(key); found != old.end()) old.erase(found);
        young.emplace(key, full);
    }

    Rate rate = {};
    mutable std::mutex mutex = {};
    Buckets young = {};
    Buckets old = {};
};

RateLimiter::RateLimiter(Rate rate) : state_(std::make_unique<State>(rate)) {}
RateLimiter::~RateLimiter() = default;
RateLimiter::RateLimiter(RateLimiter&&) noexcept = default;
RateLimiter& RateLimiter::operator=(RateLimiter&&) noexcept = default;

std::int64_t RateLimiter::take(std::string_view key, Instant now) {
    const std::lock_guard lock(state_->mutex);
    const std::int64_t full = state_->full_at(key);
    const std::int64_t wait = state_->wait(full, now);
    const std::int64_t token = state_->rate.refill / state_->rate.burst;
    state_->keep(key, wait > 0 ? full : std::max(full, now.micros) + token);
    return wait;
}

std::int64_t RateLimiter::wait(std::string_view key, Instant now) const {
    const std::lock_guard lock(state_->mutex);
    return state_->wait(state_->full_at(key), now);
}

void RateLimiter::forget(std::string_view key) {
    const std::lock_guard lock(state_->mutex);
    if (const auto found = state_->young.find(key); found != state_->young.end()) {
        state_->young.erase(found);
    }
    if (const auto found = state_->old.find(key); found != state_->old.end()) {
        state_->old.erase(found);
    }
}

std::size_t RateLimiter::keys() const {
    const std::lock_guard lock(state_->mutex);
    return state_->young.size() + state_->old.size();
}

}  // namespace longstone::http
