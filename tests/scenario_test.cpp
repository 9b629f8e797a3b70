#include "demo/scenario.h"

#include <filesystem>
#include <set>

#include <doctest/doctest.h>

#include "base/text.h"
#include "demo/player.h"
#include "kept.h"
#include "store/test_store.h"

// Plays every story of tests/scenarios on the whole system, through its API. After each, the
// journal must verify and must make the same tables anew. A pathway without a story fails.
using namespace longstone;

namespace {

// LONGSTONE_TREE: another checkout whose definitions and stories are played instead.
// NOLINTNEXTLINE(concurrency-mt-unsafe): nothing changes the environment.
std::string from_environment(const char* name, const char* otherwise) {
    const char* said = std::getenv(name);
    return said == nullptr ? otherwise : said;
}

const std::string kTree = from_environment("LONGSTONE_TREE", LONGSTONE_ROOT);
const std::string kFolder = kTree + "/tests/scenarios";

std::shared_ptr<const define::Definitions> definitions_of(const std::string& partnership) {
    static std::map<std::string, std::shared_ptr<const define::Definitions>> known;
    auto& definitions = known[partnership];
    if (!definitions) {
        auto loaded = define::load(kTree + "/definitions", partnership);
        if (!loaded) FAIL("the definitions have errors: " << loaded.error().front().say());
        definitions = std::move(*loaded);
    }
    return definitions;
}

std::vector<std::string> scenario_files() {
    // LONGSTONE_STORIES: only the files whose name holds this.
    const std::string only = from_environment("LONGSTONE_STORIES", "");
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
        const bool wanted = entry.path().stem().string().find(only) != std::string::npos;
        if (entry.path().extension() == ".yaml" && wanted) files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

// Where a failure is: the file's name, the line of the step and what the story shows.
std::string place_of(const std::string& file, std::int64_t line, const std::string& it) {
    return cat({std::filesystem::path(file).filename().string(), ":", number(line), ": ", it});
}

void play(const std::string& file,
          const demo::Scenario& scenario,
          const std::map<std::string, Json>& answers,
          const std::string& database) {
    demo::Clock clock;
    const auto at = parse_instant(scenario.at);
    REQUIRE(at.has_value());
    clock.now = *at;
    const auto house = work::open_house(
        work::HouseOptions{
            .data_dir = ":memory:", .database = database, .now = [&clock] { return clock.now; }},
        definitions_of(scenario.partnership));
    demo::Player player(*house, clock, answers);
    for (const Json& step : scenario.steps) {
        const auto wrong = player.play(step);
        const auto place = place_of(file, step["line"].integer(), scenario.it);
        for (const auto& what : wrong) {
            FAIL_CHECK(place << "\n  " << what);
        }
        if (!wrong.empty()) break;  // what follows builds on it
    }
    for (const auto& broken : what_broke(*house)) {
        FAIL_CHECK(place_of(file, scenario.line, scenario.it) << "\n  " << broken);
    }
}

void play_all(const std::function<std::string()>& database) {
    const auto answers = demo::read_answers(cat({kFolder, "/answers"}));
    std::size_t played = 0;
    for (const auto& file : scenario_files()) {
        for (const auto& scenario : demo::read_scenarios(file)) {
            play(file, scenario, answers, database());
            ++played;
        }
    }
    CHECK(played > 0);
}

}  // namespace

TEST_CASE("every story holds on SQLite") {
    play_all([] { return std::string(); });
}

TEST_CASE("every story holds on PostgreSQL") {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing changes the environment.
    const char* server = std::getenv("LONGSTONE_TEST_POSTGRES");
    if (server == nullptr || *server == '\0') return;
    std::unique_ptr<store::TestSchema> schema;
    play_all([&] {
        schema = std::make_unique<store::TestSchema>(server);
        return schema->url();
    });
}

TEST_CASE("every pathway has a story that begins on it") {
    std::set<std::string> told;
    for (const auto& file : scenario_files()) {
        for (const auto& scenario : demo::read_scenarios(file)) {
            for (const Json& step : scenario.steps) {
                for (const char* act : {"open", "follow"}) {
                    if (step.has(act)) told.insert(step.text(act));
                }
            }
        }
    }
    for (const auto& entry : std::filesystem::directory_iterator(kTree + "/definitions")) {
        if (!std::filesystem::exists(entry.path() / "partnership.yaml")) continue;
        for (const auto& [id, pathway] :
             definitions_of(entry.path().filename().string())->pathways) {
            CHECK_MESSAGE(told.contains(id), "no story opens " << id);
        }
    }
}
