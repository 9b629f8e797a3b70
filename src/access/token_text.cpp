#include "access/token_text.h"

#include <algorithm>

#include "base/secret.h"

namespace longstone::access {

namespace {
constexpr std::size_t kTokenLength = 52;
}

std::string new_token() {
    return random_code(kTokenLength);
}

std::string token_hash(std::string_view token) {
    return hex(blake2b({"longstone token 1:", token}));
}

bool looks_like_token(std::string_view token) {
    return token.size() == kTokenLength && std::ranges::all_of(token, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
           });
}

}  // namespace longstone::access
