#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/csv_file.h"
#include "cli/match_rows.h"

// The first line is how long the map is, then come the map and the file of people, as `longstone
// match run` reads them: whatever they are, rows with as many cells as the header, each text, or a
// refusal that names its place.
namespace {

using namespace longstone;

void must(bool holds) {
    if (!holds) std::abort();
}

// A file that is nowhere, under the name by which this program may open it.
class Held {
public:
    explicit Held(std::string_view bytes) : file_(::memfd_create("fuzz", 0)) {
        must(file_ >= 0);
        must(::write(file_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    }
    ~Held() { ::close(file_); }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    [[nodiscard]] std::string path() const {
        return cat({"/proc/self/fd/", number(static_cast<long long>(file_))});
    }

private:
    int file_;
};

template <class T>
bool refused(const Result<T>& result) {
    if (result) return false;
    must(!result.error().message.empty());
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (bytes.empty()) return 0;
    const auto cut = std::min<std::size_t>(static_cast<unsigned char>(bytes.front()), size - 1);
    const Held map(bytes.substr(1, cut));
    const Held rows(bytes.substr(1 + cut));
    auto file = cli::CsvFile::open(rows.path());
    must(file.has_value());
    const auto header = file->header();
    if (refused(header)) return 0;
    const auto width = header->size();
    const auto usual = cli::Columns::of(*header, {});
    const auto columns = cli::Columns::of(*header, map.path());
    refused(usual);
    refused(columns);
    long long line = 0;
    for (auto row = file->next();; row = file->next()) {
        if (refused(row) || !*row) break;
        must(file->line() > line && file->cells().size() == width);
        line = file->line();
        for (const auto cell : file->cells())
            must(is_valid_utf8(cell) && cell.size() <= cli::CsvFile::kLongest);
        for (const auto* map_read : {&usual, &columns}) {
            if (!*map_read) continue;
            static_cast<void>((*map_read)->entry(file->cells()));
            static_cast<void>((*map_read)->id(file->cells()));
        }
    }
    for (const auto& row : file->first_refused())
        must(row.line > 0 && !row.why.empty());
    return 0;
}
