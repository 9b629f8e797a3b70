#pragma once

#include <memory>
#include <string>
#include <vector>

#include "journal/journal.h"
#include "work/load.h"

// Everything a running partnership is made of: its database brought up to date, its definitions,
// its keys and its clock. Pages, the API and the commands all work through one House.
namespace longstone::work {

// Made on the first start and kept beside the data with mode 0600; never in the database.
struct Keys {
    std::string public_key = {}, secret_key = {};  // seals checkpoints
    std::string log_key = {};                      // keys hashes of search words in the access log
    std::string csrf_key = {};
};

struct HouseOptions {
    std::string data_dir = "./data";
    std::string database = {};  // empty: SQLite inside data_dir
    std::string definitions = "definitions";
    std::string partnership = "northumberland";
    std::string base_url = "http://localhost:8080";  // for links in mail
    Now now = system_now;
    bool publishes = true;  // the policy and the versions of pathways; false to try definitions
};

struct House {
    std::unique_ptr<store::Store> store = {};
    std::shared_ptr<people::Living> living = {};  // filled by the first search; serve fills it
    std::shared_ptr<const define::Definitions> definitions = {};
    std::vector<journal::Projection> projections = {};
    Keys keys = {};
    HouseOptions options = {};

    // For one transaction; the time is taken now.
    [[nodiscard]] Context context(store::Session& session) const;
    [[nodiscard]] Instant now() const { return options.now(); }
};

// Reads and checks the definitions, opens the database, migrates it, publishes the policy. Invalid
// with every definition error, each with file, line and cure.
Result<std::unique_ptr<House>> open_house(const HouseOptions& options);
// The same for definitions already read: tests, and the demonstration.
std::unique_ptr<House> open_house(const HouseOptions& options,
                                  std::shared_ptr<const define::Definitions> definitions);

// Over a store that writes to the disk once, when it closes (store/filling.h), from here on: of a
// house that is empty.
void open_to_fill(House& house);

std::vector<journal::Projection> all_projections();
// Every step of the schema, of all floors. Given together: the floors share the later numbers.
std::vector<store::Migration> all_migrations();

}  // namespace longstone::work
