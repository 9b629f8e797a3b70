#pragma once

#include <string>
#include <vector>

#include "report/document.h"
#include "ui/html.h"

// The tables of a report as HTML: figures one under the other, broken down side by side, or month
// by month with a column for each year.
namespace longstone::web {

Html head_cell(std::string_view words, bool number);
Html row_head(std::string_view words);
// A long one may be printed over several pages.
Html table_of(const std::string& caption, const Html& head, const Html& body, bool is_long = false);

// Those of the document that these ids name.
std::vector<const report::ShownFigure*> figures_of(const report::Document& document,
                                                   const std::vector<std::string>& ids);
// What the mark of a hidden number means, where one of these has it; else nothing.
std::string small_words(const std::vector<const report::ShownFigure*>& figures);
Html figure_table(const report::Document& document,
                  const std::vector<std::string>& ids,
                  const std::string& caption);

}  // namespace longstone::web
