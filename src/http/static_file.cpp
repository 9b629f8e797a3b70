#include "http/static_file.h"

#include <stdexcept>

#include <zlib.h>

#include "base/text.h"
#include "http/message.h"

namespace longstone::http {
namespace {

// "gzip, deflate, br": one of the list is gzip, and it is not given the weight of none.
bool accepts_gzip(std::string_view accepted) {
    for (const auto& item : split(accepted, ',')) {
        const auto pieces = split(item, ';');
        if (pieces.empty() || !same_text_ignoring_case(trim(pieces[0]), "gzip")) continue;
        if (pieces.size() == 1) return true;
        const auto weight = trim(pieces[1]);
        return weight.find_first_not_of("qQ=0. ") != std::string_view::npos;
    }
    return false;
}

bool has_tag(std::string_view tags, std::string_view tag) {
    for (const auto& item : split(tags, ',')) {
        auto one = trim(item);
        if (one.starts_with("W/")) one = one.substr(2);
        if (one == tag || one == "*") return true;
    }
    return false;
}

}  // namespace

Reply static_reply(const Request& request, const StaticFile& file) {
    const bool is_gzip =
        !file.gzipped.empty() && accepts_gzip(request.headers.get("Accept-Encoding"));
    // Two forms of one file are two things to a cache.
    const std::string tag = cat({"\"", file.version, is_gzip ? "-gzip\"" : "\""});
    Reply reply;
    reply.headers.add("ETag", tag);
    reply.headers.add(
        "Cache-Control",
        file.keep == Keep::ForEver ? "public, max-age=31536000, immutable" : "public, no-cache");
    if (!file.gzipped.empty()) reply.headers.add("Vary", "Accept-Encoding");
    if (has_tag(request.headers.get("If-None-Match"), tag)) {
        reply.status = 304;
        return reply;
    }
    reply.headers.add("Content-Type", std::string(file.content_type));
    if (is_gzip) reply.headers.add("Content-Encoding", "gzip");
    reply.body = is_gzip ? file.gzipped : file.content;
    return reply;
}

std::string gzip(std::string_view content) {
    constexpr int kGzipWindow = 15 + 16;
    constexpr int kMemory = 8;
    z_stream stream = {};
    if (deflateInit2(
            &stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        throw std::runtime_error("no memory to compress a file");
    }
    std::string out(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (ended != Z_STREAM_END) throw std::runtime_error("a file could not be compressed");
    if (out.size() >= content.size()) out.clear();
    return out;
}

}  // namespace longstone::http
