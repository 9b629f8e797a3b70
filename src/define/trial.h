#pragma once

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "define/definitions.h"

// Trying a change without making it: the definitions as they would be if one file were another.
// Nothing is written; what the folder holds besides is read as it is.
namespace longstone::define {

// A file in place of the one in the folder, or beside those that are there.
struct Replacement {
    std::string path = {};  // "england/pathways/x.yaml", beneath the folder
    std::string text = {};
};

// As load(); the errors in the replaced file name it by its path as given.
std::expected<std::shared_ptr<const Definitions>, std::vector<DefinitionError>> load_with(
    const std::string& folder, const std::string& partnership, const Replacement& replaced);

// A place where a pathway's file stands or could: England's folder, and the partnership's own.
struct PathwayFile {
    std::string path = {};  // as a Replacement has it
    std::string text = {};
    bool there = false;
};
std::vector<PathwayFile> files_of_pathway(const std::string& folder,
                                          const std::string& partnership,
                                          const std::string& pathway);

}  // namespace longstone::define
