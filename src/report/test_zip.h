#pragma once

#include <string>

namespace longstone::report {

// A part of a zip file, as spreadsheets and Word documents are, inflated; empty where there is none
// of that name.
std::string part(const std::string& zip, const std::string& name);

}  // namespace longstone::report
