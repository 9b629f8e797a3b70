#pragma once

#include <string>

#include "define/partnership.h"
#include "report/document.h"
#include "ui/html.h"

// A report as a document that stands by itself. The PDF is made from the same.
namespace longstone::web {

std::string document_html(const report::Document& document, const define::Partnership& partnership);

// Parts of it, for the pages of who makes it.
Html figure_table(const report::Document& document, const std::vector<std::string>& ids);

}  // namespace longstone::web
