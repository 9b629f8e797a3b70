#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

// Random, hashing and sealing, all from libsodium. Binary values are std::string of bytes.
namespace longstone {

// The letters of codes and ids: Crockford base32, lower case, each of five bits.
inline constexpr std::string_view kCodeLetters = "0123456789abcdefghjkmnpqrstvwxyz";

std::string random_bytes(std::size_t count);
// `chars` of kCodeLetters.
std::string random_code(std::size_t chars);
// 128 random bits as 26 characters: ids of people, requests, meetings, documents.
std::string new_id();

// The hash of the pieces joined end to end; where a boundary must count, mark it in the pieces.
std::string blake2b(std::initializer_list<std::string_view> pieces);  // 32 bytes
// The key is 16 to 64 bytes.
std::string keyed_blake2b(std::string_view key, std::string_view text);  // 32 bytes
bool same_bytes(std::string_view a, std::string_view b);                 // constant time
std::string hex(std::string_view bytes);
std::string unhex(std::string_view text);  // empty when it is not hex

struct SigningKey {
    std::string public_key = {};  // 32 bytes
    std::string secret_key = {};  // 64 bytes
};
SigningKey new_signing_key();
std::string sign(const SigningKey& key, std::string_view text);  // 64 bytes
bool signature_holds(std::string_view public_key,
                     std::string_view text,
                     std::string_view signature);

}  // namespace longstone
