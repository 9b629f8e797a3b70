#pragma once

#include <optional>
#include <string>
#include <string_view>

// A keyed hash that one party asks of another without showing what is hashed (an oblivious
// pseudorandom function over ristretto255, as RFC 9497 has it in its base mode, made of libsodium's
// group). The holder of the key learns nothing of the text, whoever asks learns the hash of that
// one text and nothing of the key. Points and scalars are 32 bytes.
namespace longstone::oblivious {

inline constexpr std::size_t kBytes = 32;

std::string new_key();                         // a scalar; never leaves whoever made it
std::string public_key(std::string_view key);  // key · base point
std::string point_of(std::string_view text);   // hashed onto the group
bool is_point(std::string_view point);

struct Blinded {
    std::string point = {};   // to be sent: evenly spread over the group, whatever the text
    std::string factor = {};  // kept by whoever asks, until the answer is there
};
Blinded blind(std::string_view text);
// A question about nothing, which looks like any other: the answer to it is factor · public key, so
// that an answer made with another key is seen.
Blinded decoy();
bool decoy_holds(const Blinded& decoy, std::string_view answer, std::string_view public_key);

// What the holder of the key does; nothing when the point is none.
std::optional<std::string> evaluate(std::string_view key, std::string_view point);
// Back to key · point_of(text).
std::optional<std::string> unblind(std::string_view answer, std::string_view factor);
// The hash itself: 16 bytes of the label, the text and key · point_of(text).
std::string finish(std::string_view label, std::string_view text, std::string_view point);
// The same by the holder of the key, for texts of its own.
std::string keyed(std::string_view key, std::string_view label, std::string_view text);

}  // namespace longstone::oblivious
