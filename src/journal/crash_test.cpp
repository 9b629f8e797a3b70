#include <array>
#include <csignal>
#include <filesystem>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "journal/test_journal.h"

using namespace longstone;
using namespace longstone::journal;

namespace {

constexpr int kWriters = 4;
constexpr int kKills = 200;
constexpr int kKillsPerCheck = 40;

struct Folder {
    Folder() : path((std::filesystem::temp_directory_path() / "crash-test-XXXXXX").string()) {
        REQUIRE(::mkdtemp(path.data()) != nullptr);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string path;
};

// What a writer tells before it goes on: this revision of its stream was acknowledged.
struct Acknowledged {
    std::int64_t writer = 0;
    std::int64_t rev = 0;
};

std::string stream_of(std::int64_t writer) {
    return "record/" + std::to_string(writer);
}

// Writes in several threads until the process is killed.
[[noreturn]] void write_for_ever(const std::string& folder, int tell) {
    const auto store = store::open(folder, "");
    std::vector<std::thread> threads;
    for (int writer = 0; writer < kWriters; ++writer) {
        threads.emplace_back([&store, writer, tell] {
            std::int64_t rev = current_rev(*store->read(), stream_of(writer));
            while (append_one(*store, test_event(stream_of(writer), rev))) {
                const Acknowledged said = {.writer = writer, .rev = ++rev};
                if (::write(tell, &said, sizeof said) != sizeof said) break;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    ::_exit(1);
}

// Kills the writers once they have told so many acknowledgements; gives all that were told.
std::vector<Acknowledged> write_and_kill(const std::string& folder, std::size_t after) {
    std::array<int, 2> pipe = {};
    REQUIRE(::pipe(pipe.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(pipe[0]);
        write_for_ever(folder, pipe[1]);
    }
    ::close(pipe[1]);
    std::vector<Acknowledged> told;
    Acknowledged said;
    while (::read(pipe[0], &said, sizeof said) == sizeof said) {
        told.push_back(said);
        if (told.size() == after) ::kill(child, SIGKILL);
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    return told;
}

std::vector<std::vector<store::Value>> projections_of(store::Store& store) {
    const auto db = store.read();
    std::vector<std::vector<store::Value>> rows;
    for (const char* table : {"newest", "titles"}) {
        for (const store::Row& row : db->whole_table(table))
            rows.push_back(row.values());
    }
    return rows;
}

void check_whole(store::Store& store) {
    CHECK(verify(*store.read(), "").empty());
    const auto before = projections_of(store);
    const auto db = store.write();
    rebuild(*db, test_projections());
    db->commit();
    CHECK(projections_of(store) == before);
}

}  // namespace

TEST_CASE("killed two hundred times: all acknowledged events are there, and the journal holds") {
    const Folder folder;
    make_journal(*store::open(folder.path, ""));
    std::size_t acknowledged = 0;
    for (int kill = 0; kill < kKills; ++kill) {
        const auto told = write_and_kill(folder.path, 1 + static_cast<std::size_t>(kill) % 17);
        acknowledged += told.size();
        const auto store = store::open(folder.path, "");
        for (const Acknowledged& said : told)
            CHECK(current_rev(*store->read(), stream_of(said.writer)) >= said.rev);
        if (kill % kKillsPerCheck == kKillsPerCheck - 1) check_whole(*store);
    }
    CHECK(acknowledged >= kKills);
}
