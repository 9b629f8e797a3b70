// Writes pages made of every component, with invented people, into a folder: for looking at, and
// for the checks of markup, accessibility and policy that tests/gallery_check.mjs makes of them.
#include "ui/testing/gallery.h"

#include <cstdio>
#include <string>

#include "ui/assets.h"

namespace {

bool write_file(const std::string& path, std::string_view content) {
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return false;
    const auto written = std::fwrite(content.data(), 1, content.size(), file);
    return std::fclose(file) == 0 && written == content.size();
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fputs("Usage: ui_gallery FOLDER\n", stderr);
        return 2;
    }
    const std::string folder = words[1];
    for (const auto& page : longstone::testing::gallery()) {
        if (!write_file(folder + "/" + page.name + ".html", page.markup)) {
            std::fprintf(
                stderr, "%s/%s.html could not be written\n", folder.c_str(), page.name.c_str());
            return 3;
        }
    }
    return 0;
}
