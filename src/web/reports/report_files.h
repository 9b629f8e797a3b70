#pragma once

#include <string>

#include "base/problem.h"
#include "define/partnership.h"
#include "http/message.h"
#include "report/document.h"

// The files of a report as replies: the page that stands by itself, the PDF, the spreadsheet and
// the data.
namespace longstone::web {

// `file` is "report.html", ".pdf", ".xlsx" or ".json" of that name; nothing for any other. A PDF is
// made once for the same report and kept while the program runs.
Result<http::Reply> report_file(const report::Document& document,
                                const define::Partnership& partnership,
                                const std::string& ending);

}  // namespace longstone::web
