#pragma once

#include <string>
#include <vector>

#include "ui/html.h"

// One line of time: events across agencies, the gaps between them, what was known when.
namespace longstone::ls {

enum class LineKind { Plain, First, Worst, Latest, Hidden, Gap };

struct LineItem {
    LineKind kind = LineKind::Plain;
    std::string date = {};     // "9 Nov 2026"
    std::string machine = {};  // "2026-11-09"
    Html body = {};
    Html known = {};  // who knew, and since when
    std::string id = {};
};

struct Line {
    std::vector<LineItem> items = {};
    bool newest_first = true;
    std::string label = {};
};
Html line(const Line& options);

}  // namespace longstone::ls
