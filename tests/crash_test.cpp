#include <array>
#include <csignal>
#include <filesystem>
#include <random>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "demo/player.h"
#include "kept.h"

// Kills the whole system two hundred times while it writes through its API. Whatever was
// acknowledged must be there, the journal must verify, and a rebuild must make the same tables.
using namespace longstone;

namespace {

constexpr int kKills = 200;
constexpr int kKillsPerCheck = 25;
constexpr std::size_t kRefLength = 16;

struct Folder {
    Folder() : path((std::filesystem::temp_directory_path() / "crash-test-XXXXXX").string()) {
        REQUIRE(::mkdtemp(path.data()) != nullptr);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string path;
};

// One acknowledged write: this record has reached this revision.
struct Acknowledged {
    std::array<char, kRefLength> ref = {};
    std::int64_t rev = 0;
};

Json opening() {
    return *Json::parse(R"({"as": "la-early-help/lead-practitioner",
        "open": "early-help-assessment",
        "people": [{"role": "subject", "given-name": "Nan", "family-name": "Example"}],
        "answers": {"worry": "Missing school", "worried-about": "Late"}})");
}

void tell(int pipe, const Json& record) {
    Acknowledged said{.rev = record["rev"].integer()};
    const auto ref = record.text("ref");
    std::copy_n(ref.begin(), std::min(ref.size(), kRefLength - 1), said.ref.begin());
    if (::write(pipe, &said, sizeof said) != sizeof said) ::_exit(2);
}

// Opens records and answers their questions until the process is killed.
[[noreturn]] void write_for_ever(const std::string& folder,
                                 const std::shared_ptr<const define::Definitions>& definitions,
                                 int pipe) {
    demo::Clock clock{.now = *parse_instant("2026-11-05T10:00:00Z")};
    const auto house = work::open_house(
        work::HouseOptions{.data_dir = folder, .now = [&clock] { return clock.now; }}, definitions);
    demo::Player player(*house, clock, {});
    for (int n = 0;; ++n) {
        player.forget_people();
        if (!player.play(opening()).empty()) ::_exit(3);
        tell(pipe, player.last().body);
        const auto answer = Json::object(
            {{"answer", Json::object({{"worry", cat({"Missing school ", number(n)})}})}});
        if (!player.play(answer).empty()) ::_exit(4);
        tell(pipe, player.last().body);
    }
}

// Kills the writer once it has told so many acknowledgements and a moment more has passed.
std::vector<Acknowledged> write_and_kill(
    const std::string& folder,
    const std::shared_ptr<const define::Definitions>& definitions,
    std::size_t after,
    unsigned micros) {
    std::array<int, 2> pipe = {};
    REQUIRE(::pipe(pipe.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(pipe[0]);
        write_for_ever(folder, definitions, pipe[1]);
    }
    ::close(pipe[1]);
    std::vector<Acknowledged> told;
    Acknowledged said;
    while (::read(pipe[0], &said, sizeof said) == sizeof said) {
        told.push_back(said);
        if (told.size() == after) {
            ::usleep(micros);
            ::kill(child, SIGKILL);
        }
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    return told;
}

void check(const std::string& folder,
           const std::shared_ptr<const define::Definitions>& definitions,
           const std::map<std::string, std::int64_t>& acknowledged) {
    const auto house = work::open_house(work::HouseOptions{.data_dir = folder}, definitions);
    {
        const auto session = house->store->read();
        for (const auto& [ref, rev] : acknowledged) {
            CAPTURE(ref);
            CHECK(session->integer("select rev from record where ref = $1", {ref}) >= rev);
        }
    }
    for (const auto& broken : what_broke(*house)) {
        FAIL_CHECK(broken);
    }
}

}  // namespace

TEST_CASE("nothing that was acknowledged is lost when the system is killed two hundred times") {
    auto loaded = define::load(LONGSTONE_ROOT "/definitions", "northumberland");
    REQUIRE(loaded.has_value());
    const Folder folder;
    std::map<std::string, std::int64_t> acknowledged;
    std::mt19937 chance(1);  // the same instants each time, as far as the machine allows
    for (int kill = 1; kill <= kKills; ++kill) {
        const std::size_t after = 1 + chance() % 4;
        for (const auto& said :
             write_and_kill(folder.path, *loaded, after, static_cast<unsigned>(chance() % 3000))) {
            auto& rev = acknowledged[said.ref.data()];
            rev = std::max(rev, said.rev);
        }
        if (kill % kKillsPerCheck == 0) check(folder.path, *loaded, acknowledged);
    }
    CHECK(acknowledged.size() >= kKills);
}
