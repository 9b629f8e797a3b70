#include "report/test_zip.h"

#include <doctest/doctest.h>
#include <zlib.h>

namespace longstone::report {
namespace {

std::size_t word(const std::string& zip, std::size_t at, std::size_t bytes) {
    std::size_t n = 0;
    for (std::size_t i = bytes; i-- > 0;)
        n = n * 256 + static_cast<unsigned char>(zip.at(at + i));
    return n;
}

}  // namespace

std::string part(const std::string& zip, const std::string& name) {
    for (auto at = zip.find("PK\x01\x02"); at != std::string::npos;
         at = zip.find("PK\x01\x02", at + 1)) {
        if (zip.substr(at + 46, word(zip, at + 28, 2)) != name) continue;
        const auto start = word(zip, at + 42, 4);
        const auto data = start + 30 + word(zip, start + 26, 2) + word(zip, start + 28, 2);
        std::string packed = zip.substr(data, word(zip, at + 20, 4));
        std::string out(word(zip, at + 24, 4), '\0');
        z_stream stream = {};
        REQUIRE(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
        stream.next_in = reinterpret_cast<Bytef*>(packed.data());
        stream.avail_in = static_cast<uInt>(packed.size());
        stream.next_out = reinterpret_cast<Bytef*>(out.data());
        stream.avail_out = static_cast<uInt>(out.size());
        CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
        inflateEnd(&stream);
        return out;
    }
    return {};
}

}  // namespace longstone::report
