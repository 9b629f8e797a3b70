#include "work/link_token.h"

#include "base/secret.h"
#include "base/text.h"

namespace longstone::work {

std::string make_token(std::string_view key, std::string_view what, std::size_t length) {
    const auto bytes = keyed_blake2b(key, what);
    std::string token;
    for (std::size_t n = 0; n < length; ++n) {
        if (n > 0 && n % 4 == 0) token.push_back('-');
        token.push_back(kCodeLetters[static_cast<unsigned char>(bytes[n]) % kCodeLetters.size()]);
    }
    return token;
}

std::string typed_token(std::string_view text, std::size_t length) {
    std::string token;
    for (char c : trim(text)) {
        if (c == '-' || c == ' ') continue;
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        if (c == 'o') c = '0';
        if (c == 'i' || c == 'l') c = '1';
        if (kCodeLetters.find(c) == std::string_view::npos || token.size() == length) return {};
        token.push_back(c);
    }
    return token.size() == length ? token : std::string();
}

}  // namespace longstone::work
