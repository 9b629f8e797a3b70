#include "access/qr_svg.h"

#include <array>
#include <cstdint>
#include <stdexcept>

#include <qrcodegen/qrcodegen.h>

#include "base/text.h"

namespace longstone::access {

namespace {

constexpr std::size_t kLongest = 500;
constexpr int kLargestVersion = 20;
constexpr int kQuiet = 4;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

// Dark modules, each run along a row as one rectangle.
std::string path_of(const std::uint8_t* code, int size) {
    std::string path;
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            if (!qrcodegen_getModule(code, x, y)) continue;
            int run = 1;
            while (x + run < size && qrcodegen_getModule(code, x + run, y))
                ++run;
            path += cat({"M",
                         number(x + kQuiet),
                         " ",
                         number(y + kQuiet),
                         "h",
                         number(run),
                         "v1h-",
                         number(run),
                         "z"});
            x += run;
        }
    }
    return path;
}

}  // namespace

std::string qr_svg(std::string_view text, std::string_view title) {
    if (text.size() > kLongest) throw std::length_error("too much text for a QR code");
    std::array<std::uint8_t, qrcodegen_BUFFER_LEN_FOR_VERSION(kLargestVersion)> code = {};
    std::array<std::uint8_t, code.size()> room = {};
    const bool made = qrcodegen_encodeText(std::string(text).c_str(),
                                           room.data(),
                                           code.data(),
                                           qrcodegen_Ecc_MEDIUM,
                                           qrcodegen_VERSION_MIN,
                                           kLargestVersion,
                                           qrcodegen_Mask_AUTO,
                                           true);
    if (!made) throw std::length_error("too much text for a QR code");
    const int size = qrcodegen_getSize(code.data());
    const std::string side = number(size + 2 * kQuiet);
    return cat({"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ",
                side,
                " ",
                side,
                "\" shape-rendering=\"crispEdges\"><title>",
                escaped(title),
                "</title><path fill=\"#fff\" d=\"M0 0h",
                side,
                "v",
                side,
                "H0z\"/><path fill=\"#000\" d=\"",
                path_of(code.data(), size),
                "\"/></svg>"});
}

}  // namespace longstone::access
