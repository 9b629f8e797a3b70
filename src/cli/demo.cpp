#include <algorithm>

#include <unistd.h>

#include "base/text.h"
#include "cli/commands.h"
#include "demo/fill.h"
#include "measure/counted.h"
#include "report/acts.h"

// The demonstration partnership. Same seed, same data: names, records, answers and their order come
// from the files in demo/; the times count back from the hour in which the command is run, so that
// today's board has clocks that run. LONGSTONE_DEMO_NOW (RFC 3339) ends the story at another time.
namespace longstone::cli {
namespace {

// Beside the definitions, or where the program was built from.
std::string demo_folder(const Common& common) {
    auto beside = cat({definitions_folder(common), "/../demo"});
    if (::access(cat({beside, "/plan.yaml"}).c_str(), R_OK) == 0) return beside;
    return LONGSTONE_ROOT "/demo";
}

std::string padded(const std::string& text, std::size_t width) {
    return text.size() >= width ? text : cat({text, std::string(width - text.size(), ' ')});
}

void say_people(const demo::Filled& filled) {
    std::size_t user = 0, shown = 0, post = 0;
    for (const auto& somebody : filled.people) {
        user = std::max(user, somebody.user.size());
        shown = std::max(shown, somebody.shown.size());
        if (!somebody.what_to_try.empty()) post = std::max(post, somebody.post.size());
    }
    const auto line = [&](const demo::Somebody& somebody) {
        say(cat({"  ",
                 padded(somebody.user, user + 2),
                 padded(somebody.shown, shown + 2),
                 padded(somebody.post, post + 2),
                 somebody.what_to_try}));
    };
    say("Who can sign in:");
    for (const auto& somebody : filled.people) {
        if (!somebody.what_to_try.empty()) line(somebody);
    }
    say("And for every other post:");
    for (const auto& somebody : filled.people) {
        if (somebody.what_to_try.empty()) line(somebody);
    }
}

void say_json(const demo::Filled& filled) {
    Json people = Json::array();
    for (const auto& somebody : filled.people) {
        people.push(Json::object({{"user", somebody.user},
                                  {"name", somebody.shown},
                                  {"post", somebody.post},
                                  {"try", somebody.what_to_try}}));
    }
    say(Json::object({{"password", filled.password},
                      {"records", filled.records},
                      {"events", filled.events},
                      {"people", std::move(people)}})
            .dump());
}

demo::Told told_of(const std::string& only) {
    return only.empty()     ? demo::Told::Both
           : only == "year" ? demo::Told::Year
                            : demo::Told::Present;
}

std::optional<Instant> end_of_story() {
    // Read before there is a second thread. NOLINTNEXTLINE(concurrency-mt-unsafe)
    const char* given = std::getenv("LONGSTONE_DEMO_NOW");
    return given == nullptr ? demo::whole_hour(system_now()) : parse_instant(given);
}

}  // namespace

int demo(const Common& common, const std::string& only) {
    const auto end = end_of_story();
    if (!end)
        return refused(Problem{.message = "LONGSTONE_DEMO_NOW could not be read. Give an RFC 3339 "
                                          "time, for example 2026-03-02T14:00:00Z."});
    const auto told = told_of(only);
    // The definitions were there before the first record was.
    demo::Clock clock{.now = demo::begins(*end, told)};
    const auto house = work::open_house({.data_dir = common.data,
                                         .database = common.database,
                                         .definitions = definitions_folder(common),
                                         .partnership = common.partnership,
                                         .now = [&clock] { return clock.now; }});
    if (!house) return refused(house.error());
    work::open_to_fill(**house);
    measure::prepare(**house);
    report::prepare(**house);
    const auto filled =
        demo::fill(**house, clock, *end, {.folder = demo_folder(common), .told = told});
    if (!filled) return refused(filled.error());
    while (measure::refresh(**house) > 0) {
    }
    if (common.json) {
        say_json(*filled);
        return kDone;
    }
    say(cat({"The demonstration stands in ",
             common.data,
             ": ",
             count_of(filled->records, "record", "records"),
             ", ",
             count_of(filled->events, "event", "events"),
             ", all of them invented."}));
    say_people(*filled);
    say("");
    say(cat({"Everybody's password: ", filled->password}));
    say(cat({"Start it with: longstone serve --data ", common.data}));
    return kDone;
}

}  // namespace longstone::cli
