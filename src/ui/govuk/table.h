#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct TableCell {
    std::string text = {};
    Html html = {};
    std::string format = {};  // "numeric" sets figures to the right
    std::string classes = {};
    int colspan = 0;
    int rowspan = 0;
    Attributes attributes = {};
};

using TableRow = std::vector<TableCell>;

struct Table {
    std::string caption = {};
    std::string caption_classes = {};
    std::vector<TableCell> head = {};
    std::vector<std::optional<TableRow>> rows = {};  // an empty one is passed over
    bool first_cell_is_header = false;
    std::string classes = {};
    Attributes attributes = {};
};

Html table(const Table& options);

}  // namespace longstone::govuk
