#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/json.h"
#include "base/text.h"

// Whatever the bytes: what is read can be written and read back unchanged, and what is refused
// says so in words that can be shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace longstone;
    Result<Json> json = Json::parse({reinterpret_cast<const char*>(data), size});
    if (!json) {
        const Problem& problem = json.error();
        if (problem.fault != Fault::Malformed || problem.message.empty()) std::abort();
        if (!is_valid_utf8(problem.message)) std::abort();
        return 0;
    }
    for (const std::string& written : {json->dump(), json->dump_pretty()}) {
        if (!is_valid_utf8(written)) std::abort();
        Result<Json> again = Json::parse(written);
        if (!again || *again != *json) std::abort();
    }
    return 0;
}
