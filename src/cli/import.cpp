#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/out_file.h"
#include "exchange/feed_receive.h"

// Feeds given at the machine.
namespace longstone::cli {
namespace {

std::string keys_of(const define::Partnership& partnership) {
    std::vector<std::string> keys;
    keys.reserve(partnership.agencies.size());
    for (const auto& agency : partnership.agencies)
        keys.push_back(agency.id);
    return join(keys, ", ");
}

// What keeps a file from being read, or nothing.
std::string unread(const std::string& path, const std::ifstream& file) {
    std::error_code failed;
    if (std::filesystem::is_directory(path, failed))
        return cat({path, " is a folder. Name a file in it."});
    return file.is_open() ? std::string() : cat({"There is no file ", path, " that may be read."});
}

int import_file(const Common& common, const ImportOptions& options, exchange::Tells tells) {
    const auto house = open(common);
    if (!house) return kRefused;
    std::ifstream file(options.file, std::ios::binary);
    exchange::Sent sent{.file = &file,
                        .name = options.file.substr(options.file.find_last_of('/') + 1),
                        .feed = options.feed,
                        .tells = tells};
    if (const auto why = unread(options.file, file); !why.empty()) {
        complain(why);
        return kRefused;
    }
    const auto sender =
        exchange::sender_for(*house->definitions, access::system_viewer(), options.agency);
    if (!sender) {
        complain(cat({"There is no agency “",
                      options.agency,
                      "”. Use one of: ",
                      keys_of(house->definitions->partnership)}));
        return kRefused;
    }
    const auto not_kept = [&] {
        complain(cat({"The report could not be written to ",
                      options.report,
                      ". Check the folder, its rights and the room on the disk."}));
        return kFailed;
    };
    // Opened before any row is taken, so that nobody learns afterwards that it cannot be kept.
    std::optional<OutFile> refusals;
    if (!options.report.empty()) refusals.emplace(options.report);
    if (refusals && !refusals->is_open()) return not_kept();
    const auto report = options.dry ? exchange::preview(*house, *sender, sent)
                                    : exchange::receive(*house, *sender, sent);
    if (!report) return refused(report.error());
    say(common.json ? exchange::to_json(*report).dump() : exchange::in_words(*report));
    // Every row that was refused and why, as a table.
    if (refusals) refusals->put(exchange::refusals_csv(report->feeds));
    if (refusals && !refusals->finish()) return not_kept();
    if (file.bad()) {
        complain(cat({options.file,
                      " could not be read to its end. Send it again: what was taken is not taken "
                      "twice."}));
        return kFailed;
    }
    return report->counts.refused > 0 ? kRefused : kDone;
}

}  // namespace

int import_events(const Common& common, const ImportOptions& options) {
    return import_file(common, options, exchange::Tells::Events);
}

int import_people(const Common& common, const ImportOptions& options) {
    return import_file(common, options, exchange::Tells::People);
}

}  // namespace longstone::cli
