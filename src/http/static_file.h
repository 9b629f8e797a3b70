#pragma once

#include <string>
#include <string_view>

// Style sheets, scripts and images: the same for everybody, without a word about anyone, so these
// alone may be kept by a browser and sent compressed (a page with secrets in it never is, as its
// length would then tell of them).
namespace longstone::http {

struct Request;
struct Reply;

enum class Keep {
    ForEver,  // asked for under an address that changes when the content does
    AskEach,  // kept, but asked for again each time with its version
};

struct StaticFile {
    std::string_view content = {};
    std::string_view gzipped = {};  // the same through gzip(), or empty
    std::string_view content_type = {};
    std::string_view version = {};  // letters and digits that change with the content
    Keep keep = Keep::AskEach;
};

// 200, or 304 when the browser has this version already.
Reply static_reply(const Request& request, const StaticFile& file);

// To be done once when the program starts. Empty when it would save nothing.
std::string gzip(std::string_view content);

}  // namespace longstone::http
