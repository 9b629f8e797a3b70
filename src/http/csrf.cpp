#include "http/csrf.h"

#include "base/secret.h"
#include "base/text.h"
#include "http/message.h"

namespace longstone::http {

std::string csrf_token(std::string_view session_secret) {
    return hex(keyed_blake2b(session_secret, "longstone form token 1"));
}

bool csrf_token_holds(std::string_view session_secret, std::string_view token) {
    return !session_secret.empty() && same_bytes(csrf_token(session_secret), token);
}

bool came_from_own_page(const Request& request) {
    const std::string site = request.header("Sec-Fetch-Site");
    // "none" is the person's own doing: a bookmark, or a form sent again after a restart.
    if (!site.empty()) return site == "same-origin" || site == "none";
    if (!request.headers.has("Origin")) return true;
    const std::string origin = request.header("Origin");
    const std::string host = request.header("Host");
    if (host.empty()) return false;
    if (same_text_ignoring_case(origin, cat({"https://", host}))) return true;
    // Without TLS here there may still be some at a proxy we were not told about; with it, a page
    // that came in the clear is not ours.
    return !request.secure && same_text_ignoring_case(origin, cat({"http://", host}));
}

}  // namespace longstone::http
