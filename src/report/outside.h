#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "base/time.h"

// Programs outside this one that turn HTML into a file, where they are installed. Each works in a
// folder of its own, gone afterwards, with nothing of our environment but where programs are.
namespace longstone::report {

struct Outside {
    std::string program = {};                 // "weasyprint"
    std::string name = {};                    // as people know it
    std::string package = {};                 // of Debian
    std::string file = {};                    // what it makes, in words: "PDF"
    std::string ending = {};                  // of that file
    std::string begins = {};                  // what such a file begins with
    std::vector<std::string> arguments = {};  // before the two files
    std::string to_option = {};               // before the second of them, where it wants one
    // Further files that it reads, by their paths in a folder that this option names.
    std::string folder_option = {};
    std::vector<std::pair<std::string, std::string>> beside = {};
};
// Invalid, with what to install, where the program is not there. Its dates come from `made`, so
// that the same HTML gives the same bytes.
Result<std::string> made_by(const Outside& outside, const std::string& html, Instant made);

}  // namespace longstone::report
