#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/password.h"
#include "base/problem.h"
#include "base/time.h"

// Signing in, in two steps: the password, then the one-time code of those who have one.
//
// The answer and the work are the same for a wrong password, an unknown user, a disabled one and
// one without a password. Guesses are counted for each account from unknown devices, for each
// pair of account and source, and for each source; a device on which somebody signed in before has
// a count of its own, so whoever guesses from elsewhere cannot lock its owner out.
namespace longstone::store {
class Session;
class Store;
}  // namespace longstone::store

namespace longstone::access {

enum class Network { Outside, Trusted };

struct SignInSettings {
    std::int64_t window = 5 * kMinute;
    int account_guesses = 10;  // in a window, from unknown devices together, or from a known one
    int source_guesses = 30;   // in a window, whatever the account: an office shares an address
    int code_guesses = 6;
    std::int64_t step_life = 10 * kMinute;  // from the password to the code
    std::int64_t device_life = 180 * kDay;
    bool code_required = true;  // who has no code yet must enrol one before anything else
};

// Where it comes from. `device_token` is the long-lived cookie of a device, empty at first.
struct From {
    std::string source = {};  // network address
    std::string device = {};  // as device_text() says it
    std::string device_token = {};
    Network network = Network::Outside;
};

struct SignedIn {
    std::string user = {};
    std::string session_token = {};
    std::string device_token = {};  // for the device's cookie, to be kept for device_life
    bool must_enrol = false;
};

// Either signed in, or a token to come back with, beside the code.
struct FirstStep {
    std::optional<SignedIn> signed_in = {};
    std::string step_token = {};
};

// Safe from any thread; each call makes its own transactions and commits them.
class SignIn {
public:
    SignIn(store::Store& store, const PasswordHasher& hasher, SignInSettings settings = {})
        : store_(store), hasher_(hasher), settings_(settings) {}

    [[nodiscard]] Result<FirstStep> with_password(std::string_view typed_name,
                                                  std::string_view password,
                                                  const From& from,
                                                  Instant now) const;
    [[nodiscard]] Result<SignedIn> with_code(std::string_view step_token,
                                             std::string_view code,
                                             const From& from,
                                             Instant now) const;
    // Whether this is the account's password, for changing it or for a risky act; counted as a
    // guess in the same way.
    [[nodiscard]] Result<void> confirm_password(std::string_view user,
                                                std::string_view password,
                                                const From& from,
                                                Instant now) const;
    // Forgets old guesses, steps and devices. Now and then.
    void sweep(Instant now) const;

private:
    struct Tried;
    [[nodiscard]] Result<Tried> try_password(std::string_view typed_name,
                                             std::string_view password,
                                             const From& from,
                                             Instant now) const;

    store::Store& store_;
    const PasswordHasher& hasher_;
    SignInSettings settings_;
};

}  // namespace longstone::access
