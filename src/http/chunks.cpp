#include "http/chunks.h"

#include <algorithm>

namespace longstone::http {
namespace {

// Eight digits are 4 GB, far over any limit.
constexpr std::size_t kMostDigits = 8;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::size_t ChunkReader::feed(std::string_view bytes) {
    std::size_t taken = 0;
    while (state_ == State::More) {
        const auto rest = bytes.substr(taken);
        std::size_t step = 0;
        if (part_ == Part::Size) {
            step = read_size(rest);
        } else if (part_ == Part::Data) {
            step = std::min(left_, rest.size());
            body_.append(rest.substr(0, step));
            left_ -= step;
            if (left_ == 0) part_ = Part::DataEnd;
        } else {
            step = read_line_end(rest);
        }
        if (step == 0) break;
        taken += step;
    }
    return taken;
}

// "1A\r\n"
std::size_t ChunkReader::read_size(std::string_view bytes) {
    std::size_t size = 0;
    std::size_t digits = 0;
    while (digits < bytes.size() && digits <= kMostDigits && hex_digit(bytes[digits]) >= 0) {
        size = size * 16 + static_cast<std::size_t>(hex_digit(bytes[digits]));
        ++digits;
    }
    const auto end = bytes.substr(digits, 2);
    if (digits > kMostDigits || !std::string_view("\r\n").starts_with(end) ||
        (digits == 0 && !end.empty())) {
        state_ = State::Malformed;
        return 0;
    }
    if (end.size() < 2) return 0;
    if (size > limit_ - body_.size()) {
        state_ = State::TooLarge;
        return 0;
    }
    left_ = size;
    part_ = size == 0 ? Part::End : Part::Data;
    return digits + 2;
}

std::size_t ChunkReader::read_line_end(std::string_view bytes) {
    const auto end = bytes.substr(0, 2);
    if (!std::string_view("\r\n").starts_with(end)) {
        state_ = State::Malformed;
        return 0;
    }
    if (end.size() < 2) return 0;
    if (part_ == Part::End) state_ = State::Whole;
    part_ = Part::Size;
    return 2;
}

}  // namespace longstone::http
