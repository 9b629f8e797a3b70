#include "http/log.h"

#include <algorithm>

#include <spdlog/spdlog.h>

namespace longstone::http {
namespace {

bool is_our_name(std::string_view text) {
    return text.size() > 2 && text.find('_') != std::string_view::npos &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

void log_failure(std::string_view request_id, std::string_view route, std::string_view what) {
    spdlog::error("request {} to {} failed: {}", request_id, route, without_personal_data(what));
}

void log_notice(std::string_view what) {
    spdlog::info("{}", what);
}

std::string without_personal_data(std::string_view what) {
    constexpr std::size_t kLongest = 300;
    what = what.substr(0, what.find_first_of("\r\n")).substr(0, kLongest);
    std::string out;
    while (!what.empty()) {
        const auto open = what.find_first_of("'\"");
        out += what.substr(0, open);
        if (open == std::string_view::npos) break;
        const char quote = what[open];
        what = what.substr(open + 1);
        const auto close = what.find(quote);
        const auto piece = what.substr(0, close);
        out += quote;
        out += is_our_name(piece) ? piece : "…";
        out += quote;
        if (close == std::string_view::npos) break;
        what = what.substr(close + 1);
    }
    return out;
}

}  // namespace longstone::http
