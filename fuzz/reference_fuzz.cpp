#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "measure/reference_file.h"

// Whatever is given as a file of figures of others or of populations: rows that have every column
// of their kind, and the others each with its line and why; or a refusal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace longstone;
    static const define::Definitions kDefinitions = [] {
        define::Definitions definitions;
        definitions.measures["late"].id = "late";
        definitions.measures["late"].population = "children";
        return definitions;
    }();
    const auto read =
        measure::read_reference(kDefinitions, {reinterpret_cast<const char*>(data), size});
    if (!read) return read.error().message.empty() ? (std::abort(), 0) : 0;
    for (const auto& row : read->rows)
        if (row.size() != measure::columns_of(read->kind).size()) std::abort();
    for (const auto& bad : read->bad)
        if (bad.row < 2 || bad.why.empty() || !is_valid_utf8(bad.why)) std::abort();
    return 0;
}
