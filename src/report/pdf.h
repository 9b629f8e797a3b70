#pragma once

#include <string>

#include "base/problem.h"
#include "base/time.h"

// HTML as a tagged PDF (PDF/UA-1), by the program WeasyPrint where it is installed. It reads
// nothing but what it is given: no address is followed.
namespace longstone::report {

// The same HTML made at the same time gives the same bytes. Invalid, with what to install, where
// the program is not there.
Result<std::string> pdf(const std::string& html, Instant made);

}  // namespace longstone::report
