#pragma once

#include <string>

#include "report/word.h"

// How a Word document of ours looks: the styles that pandoc names, and a page of A4. Parts of the
// document that it copies from.
namespace longstone::report {

std::string word_styles(const WordColours& colours);
std::string word_page();

}  // namespace longstone::report
