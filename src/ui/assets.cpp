#include "ui/assets.h"

#include <algorithm>
#include <iterator>

namespace longstone::ui {

namespace {

struct Embedded {
    std::string_view path;
    std::string_view content_type;
    std::string_view version;
    const char* begin;
    const char* end;
};

#include "assets_table.inc"

}  // namespace

std::optional<Asset> asset(std::string_view path) {
    const auto* const found = std::ranges::find(kEmbedded, path, &Embedded::path);
    if (found == std::end(kEmbedded)) return std::nullopt;
    return Asset{.content = {found->begin, static_cast<std::size_t>(found->end - found->begin)},
                 .content_type = found->content_type,
                 .version = found->version};
}

std::string_view asset_version() {
    return kVersion;
}

}  // namespace longstone::ui
