#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

// A name as it was written, read once: what it says and what it only seems to say. Pure and
// idempotent: reading the text that came out gives the same again.
namespace longstone::match {

struct ReadName {
    std::string text = {};                   // folded tokens, no titles; empty when nothing is said
    std::array<std::string, 4> tokens = {};  // without particles, unless there is nothing else
    int token_count = 0;
    bool no_name = false;         // "Baby", "Unknown": somebody wrote that there is none yet
    bool unborn = false;          // "Unborn Baby"
    std::uint8_t multiple = 0;    // "Twin 2" is 2; 0 when none is said
    std::uint8_t generation = 0;  // 1 junior, 2 senior
};

ReadName read_name(std::string_view written);

struct WholeName {
    std::string given = {};
    std::string middle = {};
    std::string family = {};
};
// A whole name out of one box: "SMITH, John Paul", "Dr Maria de la Cruz".
WholeName split_whole_name(std::string_view written);

}  // namespace longstone::match
