#include <cstdio>
#include <filesystem>
#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

#include "base/secret.h"
#include "base/text.h"
#include "cli/commands.h"

// Keeping the journal: verify, rebuild, export, backup and restore.
namespace longstone::cli {
namespace {

namespace fs = std::filesystem;

int say_tampers(const Common& common, const std::vector<journal::Tamper>& tampers) {
    Json list = Json::array();
    for (const auto& tamper : tampers) {
        if (common.json) {
            list.push(Json::object({{"seq", tamper.seq}, {"what", tamper.what}}));
        } else {
            complain(tamper.what);
        }
    }
    if (common.json) say(list.dump());
    if (tampers.empty() && !common.json)
        say("The journal holds: nothing was changed, removed or reordered.");
    return tampers.empty() ? kDone : kRefused;
}

}  // namespace

int journal_verify(const Common& common) {
    const auto house = open(common);
    if (!house) return kRefused;
    const auto session = house->store->read();
    return say_tampers(common, journal::verify(*session, house->keys.public_key));
}

int journal_rebuild(const Common& common) {
    const auto house = open(common);
    if (!house) return kRefused;
    const auto session = house->store->write();
    journal::rebuild(*session, house->projections);
    session->commit();
    if (!common.json) say("Every table was made anew from the journal.");
    return kDone;
}

int journal_export(const Common& common) {
    const auto house = open(common);
    if (!house) return kRefused;
    const auto session = house->store->read();
    journal::export_lines(*session, [](const std::string& line) { say(line); });
    return kDone;
}

// A backup is one folder's worth in a tar-like plain folder: the database, the keys, the documents.
int backup(const Common& common, const std::string& file) {
    if (!common.database.empty())
        return refused(
            Problem{.message = "Back up PostgreSQL with its own tools (pg_dump, pgBackRest); this "
                               "command copies the embedded database."});
    const auto house = open(common);
    if (!house) return kRefused;
    if (fs::exists(file))
        return refused(Problem{.message = cat({file, " exists already. Choose another name."})});
    const auto beside = cat({file, ".part"});
    fs::remove_all(beside);
    fs::create_directories(beside);
    house->store->backup_to(cat({beside, "/longstone.db"}));
    // Documents only ever come to be, so copying them after the database misses none that it names.
    fs::copy_file(cat({common.data, "/keys.json"}), cat({beside, "/keys.json"}));
    if (fs::exists(cat({common.data, "/documents"})))
        fs::copy(cat({common.data, "/documents"}),
                 cat({beside, "/documents"}),
                 fs::copy_options::recursive);
    fs::rename(beside, file);
    if (!common.json) say(cat({"Backed up to ", file}));
    return kDone;
}

int restore(const Common& common, const std::string& file) {
    if (!fs::exists(cat({file, "/longstone.db"})) || !fs::exists(cat({file, "/keys.json"}))) {
        return refused(Problem{.message = cat({file, " is not a backup made by this program."})});
    }
    if (fs::exists(cat({common.data, "/longstone.db"}))) {
        return refused(Problem{
            .message =
                cat({common.data, " holds a partnership already. Restore into an empty folder."})});
    }
    fs::create_directories(common.data);
    fs::permissions(common.data, fs::perms::owner_all);
    fs::copy(file, common.data, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    const auto house = open(common);
    if (!house) return kRefused;
    const auto session = house->store->read();
    const auto code = say_tampers(common, journal::verify(*session, house->keys.public_key));
    if (code == kDone && !common.json) say(cat({"Restored into ", common.data}));
    return code;
}

}  // namespace longstone::cli
