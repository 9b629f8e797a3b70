#include "work/house.h"

#include <cerrno>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access/accounts.h"
#include "access/policy.h"
#include "access/schema.h"
#include "base/secret.h"
#include "base/text.h"
#include "people/living.h"
#include "people/match_cards_kept.h"
#include "people/projection.h"
#include "people/schema.h"
#include "store/filling.h"
#include "work/answer_links.h"
#include "work/forecast.h"
#include "work/learning.h"
#include "work/places_kept.h"
#include "work/published.h"
#include "work/received.h"
#include "work/redactions.h"
#include "work/request_links.h"
#include "work/returns_taken.h"
#include "work/samples.h"
#include "work/schema.h"
#include "work/sharing/shared.h"
#include "work/versions.h"
#include "work/words.h"

namespace longstone::work {
namespace {

constexpr int kAttempts = 20;  // to publish versions while others do too
constexpr int kMatchingThreads = 2;

Keys new_keys() {
    const auto pair = new_signing_key();
    return {.public_key = pair.public_key,
            .secret_key = pair.secret_key,
            .log_key = random_bytes(32),
            .csrf_key = random_bytes(32)};
}

Json to_json(const Keys& keys) {
    return Json::object({{"public", hex(keys.public_key)},
                         {"secret", hex(keys.secret_key)},
                         {"log", hex(keys.log_key)},
                         {"csrf", hex(keys.csrf_key)}});
}

Keys keys_from(const Json& json) {
    return {.public_key = unhex(json.text("public")),
            .secret_key = unhex(json.text("secret")),
            .log_key = unhex(json.text("log")),
            .csrf_key = unhex(json.text("csrf"))};
}

std::optional<Keys> read_keys(const std::string& path) {
    std::ifstream file(path);
    if (!file) return {};
    const std::string text((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    const auto json = Json::parse(text);
    if (!json)
        throw store::Broken(cat({path,
                                 " cannot be read. Restore it from the backup: without it the "
                                 "journal's seals cannot be made."}));
    auto keys = keys_from(*json);
    if (keys.secret_key.size() != 64 || keys.csrf_key.size() != 32)
        throw store::Broken(cat({path, " is damaged. Restore it from the backup."}));
    return keys;
}

// Two processes that start together must end with the same keys: whoever makes the file first wins.
Keys keys_in(const std::string& data_dir) {
    const auto path = cat({data_dir, "/keys.json"});
    if (auto known = read_keys(path)) return *known;
    auto keys = new_keys();
    const auto beside = cat({path, ".", random_code(8)});
    const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) throw store::Broken(cat({"cannot write ", path}));
    const auto text = to_json(keys).dump();
    const bool wrote =
        ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(file) == 0;
    ::close(file);
    const bool first = wrote && ::link(beside.c_str(), path.c_str()) == 0;
    ::unlink(beside.c_str());
    if (!wrote) throw store::Broken(cat({"cannot write ", path}));
    if (first) return keys;
    if (auto theirs = read_keys(path)) return *theirs;
    throw store::Broken(cat({"cannot write ", path}));
}

void make_data_dir(const std::string& path) {
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        throw store::Broken(cat({"cannot make the data folder ", path}));
}

void publish(House& house) {
    {
        const auto session = house.store->write();
        access::publish_policy(*session, *house.definitions);
        session->commit();
    }
    // Another program that starts at the same time may publish first: then there is less to do.
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        const auto session = house.store->write();
        auto context = house.context(*session);
        if (!publish_versions(context)) continue;
        session->commit();
        return;
    }
    throw store::Broken("the versions of the pathways could not be kept: start again");
}

}  // namespace

std::vector<journal::Projection> all_projections() {
    return {access::accounts_projection(),
            people::projection(),
            records_projection(),
            places_projection(),
            learning_projection(),
            forecast_projection(),
            words_projection(),
            versions_projection(),
            received_projection(),
            answer_links_projection(),
            request_links_projection(),
            samples_projection(),
            returns_projection(),
            published_projection(),
            sharing_projection(),
            redactions_projection()};
}

std::vector<store::Migration> all_migrations() {
    std::vector<store::Migration> steps;
    for (const auto& migrations : {journal::kMigrations,
                                   access::kMigrations,
                                   people::kMigrations,
                                   kMigrations,
                                   kReceivedMigrations,
                                   kPlaceMigrations,
                                   kAnswerLinkMigrations,
                                   kRequestLinkMigrations,
                                   kSampleMigrations,
                                   kPublishedMigrations,
                                   kSharingMigrations,
                                   kRedactionMigrations,
                                   kReturnMigrations}) {
        steps.insert(steps.end(), migrations.begin(), migrations.end());
    }
    return steps;
}

Context House::context(store::Session& session) const {
    return Context{.db = session,
                   .projections = projections,
                   .definitions = *definitions,
                   .now = options.now(),
                   .log_key = keys.log_key,
                   .living = living.get()};
}

std::unique_ptr<House> open_house(const HouseOptions& options,
                                  std::shared_ptr<const define::Definitions> definitions) {
    auto house = std::make_unique<House>();
    const bool in_memory = options.data_dir == ":memory:";
    if (!in_memory) make_data_dir(options.data_dir);
    house->options = options;
    house->definitions = std::move(definitions);
    house->keys = in_memory ? new_keys() : keys_in(options.data_dir);
    house->projections = all_projections();
    house->store = store::open(options.data_dir, options.database);
    store::migrate(*house->store, all_migrations());
    index_older_answers(*house->store);
    people::keep_older_cards(*house->store, house->options.now());
    house->living = std::make_shared<people::Living>(*house->store, kMatchingThreads);
    if (options.publishes) publish(*house);
    return house;
}

void open_to_fill(House& house) {
    house.living.reset();  // looks into the store
    house.store.reset();
    house.store = store::open_to_fill(house.options.data_dir, house.options.database);
    house.living = std::make_shared<people::Living>(*house.store, kMatchingThreads);
}

Result<std::unique_ptr<House>> open_house(const HouseOptions& options) {
    auto definitions = define::load(options.definitions, options.partnership);
    if (!definitions) {
        std::string message;
        for (const auto& error : definitions.error()) {
            message += error.say();
            message += '\n';
        }
        return refuse(Fault::Invalid, message);
    }
    return open_house(options, std::move(*definitions));
}

}  // namespace longstone::work
