#include "cli/command.h"

#include <cstdio>

#include <unistd.h>

#include "base/text.h"
#include "measure/counted.h"
#include "report/acts.h"

namespace longstone::cli {
namespace {

bool holds_definitions(const std::string& folder) {
    return ::access(cat({folder, "/england/roles.yaml"}).c_str(), R_OK) == 0;
}

}  // namespace

std::string definitions_folder(const Common& common) {
    if (!common.definitions.empty()) return common.definitions;
    for (const std::string& folder :
         {std::string("definitions"), std::string(LONGSTONE_ROOT "/definitions")}) {
        if (holds_definitions(folder)) return folder;
    }
    return "definitions";
}

std::unique_ptr<work::House> open(const Common& common, const std::string& base_url) {
    auto house = work::open_house({.data_dir = common.data,
                                   .database = common.database,
                                   .definitions = definitions_folder(common),
                                   .partnership = common.partnership,
                                   .base_url = base_url});
    if (house) {
        measure::prepare(**house);
        report::prepare(**house);
        return std::move(*house);
    }
    refused(house.error());
    return nullptr;
}

std::unique_ptr<work::House> open_to_try(const Common& common,
                                         std::shared_ptr<const define::Definitions> definitions) {
    return work::open_house({.data_dir = common.data,
                             .database = common.database,
                             .definitions = definitions_folder(common),
                             .partnership = common.partnership,
                             .publishes = false},
                            std::move(definitions));
}

void say(const std::string& line) {
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void complain(const std::string& line) {
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::fputc('\n', stderr);
}

int refused(const Problem& problem) {
    complain(problem.message);
    for (const auto& field : problem.fields) {
        complain(cat({"  ", field.field, ": ", field.message}));
    }
    return kRefused;
}

}  // namespace longstone::cli
