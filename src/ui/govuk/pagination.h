#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct PaginationItem {
    std::string number = {};
    std::string visually_hidden_text = {};  // "Page 3" unless said otherwise
    std::string href = {};
    bool current = false;
    bool ellipsis = false;
    Attributes attributes = {};
};

struct PaginationLink {
    std::string text = {};
    Html html = {};
    std::string label_text = {};
    std::string href = {};  // without one the link is left out
    Attributes attributes = {};
};

struct Pagination {
    std::optional<PaginationLink> previous = {};
    std::optional<PaginationLink> next = {};
    std::vector<std::optional<PaginationItem>> items = {};
    std::string landmark_label = {};  // Pagination unless said otherwise
    std::string classes = {};
    Attributes attributes = {};
};

Html pagination(const Pagination& options);

}  // namespace longstone::govuk
