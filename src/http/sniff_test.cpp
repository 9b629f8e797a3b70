#include "http/sniff.h"

#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace longstone::http;

namespace {

std::string little(std::size_t value, int width) {
    std::string out;
    for (int i = 0; i < width; ++i) {
        out += static_cast<char>((value >> (8 * i)) & 0xFFU);
    }
    return out;
}

// A zip of empty files with these names.
std::string zip(const std::vector<std::string>& names) {
    std::string files;
    std::string directory;
    for (const auto& name : names) {
        directory += "PK\x01\x02" + std::string(24, '\0') + little(name.size(), 2) +
                     std::string(12, '\0') + little(files.size(), 4) + name;
        files +=
            "PK\x03\x04" + std::string(22, '\0') + little(name.size(), 2) + little(0, 2) + name;
    }
    return files + directory + "PK\x05\x06" + std::string(4, '\0') + little(names.size(), 2) +
           little(names.size(), 2) + little(directory.size(), 4) + little(files.size(), 4) +
           little(0, 2);
}

}  // namespace

TEST_CASE("a file is what its bytes say") {
    CHECK(sniff("%PDF-1.7\n") == "application/pdf");
    CHECK(sniff("\x89PNG\r\n\x1A\n....") == "image/png");
    CHECK(sniff("\xFF\xD8\xFF\xE0") == "image/jpeg");
    CHECK(sniff("GIF89a") == "image/gif");
    CHECK(sniff("RIFF1234WEBPVP8 ") == "image/webp");
    CHECK(sniff("RIFF1234WAVE") == "text/plain");
    CHECK(sniff("Zoë said\r\n\tno.") == "text/plain");
    CHECK(sniff("<html><script>") == "text/plain");
    CHECK(sniff("") == "text/plain");
    CHECK(sniff(std::string_view("MZ\0\1", 4)) == "application/octet-stream");
    CHECK(sniff("\xFF\xFE") == "application/octet-stream");
}

TEST_CASE("office documents are told from other zips, and from those with macros") {
    const std::string types = "[Content_Types].xml";
    CHECK(sniff(zip({types, "word/document.xml"})).ends_with("wordprocessingml.document"));
    CHECK(sniff(zip({types, "xl/workbook.xml", "xl/a.xml"})).ends_with("spreadsheetml.sheet"));
    CHECK(sniff(zip({types, "word/document.xml", "word/vbaProject.bin"})) == "application/zip");
    CHECK(sniff(zip({"word/document.xml"})) == "application/zip");
    CHECK(sniff(zip({"a.exe"})) == "application/zip");
    CHECK(sniff(zip({})) == "application/zip");
}

TEST_CASE("a zip cut anywhere is read without going past its end") {
    const std::string whole = zip({"[Content_Types].xml", "word/document.xml"});
    for (std::size_t size = 4; size < whole.size(); ++size) {
        CHECK(sniff(std::string_view(whole).substr(0, size)) == "application/zip");
    }
    for (std::size_t i = 4; i < whole.size(); ++i) {
        std::string bent = whole;
        bent[i] = '\xFF';
        CHECK(!sniff(bent).empty());
    }
}

TEST_CASE("only what runs nothing is shown") {
    CHECK(is_safe_to_show("image/png"));
    CHECK(!is_safe_to_show("image/svg+xml"));
    CHECK(!is_safe_to_show("text/html"));
}
