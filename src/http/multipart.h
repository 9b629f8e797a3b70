#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/problem.h"
#include "http/form.h"

// multipart/form-data (RFC 7578), as browsers send it with files. Pure; the whole body is in hand.
namespace longstone::http {

struct MultipartLimits {
    std::size_t parts = 500;
    std::size_t head_bytes = 4'096;       // of one part
    std::size_t field_bytes = 1'048'576;  // of one part that is not a file
};

// The boundary in a Content-Type, or empty when it is not multipart/form-data or has no good one.
std::string multipart_boundary(std::string_view content_type);

// Malformed when it is cut short, a part has no name, or text is not UTF-8; TooLarge over a limit.
Result<Form> parse_multipart(std::string_view body,
                             std::string_view boundary,
                             const MultipartLimits& limits);

}  // namespace longstone::http
