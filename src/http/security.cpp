#include "http/security.h"

#include <string_view>
#include <utility>

#include "http/message.h"

namespace longstone::http {
namespace {

constexpr std::pair<std::string_view, std::string_view> kAlways[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
     "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
     "base-uri 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    // Not "no-referrer": the browser would then send "Origin: null" with our own forms.
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy",
     "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()"},
    // A record must not stay behind in a browser that somebody else sits down at.
    {"Cache-Control", "no-store"},
};

}  // namespace

void add_security_headers(const Request& request, Reply& reply) {
    for (const auto& [name, value] : kAlways) {
        if (!reply.headers.has(name)) reply.headers.add(std::string(name), std::string(value));
    }
    if (request.secure) {
        reply.headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
    }
    if (!request.id.empty()) reply.headers.set("X-Request-Id", request.id);
}

}  // namespace longstone::http
