#pragma once

#include <string>

#include "define/partnership.h"
#include "report/document.h"

// A report as a document that stands by itself. The PDF is made from the same.
namespace longstone::web {

std::string document_html(const report::Document& document, const define::Partnership& partnership);

}  // namespace longstone::web
