#pragma once

#include <string>
#include <vector>

#include "ui/html.h"

// How a work page is laid out: two columns, quiet panels beside the work, cards in a row.
namespace longstone::ls {

// The work, and beside it what one needs while doing it. One column on a narrow screen.
Html two_columns(const Html& main, const Html& aside, std::string_view aside_label = "Beside this");

struct Panel {
    std::string title = {};
    Html body = {};
    std::string id = {};
    int heading_level = 2;
};
Html panel(const Panel& options);

struct Card {
    std::string title = {};
    std::string big = {};  // the figure
    Html body = {};
    int heading_level = 2;
};
Html cards(const std::vector<Card>& items);

// The head of a page without an identity bar: heading, and one line under it.
struct PageHead {
    std::string title = {};
    std::string caption = {};  // above the heading: what it is part of
    Html lead = {};
    Html actions = {};  // buttons at the right, below the heading on a narrow screen
};
Html page_head(const PageHead& options);

// Pieces with a dot between them: "27 open · 2 late · 6 due today".
Html dotted(const std::vector<Html>& pieces);

// A part of the page that refreshes itself where there is JavaScript: the script asks for the same
// address again every so many seconds and puts in what stands under the same id.
Html refreshing(std::string_view id, int seconds, const Html& content);

}  // namespace longstone::ls
