#include "access/password.h"

#include <array>
#include <stdexcept>

#include <sodium.h>
#include <zxcvbn.h>

#include "base/secret.h"
#include "base/text.h"

namespace longstone::access {

namespace {

constexpr std::size_t kGroups = 5;
constexpr std::size_t kGroupLength = 4;
// zxcvbn looks at no more than this; past it a password is judged by its beginning.
constexpr std::size_t kJudgedBytes = 100;
// Score 3 of zxcvbn's scale: more than 10^8 guesses. As entropy, log2 of that.
constexpr double kLeastEntropy = 26.58;

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count)
        at += utf8_length(text, at);
    return count;
}

Refused say_no(std::string_view field, std::string message) {
    Problem problem = {.fault = Fault::Invalid, .message = message};
    problem.fields.push_back({.field = std::string(field), .message = std::move(message)});
    return Refused(std::move(problem));
}

// The words as zxcvbn wants them: lower case, whole and in their parts, at least three letters.
std::vector<std::string> weak_words(const std::vector<std::string>& known_words) {
    std::vector<std::string> words;
    for (const std::string& known : known_words) {
        std::string word;
        for (const char c : known + " ") {
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 128;
            if (letter) {
                word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            } else {
                if (word.size() >= 3) words.push_back(word);
                word.clear();
            }
        }
    }
    for (const char* own : {"longstone", "safeguarding", "partnership"})
        words.emplace_back(own);
    return words;
}

double entropy_of(std::string_view password, const std::vector<std::string>& known_words) {
    const std::vector<std::string> words = weak_words(known_words);
    std::vector<const char*> dictionary;
    for (const std::string& word : words)
        dictionary.push_back(word.c_str());
    dictionary.push_back(nullptr);
    const std::string judged(password.substr(0, kJudgedBytes));
    return ZxcvbnMatch(judged.c_str(), dictionary.data(), nullptr);
}

}  // namespace

PasswordHasher::PasswordHasher(HashCost cost) : cost_(cost) {
    if (sodium_init() < 0) throw std::runtime_error("the cryptographic library did not start");
    dummy_ = hash(random_code(32));
}

std::string PasswordHasher::hash(std::string_view password) const {
    std::array<char, crypto_pwhash_STRBYTES> out = {};
    if (crypto_pwhash_str_alg(out.data(),
                              password.data(),
                              password.size(),
                              cost_.passes,
                              cost_.memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::runtime_error("not enough memory to hash a password");
    }
    return out.data();
}

bool PasswordHasher::verify(const std::optional<std::string>& hash,
                            std::string_view password) const {
    const bool real = hash && !hash->empty() && hash->size() < crypto_pwhash_STRBYTES;
    const std::string& against = real ? *hash : dummy_;
    const bool matches =
        crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return matches && real;
}

bool PasswordHasher::is_outdated(const std::string& hash) const {
    return crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.passes, cost_.memory) != 0;
}

Result<void> check_password(std::string_view password,
                            const std::vector<std::string>& known_words,
                            std::string_view field) {
    if (!is_valid_utf8(password) || password.find('\0') != std::string_view::npos) {
        return say_no(field, "Enter a password made of ordinary letters, digits and signs.");
    }
    const std::size_t length = characters(password);
    if (length == 0) return say_no(field, "Enter a password.");
    if (length < kShortestPassword) {
        return say_no(field,
                      cat({"Your password must have at least ",
                           number(static_cast<long long>(kShortestPassword)),
                           " characters. Three or four words that do not belong together work "
                           "well."}));
    }
    if (length > kLongestPassword) {
        return say_no(field,
                      cat({"Your password must have at most ",
                           number(static_cast<long long>(kLongestPassword)),
                           " characters."}));
    }
    if (entropy_of(password, known_words) < kLeastEntropy) {
        return say_no(field,
                      "This password would be guessed too easily. Use words that do not belong "
                      "together, and leave out names, dates, common phrases and rows of keys.");
    }
    return {};
}

std::string readable_password() {
    const std::string letters = random_code(kGroups * kGroupLength);
    std::string password;
    for (std::size_t group = 0; group < kGroups; ++group) {
        if (group > 0) password += '-';
        password += letters.substr(group * kGroupLength, kGroupLength);
    }
    return password;
}

}  // namespace longstone::access
