#include <cstdint>
#include <cstdlib>

#include "base/csv.h"

// Whatever is sent is rows within the limits or a refusal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const longstone::CsvLimits limits{.rows = 50, .cells = 10, .cell_bytes = 100};
    const auto rows = longstone::parse_csv(text, limits);
    if (!rows) return rows.error().message.empty() ? (std::abort(), 0) : 0;
    if (rows->size() > limits.rows) std::abort();
    for (const auto& row : *rows) {
        if (row.cells.empty() || row.cells.size() > limits.cells) std::abort();
    }
    return 0;
}
