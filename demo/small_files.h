#pragma once

#include <string>

// Files small enough to attach by the dozen, and true to their kind.
namespace longstone::demo {

std::string small_pdf(const std::string& line);  // one page with one line
std::string small_png();                         // a plain square

}  // namespace longstone::demo
