#include "base/oblivious.h"

#include <array>
#include <stdexcept>

#include <sodium.h>

#include "base/secret.h"
#include "base/text.h"

namespace longstone::oblivious {
namespace {

static_assert(kBytes == crypto_core_ristretto255_BYTES);
static_assert(kBytes == crypto_core_ristretto255_SCALARBYTES);
constexpr std::string_view kOntoGroup = "longstone-known-point-1";
constexpr std::size_t kHashBytes = 16;

void ready() {
    static const bool started = sodium_init() >= 0;
    if (!started) throw std::runtime_error("libsodium could not start");
}

unsigned char* bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string scalar() {
    ready();
    std::string out(kBytes, '\0');
    crypto_core_ristretto255_scalar_random(bytes(out));
    return out;
}

// Fails on what is no point, and on the identity, which would give everything away.
std::optional<std::string> times(std::string_view by, std::string_view point) {
    ready();
    if (by.size() != kBytes || !is_point(point)) return {};
    std::string out(kBytes, '\0');
    if (crypto_scalarmult_ristretto255(bytes(out), bytes(by), bytes(point)) != 0) return {};
    return out;
}

}  // namespace

std::string new_key() {
    return scalar();
}

std::string public_key(std::string_view key) {
    ready();
    std::string out(kBytes, '\0');
    if (key.size() != kBytes || crypto_scalarmult_ristretto255_base(bytes(out), bytes(key)) != 0)
        return {};
    return out;
}

std::string point_of(std::string_view text) {
    ready();
    std::string wide(crypto_core_ristretto255_HASHBYTES, '\0');
    crypto_generichash(
        bytes(wide), wide.size(), bytes(text), text.size(), bytes(kOntoGroup), kOntoGroup.size());
    std::string out(kBytes, '\0');
    crypto_core_ristretto255_from_hash(bytes(out), bytes(wide));
    return out;
}

bool is_point(std::string_view point) {
    ready();
    return point.size() == kBytes && crypto_core_ristretto255_is_valid_point(bytes(point)) == 1;
}

Blinded blind(std::string_view text) {
    Blinded blinded{.factor = scalar()};
    blinded.point = times(blinded.factor, point_of(text)).value_or("");
    return blinded;
}

Blinded decoy() {
    Blinded blinded{.factor = scalar()};
    blinded.point = public_key(blinded.factor);
    return blinded;
}

bool decoy_holds(const Blinded& decoy, std::string_view answer, std::string_view public_key) {
    const auto expected = times(decoy.factor, public_key);
    return expected && answer.size() == kBytes && same_bytes(*expected, answer);
}

std::optional<std::string> evaluate(std::string_view key, std::string_view point) {
    return times(key, point);
}

std::optional<std::string> unblind(std::string_view answer, std::string_view factor) {
    ready();
    if (factor.size() != kBytes) return {};
    std::string inverse(kBytes, '\0');
    if (crypto_core_ristretto255_scalar_invert(bytes(inverse), bytes(factor)) != 0) return {};
    return times(inverse, answer);
}

std::string finish(std::string_view label, std::string_view text, std::string_view point) {
    const std::string sizes = cat({number(static_cast<long long>(label.size())),
                                   "/",
                                   number(static_cast<long long>(text.size())),
                                   "/"});
    return blake2b({"longstone-known-1/", sizes, label, text, point}).substr(0, kHashBytes);
}

std::string keyed(std::string_view key, std::string_view label, std::string_view text) {
    const auto point = times(key, point_of(text));
    return point ? finish(label, text, *point) : std::string();
}

}  // namespace longstone::oblivious
