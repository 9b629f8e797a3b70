#pragma once

#include <string>
#include <string_view>

// Two holds against a write that another site makes a signed-in browser send: a token that only
// our own pages know, and the browser's own word on where the request came from.
namespace longstone::http {

struct Request;

// The field that carries the token in every form of ours.
inline constexpr std::string_view kCsrfField = "csrf_token";

// One token for one session: a keyed BLAKE2b under the session's secret (16 to 64 bytes), so
// nothing is stored and the session ends it. Pages are not compressed, so it need not vary.
std::string csrf_token(std::string_view session_secret);
bool csrf_token_holds(std::string_view session_secret, std::string_view token);

// Whether a browser says that the request came from a page of ours: Sec-Fetch-Site when it is
// sent, else Origin against Host. A request with neither comes from no modern browser's page and
// is let through to the token.
bool came_from_own_page(const Request& request);

}  // namespace longstone::http
