#pragma once

#include <string>
#include <string_view>

#include "base/problem.h"
#include "base/time.h"

// HTML as a Word document (DOCX), by the program pandoc where it is installed. The HTML is ours and
// names no picture: pandoc would fetch one (its own sandbox lacks the parts of a Word document).
namespace longstone::report {

inline constexpr std::string_view kWordType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

// Of headings and of lines: six hexadecimal digits.
struct WordColours {
    std::string ink = "0b1f33";
    std::string sea = "0f4c5c";
};

// Invalid, with what to install, where the program is not there.
Result<std::string> word_document(const std::string& html,
                                  Instant made,
                                  const WordColours& colours = {});

}  // namespace longstone::report
