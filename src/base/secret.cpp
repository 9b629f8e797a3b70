#include "base/secret.h"

#include <stdexcept>

#include <sodium.h>

namespace longstone {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::size_t kHashBytes = 32;

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

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string random_bytes(std::size_t count) {
    ready();
    std::string out(count, '\0');
    randombytes_buf(out.data(), out.size());
    return out;
}

std::string random_code(std::size_t chars) {
    std::string out = random_bytes(chars);
    // 32 letters divide 256 evenly, so every letter is equally likely.
    for (char& c : out)
        c = kCodeLetters[static_cast<unsigned char>(c) & 31U];
    return out;
}

std::string new_id() {
    std::string random = random_bytes(16);
    std::string out;
    out.reserve(26);
    unsigned pending = 0;
    int bits = 2;  // 26 letters hold 130 bits: the first letter starts with two zeros
    for (char c : random) {
        pending = (pending << 8U) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            out += kCodeLetters[(pending >> static_cast<unsigned>(bits)) & 31U];
        }
        pending &= (1U << static_cast<unsigned>(bits)) - 1U;
    }
    return out;
}

std::string blake2b(std::initializer_list<std::string_view> pieces) {
    ready();
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, kHashBytes);
    for (std::string_view piece : pieces) {
        crypto_generichash_update(&state, bytes(piece), piece.size());
    }
    std::string out(kHashBytes, '\0');
    crypto_generichash_final(&state, bytes(out), out.size());
    return out;
}

std::string keyed_blake2b(std::string_view key, std::string_view text) {
    ready();
    if (key.size() < crypto_generichash_KEYBYTES_MIN ||
        key.size() > crypto_generichash_KEYBYTES_MAX) {
        throw std::invalid_argument("a hash key must be 16 to 64 bytes");
    }
    std::string out(kHashBytes, '\0');
    crypto_generichash(bytes(out), out.size(), bytes(text), text.size(), bytes(key), key.size());
    return out;
}

bool same_bytes(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hex(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (char c : bytes) {
        auto byte = static_cast<unsigned char>(c);
        out += kHex[byte >> 4U];
        out += kHex[byte & 15U];
    }
    return out;
}

std::string unhex(std::string_view text) {
    if (text.size() % 2 != 0) return {};
    std::string out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        int high = hex_digit(text[i]);
        int low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0) return {};
        out += static_cast<char>(high * 16 + low);
    }
    return out;
}

SigningKey new_signing_key() {
    ready();
    SigningKey key{.public_key = std::string(crypto_sign_PUBLICKEYBYTES, '\0'),
                   .secret_key = std::string(crypto_sign_SECRETKEYBYTES, '\0')};
    crypto_sign_keypair(bytes(key.public_key), bytes(key.secret_key));
    return key;
}

std::string sign(const SigningKey& key, std::string_view text) {
    ready();
    if (key.secret_key.size() != crypto_sign_SECRETKEYBYTES) {
        throw std::invalid_argument("a signing key must be 64 bytes");
    }
    std::string out(crypto_sign_BYTES, '\0');
    std::string_view secret = key.secret_key;
    crypto_sign_detached(bytes(out), nullptr, bytes(text), text.size(), bytes(secret));
    return out;
}

bool signature_holds(std::string_view public_key,
                     std::string_view text,
                     std::string_view signature) {
    ready();
    if (public_key.size() != crypto_sign_PUBLICKEYBYTES) return false;
    if (signature.size() != crypto_sign_BYTES) return false;
    return crypto_sign_verify_detached(
               bytes(signature), bytes(text), text.size(), bytes(public_key)) == 0;
}

}  // namespace longstone
