#pragma once

#include <map>
#include <set>
#include <string>

#include "define/definitions.h"
#include "define/errors.h"
#include "define/yaml.h"

// Proves of a set of definitions what data can prove. Each check lives in a file of its own name;
// all run, so that one run names everything that is wrong.
namespace longstone::define {

// The nodes that the definitions were read from, for the place of what is wrong.
struct Sources {
    std::map<std::string, Node> codes = {}, forms = {}, pathways = {}, measures = {}, feeds = {},
                                reports = {}, loops = {};
    Node partnership = {}, roles = {}, calendar = {};
    std::set<std::string> own_forms = {};  // those of the partnership's folder
    Node training = {}, chronology = {}, sharing = {};
};

void check(const Definitions& definitions, const Sources& sources, Errors& errors);

}  // namespace longstone::define
