#include <fstream>

#include "base/text.h"
#include "cli/commands.h"
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

// Every row that was refused and why, as a table.
bool write_report(const std::string& path, const exchange::Report& report) {
    std::ofstream file(path, std::ios::binary);
    file << exchange::refusals_csv(report.feeds);
    file.flush();
    if (!file) complain(cat({"The report could not be written to ", path, "."}));
    return file.good();
}

int import_file(const Common& common, const ImportOptions& options, exchange::Tells tells) {
    const auto house = open(common);
    if (!house) return kRefused;
    std::ifstream file(options.file, std::ios::binary);
    exchange::Sent sent{.file = &file,
                        .name = options.file.substr(options.file.find_last_of('/') + 1),
                        .feed = options.feed,
                        .tells = tells};
    if (!file.is_open()) {
        complain(cat({"There is no file ", options.file, "."}));
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
    const auto report = options.dry ? exchange::preview(*house, *sender, sent)
                                    : exchange::receive(*house, *sender, sent);
    if (!report) return refused(report.error());
    if (!options.report.empty() && !write_report(options.report, *report)) return kFailed;
    say(common.json ? exchange::to_json(*report).dump() : exchange::in_words(*report));
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
