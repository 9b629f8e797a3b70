#include "http/head_check.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "http/message.h"

namespace longstone::http {
namespace {

constexpr std::size_t kLongestTarget = 8'000;
constexpr std::size_t kMostFields = 100;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_token(std::string_view text) {
    constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return is_digit(c) || is_letter(c) || kOthers.find(c) != std::string_view::npos;
    });
}

std::optional<HeadFault> malformed(std::string_view what) {
    return HeadFault{.status = 400, .what = what};
}

std::optional<HeadFault> check_request_line(std::string_view line) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) {
        return malformed("The first line of the request could not be read.");
    }
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!is_token(method)) return malformed("The method could not be read.");
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        if (version.starts_with("HTTP/") && version.size() == 8) {
            return HeadFault{.status = 505, .what = "Only HTTP/1.1 is spoken here."};
        }
        return malformed("The first line of the request could not be read.");
    }
    constexpr std::array<std::string_view, 7> kMethods = {
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    if (std::ranges::find(kMethods, method) == kMethods.end()) {
        return HeadFault{.status = 501, .what = "This method is not used here."};
    }
    if (target.size() > kLongestTarget) {
        return HeadFault{.status = 414, .what = "This address is too long."};
    }
    const bool is_visible =
        std::ranges::all_of(target, [](char c) { return c > 0x20 && c < 0x7F && c != '#'; });
    if (!is_visible || !(target.starts_with('/') || target.starts_with("http://") ||
                         target.starts_with("https://"))) {
        return malformed("The address could not be read.");
    }
    return {};
}

// What has been seen of the fields that say where a request ends and whom it is for.
struct Seen {
    std::size_t fields = 0;
    bool host = false;
    bool content_length = false;
    bool transfer_encoding = false;
    std::array<bool, 4> once = {};
};

constexpr std::array<std::string_view, 4> kOnce = {
    "Authorization", "Content-Type", "Origin", "Idempotency-Key"};

std::optional<HeadFault> check_framing(std::string_view name, std::string_view value, Seen& seen) {
    if (same_text_ignoring_case(name, "Host")) {
        if (std::exchange(seen.host, true) || !is_host(value)) {
            return malformed("The Host of the request could not be read.");
        }
    } else if (same_text_ignoring_case(name, "Content-Length")) {
        if (std::exchange(seen.content_length, true) || value.empty() || value.size() > 15 ||
            !std::ranges::all_of(value, is_digit)) {
            return malformed("The length of the request could not be read.");
        }
    } else if (same_text_ignoring_case(name, "Transfer-Encoding")) {
        if (std::exchange(seen.transfer_encoding, true) ||
            !same_text_ignoring_case(value, "chunked")) {
            return malformed("The request's transfer coding is not used here.");
        }
    } else {
        for (std::size_t i = 0; i < kOnce.size(); ++i) {
            if (same_text_ignoring_case(name, kOnce[i]) && std::exchange(seen.once[i], true)) {
                return malformed("The request says one thing twice.");
            }
        }
    }
    return {};
}

std::optional<HeadFault> check_field(std::string_view line, Seen& seen) {
    const auto colon = line.find(':');
    // A line that starts with a space would fold into the one before.
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
        return malformed("A header field could not be read.");
    }
    const auto value = trim(line.substr(colon + 1));
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t') || byte == 0x7F) {
            return malformed("A header field could not be read.");
        }
    }
    if (++seen.fields > kMostFields) {
        return HeadFault{.status = 431, .what = "The request has too many header fields."};
    }
    return check_framing(line.substr(0, colon), value, seen);
}

}  // namespace

bool is_host(std::string_view text) {
    if (text.empty() || text.size() > 255) return false;
    std::string_view rest = text;
    if (text.front() == '[') {
        const auto close = text.find(']');
        if (close == std::string_view::npos || close < 3) return false;
        const auto inside = text.substr(1, close - 1);
        constexpr std::string_view kAddress = "0123456789abcdefABCDEF:.";
        if (inside.find_first_not_of(kAddress) != std::string_view::npos) return false;
        rest = text.substr(close + 1);
    } else {
        const auto colon = std::min(text.find(':'), text.size());
        const auto name = text.substr(0, colon);
        if (name.empty() || !std::ranges::all_of(name, [](char c) {
                return is_digit(c) || is_letter(c) || c == '-' || c == '.' || c == '_';
            })) {
            return false;
        }
        rest = text.substr(colon);
    }
    if (rest.empty()) return true;
    const auto port = rest.substr(1);
    return rest.front() == ':' && !port.empty() && port.size() <= 5 &&
           std::ranges::all_of(port, is_digit);
}

std::optional<HeadFault> check_head(std::string_view head) {
    Seen seen;
    bool is_first = true;
    bool is_old = false;
    while (!head.empty()) {
        const auto end = head.find('\n');
        // Bare CR is caught among the control characters of its line, bare LF here.
        if (end == std::string_view::npos || end == 0 || head[end - 1] != '\r') {
            return malformed("A line of the request does not end as it should.");
        }
        const auto line = head.substr(0, end - 1);
        head = head.substr(end + 1);
        if (is_first) {
            if (auto fault = check_request_line(line)) return fault;
            is_old = line.ends_with("HTTP/1.0");
            is_first = false;
        } else if (line.empty()) {
            break;
        } else if (auto fault = check_field(line, seen)) {
            return fault;
        }
    }
    if (!seen.host && !is_old) return malformed("The request does not say its Host.");
    if (seen.transfer_encoding && (seen.content_length || is_old)) {
        return malformed("The request says its length in two ways.");
    }
    return {};
}

}  // namespace longstone::http
