#include "define/trial.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <unistd.h>

#include "define/define_test_tools.h"

using namespace longstone::define;
using namespace longstone::define::test;

namespace {

namespace fs = std::filesystem;

// The sound set on disk, for as long as a test takes.
class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "longstone-trial-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name;
        for (const auto& [file, text] : sound()) {
            const fs::path where = fs::path(path_) / file;
            fs::create_directories(where.parent_path());
            std::ofstream(where, std::ios::binary) << text;
        }
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_ = {};
};

std::string changed(std::string_view old, std::string_view anew) {
    auto files = sound();
    swap(files, kVisit, old, anew);
    return files[kVisit];
}

}  // namespace

TEST_CASE("a file is tried in place of the one in the folder, which stays as it is") {
    const Folder folder;
    const auto tried = load_with(
        folder.path(), "here", {.path = kVisit, .text = changed("name: Visit", "name: Call")});
    REQUIRE(tried.has_value());
    CHECK((*tried)->pathway("visit")->name == "Call");
    CHECK((*load(folder.path(), "here"))->pathway("visit")->name == "Visit");
}

TEST_CASE("a file may be tried where none stands yet") {
    const Folder folder;
    const auto tried = load_with(folder.path(),
                                 "here",
                                 {.path = "here/pathways/visit.yaml",
                                  .text = "pathway: visit\nextends: yes\nname: Our visit\n"});
    REQUIRE(tried.has_value());
    CHECK((*tried)->pathway("visit")->name == "Our visit");
    CHECK((*tried)->pathway("visit")->stages.size() == 3);
    CHECK_FALSE(fs::exists(fs::path(folder.path()) / "here/pathways/visit.yaml"));
}

TEST_CASE("what is wrong in a tried file names it, its line and the cure") {
    const Folder folder;
    const auto tried = load_with(
        folder.path(), "here", {.path = kVisit, .text = changed("asks: [seen]", "asks: [sen]")});
    REQUIRE_FALSE(tried.has_value());
    int about_it = 0;
    for (const auto& error : tried.error()) {
        CHECK(error.place.file == kVisit);
        if (error.line_text.find("asks: [sen]") == std::string::npos) continue;
        CHECK(error.cure.find("seen") != std::string::npos);
        ++about_it;
    }
    CHECK(about_it == 1);
    CHECK_FALSE(load_with(folder.path(), "here", {.path = kVisit, .text = "stages: ["}));
}

TEST_CASE("the files of a pathway are those that stand and those that could") {
    const Folder folder;
    const auto files = files_of_pathway(folder.path(), "here", "visit");
    REQUIRE(files.size() == 2);
    CHECK(files.front().path == kVisit);
    CHECK(files.front().there);
    CHECK(files.front().text == sound()[kVisit]);
    CHECK(files.back().path == "here/pathways/visit.yaml");
    CHECK_FALSE(files.back().there);
    CHECK(files.back().text.empty());
}
