#include "http/forwarded.h"

#include <array>
#include <string>
#include <string_view>

#include <arpa/inet.h>

#include "base/text.h"
#include "http/message.h"

namespace longstone::http {
namespace {

std::string_view last_value(const Request& request, std::string_view name) {
    std::string_view value;
    for (const auto& [key, text] : request.headers) {
        if (same_text_ignoring_case(key, name)) value = text;
    }
    return trim(value.substr(value.rfind(',') + 1));
}

bool is_address(const std::string& text) {
    std::array<unsigned char, 16> bytes = {};
    return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

}  // namespace

void believe_proxy(Request& request) {
    std::string client(last_value(request, "X-Forwarded-For"));
    if (is_address(client)) request.peer = std::move(client);
    request.secure = same_text_ignoring_case(last_value(request, "X-Forwarded-Proto"), "https");
}

}  // namespace longstone::http
