#include "http/cookie.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"

namespace longstone::http {
namespace {

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string_view session_cookie_name(bool secure) {
    return secure ? "__Host-session" : "session";
}

Cookie session_cookie(std::string value, bool secure) {
    return {
        .name = std::string(session_cookie_name(secure)),
        .value = std::move(value),
        .secure = secure,
    };
}

Cookie forget_session(bool secure) {
    return {
        .name = std::string(session_cookie_name(secure)),
        .max_age = 0,
        .secure = secure,
    };
}

std::string set_cookie_text(const Cookie& cookie) {
    if (cookie.name.empty() || !std::ranges::all_of(cookie.name, is_plain) ||
        !std::ranges::all_of(cookie.value, is_plain)) {
        throw std::logic_error("a cookie with characters that would need escaping");
    }
    std::string text = cat({cookie.name,
                            "=",
                            cookie.value,
                            "; Path=/; HttpOnly; SameSite=",
                            cookie.strict ? "Strict" : "Lax"});
    if (cookie.max_age) text += "; Max-Age=" + number(*cookie.max_age);
    if (cookie.secure) text += "; Secure";
    return text;
}

std::string read_cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const auto end = header.find(';');
        const auto piece = trim(header.substr(0, end));
        header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
        const auto equals = piece.find('=');
        if (equals == std::string_view::npos || piece.substr(0, equals) != name) continue;
        auto value = piece.substr(equals + 1);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
            value = value.substr(1, value.size() - 2);
        }
        return std::string(value);
    }
    return {};
}

}  // namespace longstone::http
