#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

// Passwords: Argon2id, and a judgement of strength in place of rules on which characters to use.
namespace longstone::access {

inline constexpr std::size_t kShortestPassword = 12;  // characters
inline constexpr std::size_t kLongestPassword = 256;  // characters; anything fits, spaces too

// What one hash costs. The defaults are above what OWASP asks for and take some 50 ms; tests use
// less.
struct HashCost {
    std::uint64_t passes = 3;
    std::size_t memory = std::size_t{32} << 20U;
};

// Safe from any thread. Never call it inside a transaction: it is slow on purpose.
class PasswordHasher {
public:
    explicit PasswordHasher(HashCost cost = {});
    [[nodiscard]] std::string hash(std::string_view password) const;
    // Without a hash (no such user, no password yet) it does the same work and says no.
    [[nodiscard]] bool verify(const std::optional<std::string>& hash,
                              std::string_view password) const;
    // Made at another cost than today's: hash the password again while it is at hand.
    [[nodiscard]] bool is_outdated(const std::string& hash) const;

private:
    HashCost cost_;
    std::string dummy_;
};

// Says yes or what to do, under the field's id. `known_words` are the person's own names, the
// partnership's name and the like, which count as weak.
Result<void> check_password(std::string_view password,
                            const std::vector<std::string>& known_words,
                            std::string_view field = "password");

// One to hand out where somebody must be let in before they can choose their own: 100 random bits
// in groups that can be read aloud, "k7dm-q2xv-9trp-w4hb-c6ns".
std::string readable_password();

}  // namespace longstone::access
