#include "http/sniff.h"

#include <cstdint>

#include "base/text.h"

namespace longstone::http {
namespace {

std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        value |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    }
    return value;
}

// What a zip holds, by the names in its directory, which stands at its end.
std::string_view sniff_zip(std::string_view bytes) {
    constexpr std::string_view kZip = "application/zip";
    const auto end = bytes.rfind("PK\x05\x06");
    if (end == std::string_view::npos || end + 22 > bytes.size()) return kZip;
    const std::size_t entries = number_at(bytes, end + 10, 2);
    std::size_t at = number_at(bytes, end + 16, 4);
    bool is_office = false;
    std::string_view kind = kZip;
    for (std::size_t i = 0; i < entries; ++i) {
        if (at > bytes.size() || bytes.size() - at < 46) return kZip;
        if (bytes.substr(at, 4) != "PK\x01\x02") return kZip;
        const std::size_t name_size = number_at(bytes, at + 28, 2);
        const auto name = bytes.substr(at + 46, name_size);
        if (name == "[Content_Types].xml") is_office = true;
        if (name == "word/document.xml") {
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        } else if (name == "xl/workbook.xml") {
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        } else if (name.ends_with("vbaProject.bin")) {
            return kZip;  // with macros it is not the document it says it is
        }
        at += 46 + name_size + number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
    }
    return is_office ? kind : kZip;
}

bool is_plain_text(std::string_view bytes) {
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') return false;
        if (byte == 0x7F) return false;
    }
    return is_valid_utf8(bytes);
}

}  // namespace

std::string_view sniff(std::string_view bytes) {
    if (bytes.starts_with("%PDF-")) return "application/pdf";
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return "image/png";
    if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return "image/gif";
    if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return "image/webp";
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
        return sniff_zip(bytes);
    }
    if (is_plain_text(bytes)) return "text/plain";
    return "application/octet-stream";
}

bool is_safe_to_show(std::string_view content_type) {
    return content_type == "application/pdf" || content_type == "image/png" ||
           content_type == "image/jpeg" || content_type == "image/gif" ||
           content_type == "image/webp" || content_type == "text/plain";
}

}  // namespace longstone::http
