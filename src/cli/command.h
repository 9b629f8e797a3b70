#pragma once

#include <memory>
#include <string>

#include "work/house.h"

// What the commands share: the options that all of them take, how they end, and how they speak.
namespace longstone::cli {

// Exit codes that other programs rely on.
inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;  // the reason is on standard error
inline constexpr int kUsage = 2;
inline constexpr int kFailed = 3;  // the machine: disk, database, network

struct Common {
    std::string data = "./data";
    std::string database = {};
    std::string definitions = {};  // empty: beside the program or in the working folder
    std::string partnership = "northumberland";
    bool json = false;
};

// The folder of definitions to use: the one given, ./definitions, or the one the program was built
// from.
std::string definitions_folder(const Common& common);
// Opens the house; says why not on standard error and gives nothing.
std::unique_ptr<work::House> open(const Common& common,
                                  const std::string& base_url = "http://localhost:8080");
// The data as it is, with definitions that are only tried: nothing of them is published.
std::unique_ptr<work::House> open_to_try(const Common& common,
                                         std::shared_ptr<const define::Definitions> definitions);

void say(const std::string& line);       // standard output
void complain(const std::string& line);  // standard error
int refused(const Problem& problem);     // complains, field by field, and gives kRefused

}  // namespace longstone::cli
