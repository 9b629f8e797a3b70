#pragma once

#include <optional>
#include <string_view>

// The style sheet, the scripts and the images, as they were when the binary was built.
namespace longstone::ui {

struct Asset {
    std::string_view content = {};
    std::string_view content_type = {};
    std::string_view version = {};  // of this content: changes when the content does
};

// By the path under /assets/: "longstone.css", "images/lamp.svg".
std::optional<Asset> asset(std::string_view path);

// Of all of them together. A page asks for "?v=" and this, so they may be kept for ever.
std::string_view asset_version();

}  // namespace longstone::ui
