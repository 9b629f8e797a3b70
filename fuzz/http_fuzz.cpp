#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "http/wire.h"

namespace {

using longstone::http::RequestReader;
using State = RequestReader::State;

struct Seen {
    std::vector<longstone::http::Request> requests = {};
    int refused = 0;
};

constexpr std::size_t kBodyLimit = 2'000;

// Reads a whole connection, `step` bytes at a time.
Seen read(std::string_view bytes, std::size_t step) {
    RequestReader reader(1'024, [](std::string_view, std::string_view) { return kBodyLimit; });
    Seen seen;
    while (!bytes.empty() && reader.state() != State::Refused) {
        reader.feed(bytes.substr(0, step));
        bytes = bytes.substr(std::min(step, bytes.size()));
        while (reader.state() == State::Whole) {
            seen.requests.push_back(reader.take().request);
        }
    }
    if (reader.state() == State::Refused) seen.refused = reader.failure().status;
    return seen;
}

void insist(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

// Whatever the bytes, and however they are cut: the same requests come out, within the limits,
// and nothing in their headers could break out of a line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Seen whole = read(bytes, bytes.size() + 1);
    const Seen cut = read(bytes, 1 + size % 7);
    insist(whole.requests.size() == cut.requests.size());
    insist((whole.refused == 0) == (cut.refused == 0));
    for (std::size_t i = 0; i < whole.requests.size(); ++i) {
        const auto& request = whole.requests[i];
        insist(request.method == cut.requests[i].method);
        insist(request.target == cut.requests[i].target);
        insist(request.body == cut.requests[i].body);
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
