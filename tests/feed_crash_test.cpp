#include <csignal>
#include <filesystem>
#include <functional>
#include <random>
#include <sstream>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "access/viewer.h"
#include "base/text.h"
#include "exchange/feed_receive.h"
#include "kept.h"
#include "work/house.h"

// Kills the machine while it takes a police feed, again and again. After each kill what is there is
// whole rows, the journal verifies and a rebuild makes the same tables; and sending the file once
// more takes the rest and nothing twice.
using namespace longstone;

namespace {

constexpr int kKills = 12;
constexpr int kRows = 1'500;
constexpr int kPeople = 300;
constexpr int kBadEvery = 50;  // a row that is refused

struct Folder {
    Folder() : path((std::filesystem::temp_directory_path() / "feed-crash-XXXXXX").string()) {
        REQUIRE(::mkdtemp(path.data()) != nullptr);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string path;
};

using Definitions = std::shared_ptr<const define::Definitions>;

// Told of each time that somebody looks at the clock, which happens all along the way.
std::unique_ptr<work::House> house_in(
    const std::string& folder,
    const Definitions& definitions,
    const std::function<void()>& looked = [] {}) {
    return work::open_house(
        work::HouseOptions{.data_dir = folder,
                           .now =
                               [looked] {
                                   looked();
                                   return *parse_instant("2026-11-05T10:00:00Z");
                               }},
        definitions);
}

std::string incidents() {
    std::string text =
        "number,changed,incident,person,given name,family name,birth date,happened,type,summary\n";
    for (int n = 1; n <= kRows; ++n) {
        const auto person = number(n % kPeople);
        text += cat({"R", number(n), ",2026-11-01,I", number(n / 2), ",P", person});
        text += cat({",Given", person, ",Example,2010-01-01,2026-10-30,"});
        text += cat({n % kBadEvery == 0 ? "nothing" : "missing", ",Away again\n"});
    }
    return text;
}

Result<exchange::Report> take(const work::House& house, const std::string& text) {
    const auto sender = exchange::sender_for(*house.definitions, access::system_viewer(), "police");
    REQUIRE(sender.has_value());
    std::istringstream file(text);
    return exchange::receive(
        house, *sender, {.file = &file, .name = "incidents.csv", .tells = exchange::Tells::Events});
}

// How often the clock is looked at while a file is taken from its first row to its last.
int looks_of(const Definitions& definitions, const std::string& text) {
    const Folder folder;
    int looks = 0;
    const auto house = house_in(folder.path, definitions, [&looks] { ++looks; });
    looks = 0;
    REQUIRE(take(*house, text).has_value());
    return looks;
}

// Killed at that look at the clock after the house is open: at a place, not at a time.
void take_and_be_killed(const std::string& folder,
                        const Definitions& definitions,
                        const std::string& text,
                        int look) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        int left = -1;
        const auto house = house_in(folder, definitions, [&left] {
            if (left > 0 && --left == 0) ::raise(SIGKILL);
        });
        left = look;
        ::_exit(take(*house, text) ? 0 : 3);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
}

// Rows that came, each with its event, and nobody without a row that told of them.
std::int64_t whole_rows(const work::House& house) {
    const auto session = house.store->read();
    const auto rows = session->integer("select count(*) from feed_row");
    CHECK(session->integer("select count(*) from person_event where replaced_at is null") == rows);
    CHECK(session->integer("select count(*) from feed_row r join person_event e on e.person = "
                           "r.person and e.id = r.said and e.event_key = r.row_key") == rows);
    CHECK(session->integer("select count(*) from person p where not exists (select 1 from "
                           "person_event e where e.person = p.id)") == 0);
    return rows;
}

}  // namespace

TEST_CASE("a feed that is cut off by a kill leaves whole rows, and is taken to its end once") {
    auto loaded = define::load(LONGSTONE_ROOT "/definitions", "northumberland");
    REQUIRE(loaded.has_value());
    const Folder folder;
    const auto text = incidents();
    {
        const auto house = house_in(folder.path, *loaded);
    }
    const auto looks = looks_of(*loaded, text);
    REQUIRE(looks > kKills);
    std::mt19937 chance(1);
    std::int64_t cut_off = 0;
    for (int kill = 0; kill < kKills; ++kill) {
        const auto look = 1 + static_cast<int>(chance() % static_cast<unsigned>(looks));
        take_and_be_killed(folder.path, *loaded, text, look);
        const auto house = house_in(folder.path, *loaded);
        const auto rows = whole_rows(*house);
        if (rows > 0 && rows < kRows - kRows / kBadEvery) ++cut_off;
        if (kill % 4 == 3)
            for (const auto& broken : what_broke(*house))
                FAIL_CHECK(broken);
    }
    CHECK(cut_off > 0);  // or no kill came while rows were taken
    const auto house = house_in(folder.path, *loaded);
    const auto before = whole_rows(*house);
    const auto report = take(*house, text);
    REQUIRE(report.has_value());
    CHECK(report->counts.received == kRows);
    CHECK(report->counts.refused == kRows / kBadEvery);
    CHECK(report->counts.already == before);
    CHECK(report->counts.events == kRows - kRows / kBadEvery - before);
    CHECK(whole_rows(*house) == kRows - kRows / kBadEvery);
    CHECK(house->store->read()->integer("select count(*) from person") ==
          kPeople - kPeople / kBadEvery);  // those of whom no row was good
    CHECK(house->store->read()->integer("select count(*) from feed_delivery where finished = 0") >
          0);
}
