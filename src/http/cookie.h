#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Cookies, and what ours is called.
//
// Over TLS the session is `__Host-session`: the browser then refuses one that is not Secure, has
// a Domain, or was set by a neighbouring host. On plain http (the demonstration, on loopback) that
// name cannot be used, so it is `session`. A server that is asked over TLS never reads the plain
// one. Always HttpOnly. SameSite is Lax and not Strict: people arrive from links in their mail
// and must find themselves signed in; writes are held by the token and the origin (csrf.h).
namespace longstone::http {

struct Cookie {
    std::string name = {};
    std::string value = {};  // letters, digits and -._~ only, else std::logic_error
    std::optional<std::int64_t> max_age = {};  // seconds; none: until the browser closes; 0: now
    bool secure = true;
    bool strict = false;  // SameSite=Strict instead of Lax
};

std::string_view session_cookie_name(bool secure);
Cookie session_cookie(std::string value, bool secure);
Cookie forget_session(bool secure);

// The value of a Set-Cookie header.
std::string set_cookie_text(const Cookie& cookie);
// One cookie out of a Cookie header, or empty. The first of a name wins.
std::string read_cookie(std::string_view header, std::string_view name);

}  // namespace longstone::http
