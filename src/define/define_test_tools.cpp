#include "define/define_test_tools.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <unistd.h>

namespace longstone::define::test {
namespace {

namespace fs = std::filesystem;

class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "longstone-define-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
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

constexpr std::string_view kCalendar = "bank-holidays: [2026-12-25]\n";

constexpr std::string_view kRoles = R"(roles:
  worker: {name: Worker, does: Visits people., may: [search-people, be-asked], sees-sensitive: yes}
  clerk: {name: Clerk, does: Types.}
)";

constexpr std::string_view kPartnership = R"(partnership: here
name: Here Safeguarding Partnership
area: Here
boards: {work: {name: Work, roles: [worker]}}
agencies:
  council:
    name: Here Council
    kind: council
    posts:
      visitor: {name: Visitor, roles: [worker]}
      typist: {name: Typist, roles: [clerk]}
  police: {name: Here Police, kind: police, posts: {officer: {name: Officer, roles: [worker]}}}
)";

constexpr std::string_view kCodes = R"(codes: outcome
name: Outcome
items:
  help: {text: They need help}
  none: {text: Nothing more}
)";

constexpr std::string_view kForm = R"(form: seen
name: What was seen
sections:
  visit:
    fields:
      rating: {type: rag, label: How serious is it?, required: yes}
      result: {type: choice, codes: outcome, label: What comes of it?}
      note: {type: long-text, label: What did you see?}
)";

constexpr std::string_view kPathway = R"(pathway: visit
name: Visit
about: person
reference: VI
purpose: To see how somebody is.
gateway: Here Act
rating: rating
board: work
access: {opens: [worker], lead: [worker], works: [worker]}
people: {subject: {name: Person, required: yes, subject: yes}}
stages:
  visiting:
    asks: [seen]
    next: {done: {name: Finish}}
  done: {closes: yes}
clocks:
  finish: {from: opened, to: [closed], within: 5 working days}
)";

}  // namespace

Files sound() {
    return {{"england/calendar.yaml", std::string(kCalendar)},
            {"england/roles.yaml", std::string(kRoles)},
            {"england/codes/outcome.yaml", std::string(kCodes)},
            {"england/forms/seen.yaml", std::string(kForm)},
            {"england/pathways/visit.yaml", std::string(kPathway)},
            {"here/partnership.yaml", std::string(kPartnership)}};
}

void swap(Files& files, const std::string& path, std::string_view old, std::string_view anew) {
    std::string& text = files[path];
    const auto at = text.find(old);
    INFO(path, " has no ", std::string(old));
    REQUIRE(at != std::string::npos);
    text.replace(at, old.size(), anew);
}

Loaded load(const Files& files) {
    const Folder folder;
    for (const auto& [name, text] : files) {
        const fs::path path = fs::path(folder.path()) / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }
    Loaded out;
    auto loaded = define::load(folder.path(), "here");
    if (loaded)
        out.definitions = *loaded;
    else
        out.errors = std::move(loaded).error();
    for (DefinitionError& error : out.errors)
        if (error.place.file.starts_with(folder.path()))
            error.place.file.erase(0, folder.path().size() + 1);
    return out;
}

std::string Loaded::said() const {
    std::string out;
    for (const DefinitionError& error : errors) {
        const std::string whole = error.say();
        out += whole.substr(0, whole.find('\n')) + "\n";
    }
    return out;
}

}  // namespace longstone::define::test
