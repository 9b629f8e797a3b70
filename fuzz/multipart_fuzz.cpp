#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "http/multipart.h"

namespace {

void insist(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

// The first line is the content type, the rest the body: whatever they are, a form that is read is
// text within its limits, with names of files that are only names.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace longstone;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto line_end = std::min(bytes.find('\n'), bytes.size());
    const std::string boundary = http::multipart_boundary(bytes.substr(0, line_end));
    const auto body = bytes.substr(std::min(line_end + 1, bytes.size()));
    const auto form =
        http::parse_multipart(body, boundary, {.parts = 8, .head_bytes = 256, .field_bytes = 64});
    if (!form) {
        insist(!form.error().message.empty());
        return 0;
    }
    insist(form->fields().size() + form->files().size() <= 8);
    for (const auto& [name, value] : form->fields()) {
        insist(is_valid_utf8(name) && is_valid_utf8(value) && value.size() <= 64);
        insist(value.find('\r') == std::string::npos);
    }
    for (const auto& file : form->files()) {
        insist(is_valid_utf8(file.filename));
        insist(file.filename.find_first_of("/\\\r\n") == std::string::npos);
        insist(file.bytes.size() <= body.size());
    }
    return 0;
}
