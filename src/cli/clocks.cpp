#include "base/text.h"
#include "cli/commands.h"
#include "work/acts/reckon_clocks.h"

// Clocks after a change of calendar.
namespace longstone::cli {
namespace {

constexpr std::size_t kMostNamed = 50;

Json json_of(const work::ReckonedClocks& told, bool dry) {
    Json moved = Json::array();
    for (const auto& one : told.moved)
        moved.push(Json::object({{"record", one.record},
                                 {"clock", one.clock},
                                 {"from", iso(one.from)},
                                 {"to", iso(one.to)}}));
    return Json::object({{"kept", !dry},
                         {"records", told.records},
                         {"clocks", told.clocks},
                         {"earlier", told.earlier},
                         {"later", told.later},
                         {"late_now", told.late_now},
                         {"moved", std::move(moved)}});
}

void tell(const work::ReckonedClocks& told, bool dry) {
    say(cat({count_of(told.clocks, "running clock", "running clocks"),
             " on ",
             count_of(told.records, "open record", "open records"),
             ": ",
             number(told.earlier),
             dry ? " would be" : "",
             " due earlier, ",
             number(told.later),
             dry ? " would be" : "",
             " due later; ",
             number(told.late_now),
             " late by the new time that were not."}));
    for (std::size_t at = 0; at < std::min(told.moved.size(), kMostNamed); ++at) {
        const auto& one = told.moved[at];
        say(cat({"  ",
                 one.record,
                 " ",
                 one.clock,
                 ": ",
                 longstone::say(one.from),
                 " → ",
                 longstone::say(one.to)}));
    }
    if (told.moved.size() > kMostNamed)
        say(cat(
            {"  and ", number(static_cast<long long>(told.moved.size() - kMostNamed)), " more"}));
    if (dry && !told.moved.empty()) say("Nothing was kept. Run it without --dry-run to keep it.");
}

}  // namespace

int clocks_reckon(const Common& common, bool dry) {
    const auto house = open(common);
    if (!house) return kRefused;
    const auto told = work::reckon_clocks(*house, access::system_viewer(), dry);
    if (!told) return refused(told.error());
    if (common.json) {
        say(json_of(*told, dry).dump());
    } else {
        tell(*told, dry);
    }
    return kDone;
}

}  // namespace longstone::cli
