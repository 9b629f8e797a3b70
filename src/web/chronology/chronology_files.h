#pragma once

#include <string>

#include "base/problem.h"
#include "chronology/view.h"
#include "http/message.h"
#include "report/workbook.h"
#include "web/chronology/chronology_query.h"

// A chronology to take away: for paper and Word a document that stands by itself, the first thing
// that happened first; a sheet of a workbook; JSON.
namespace longstone::web {

class Visit;

// pdf, docx, json; empty when something else is asked for.
std::string chronology_file_wanted(const http::Request& request);
std::string chronology_document(Visit& visit,
                                const chronology::View& view,
                                const ChronologyQuery& query,
                                const std::string& title);
report::Sheet chronology_sheet(Visit& visit, const chronology::View& view);

struct ChronologyFile {
    std::string ending = {}, text = {};  // HTML for pdf and docx, else what the file says
    Instant made = {};
};
// Invalid where the program that makes it is not installed.
Result<http::Reply> chronology_file(const Visit& visit, const ChronologyFile& file);

}  // namespace longstone::web
