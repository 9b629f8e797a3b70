#pragma once

#include <string_view>

// What a file is by its bytes, whatever its name or sender says.
namespace longstone::http {

// application/pdf, image/png, image/jpeg, image/gif, image/webp, the OOXML types of docx and xlsx,
// application/zip, text/plain (UTF-8 without control characters), else application/octet-stream.
std::string_view sniff(std::string_view bytes);

// Whether a browser may show this type in a page of its own without running anything.
bool is_safe_to_show(std::string_view content_type);

}  // namespace longstone::http
