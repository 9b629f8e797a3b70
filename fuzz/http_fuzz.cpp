#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "http/wire.h"

namespace {

using longstone::http::RequestReader;
using State = RequestReader::State;

constexpr std::size_t kBodyLimit = 2'000;

void insist(bool holds) {
    if (!holds) std::abort();
}

// Reads a whole connection, `step` bytes at a time.
std::vector<longstone::http::Request> read(std::string_view bytes, std::size_t step) {
    RequestReader reader(1'024, [](std::string_view, std::string_view) { return kBodyLimit; });
    std::vector<longstone::http::Request> seen;
    while (!bytes.empty() && reader.state() != State::Refused) {
        reader.feed(bytes.substr(0, step));
        bytes = bytes.substr(std::min(step, bytes.size()));
        while (reader.state() == State::Whole) {
            seen.push_back(reader.take().request);
        }
    }
    if (reader.state() == State::Refused) insist(reader.failure().status >= 400);
    return seen;
}

}  // namespace

// Whatever the bytes, and however they are cut: the same requests come out, within the limits,
// and nothing in their headers could break out of a line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto whole = read(bytes, bytes.size() + 1);
    const auto cut = read(bytes, 1 + size % 7);
    insist(whole.size() == cut.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const auto& request = whole[i];
        insist(request.method == cut[i].method);
        insist(request.target == cut[i].target);
        insist(request.body == cut[i].body);
        insist(request.path.starts_with('/'));
        insist(request.body.size() <= kBodyLimit);
        for (const auto& [name, value] : request.headers) {
            insist(!name.empty());
            insist(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
        }
        const auto form = request.form();
        insist(form.has_value() || !form.error().message.empty());
        (void)request.cookie("session");
    }
    return 0;
}
