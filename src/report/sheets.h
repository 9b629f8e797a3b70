#pragma once

#include <string>
#include <vector>

#include "report/document.h"
#include "report/workbook.h"

// Every figure of a report as a spreadsheet: what it says, of what, and how it is counted.
namespace longstone::report {

std::vector<Sheet> sheets_of(const Document& document);
// The spreadsheet's bytes; the same for the same report.
std::string spreadsheet(const Document& document);

}  // namespace longstone::report
