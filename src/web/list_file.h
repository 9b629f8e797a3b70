#pragma once

#include <string>
#include <vector>

#include "http/message.h"
#include "report/workbook.h"
#include "ui/html.h"
#include "ui/longstone/table.h"

// Every list as a file: the same address with format=csv, xlsx or json gives the tables that the
// page would have shown to this viewer, whole where the page has only a part of them. A page shows
// its tables through Visit::list, and does no more. The access log has each file that was taken.
namespace longstone::web {

class Visit;

// "csv", "xlsx", "json", or empty when a page is asked for.
std::string file_wanted(const http::Request& request, const http::Form& form);

// A table as its cells read. Figures of numeric columns are figures; columns that only hold what
// can be done are left out.
report::Sheet sheet_of(const ls::Table& table);

http::Reply list_file(Visit& visit,
                      std::vector<report::Sheet> sheets,
                      const std::string& format,
                      const std::string& title);

// The line below a page's lists that offers them as files; of a page that was asked for by POST
// (the words that are sought stay out of addresses), as a form.
Html list_file_links(Visit& visit, const std::vector<report::Sheet>& sheets);

}  // namespace longstone::web
