#include "demo/small_files.h"

#include <array>
#include <cstdint>
#include <vector>

#include "base/text.h"

namespace longstone::demo {
namespace {

constexpr std::uint32_t kSide = 64;

void put_four(std::string& out, std::uint32_t value) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        out += static_cast<char>((value >> shift) & 0xFFU);
    }
}

std::uint32_t crc_of(const std::string& bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

std::uint32_t adler_of(const std::string& bytes) {
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (const char c : bytes) {
        a = (a + static_cast<unsigned char>(c)) % 65521U;
        b = (b + a) % 65521U;
    }
    return (b << 16U) | a;
}

std::string chunk(const std::string& kind, const std::string& data) {
    std::string out;
    put_four(out, static_cast<std::uint32_t>(data.size()));
    out += kind + data;
    put_four(out, crc_of(kind + data));
    return out;
}

}  // namespace

std::string small_pdf(const std::string& line) {
    std::string escaped;
    for (const char c : line) {
        if (c == '(' || c == ')' || c == '\\') escaped += '\\';
        if (static_cast<unsigned char>(c) < 0x80) escaped += c;
    }
    const auto text = cat({"BT /F1 14 Tf 72 760 Td (", escaped, ") Tj ET"});
    const std::vector<std::string> objects = {
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        cat({"<< /Length ",
             number(static_cast<long long>(text.size())),
             " >>\nstream\n",
             text,
             "\nendstream"}),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    std::string out = "%PDF-1.4\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t n = 0; n < objects.size(); ++n) {
        const auto at = number(static_cast<long long>(out.size()));
        table += cat({std::string(10 - at.size(), '0'), at, " 00000 n \n"});
        out += cat({number(static_cast<long long>(n) + 1), " 0 obj\n", objects[n], "\nendobj\n"});
    }
    return cat({out,
                "xref\n0 6\n",
                table,
                "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n",
                number(static_cast<long long>(out.size())),
                "\n%%EOF\n"});
}

// Grey, eight bits, its pixels stored without compression.
std::string small_png() {
    std::string head;
    put_four(head, kSide);
    put_four(head, kSide);
    head += std::string("\x08\x00\x00\x00\x00", 5);
    std::string rows;
    for (std::uint32_t y = 0; y < kSide; ++y) {
        rows += '\0';
        rows += std::string(kSide, y % 16 < 2 ? '\x60' : '\xE0');
    }
    const auto size = static_cast<std::uint32_t>(rows.size());
    std::string packed("\x78\x01\x01", 3);
    for (const std::uint32_t half : {size, ~size}) {
        packed += static_cast<char>(half & 0xFFU);
        packed += static_cast<char>((half >> 8U) & 0xFFU);
    }
    packed += rows;
    put_four(packed, adler_of(rows));
    return cat({std::string_view("\x89PNG\r\n\x1a\n", 8),
                chunk("IHDR", head),
                chunk("IDAT", packed),
                chunk("IEND", "")});
}

}  // namespace longstone::demo
