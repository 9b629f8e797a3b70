#pragma once

#include <string>
#include <vector>

#include "ui/html.h"

// The dense table of a work page. On a phone each row becomes a card whose cells carry the name of
// their column; the roles keep it a table to a screen reader then, too.
namespace longstone::ls {

struct Column {
    std::string text = {};
    bool numeric = false;        // to the right, figures of one width
    bool unseen = false;         // named for a screen reader only
    bool row_header = false;     // its cells name their row
    std::string sort_href = {};  // makes the heading a link that sorts
    std::string sorted = {};     // "ascending" or "descending"
    std::string in_file = {};    // what it is called in a file, where that says more
};

struct Row {
    std::vector<Html> cells = {};
    std::string id = {};
    std::string classes = {};  // "ls-table__row--late" and the like
};

struct Table {
    std::string caption = {};
    bool caption_unseen = true;
    std::vector<Column> columns = {};
    std::vector<Row> rows = {};
    std::string if_empty = "There is nothing here.";
    bool stays_wide = false;  // scrolls sideways on a phone instead of becoming cards
    std::string id = {};
};

Html table(const Table& options);

}  // namespace longstone::ls
