#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::moj {

struct FilterTag {
    std::string text = {};
    std::string href = {};  // the page without this filter
};

struct FilterCategory {
    govuk::Content heading = {};
    std::vector<FilterTag> items = {};
};

struct FilterClear {
    std::string text = {};
    std::string href = {};
};

struct SelectedFilters {
    govuk::Content heading = {};
    FilterClear clear_link = {};
    std::vector<FilterCategory> categories = {};
};

struct FilterSubmit {
    std::string text = {};  // Apply filters unless said otherwise
    govuk::Attributes attributes = {};
};

// Stands in a GET form of the page's own.
struct Filter {
    govuk::Content heading = {};
    std::optional<SelectedFilters> selected_filters = {};
    FilterSubmit submit = {};
    Html options_html = {};
    govuk::Attributes attributes = {};
};

Html filter(const Filter& options);

}  // namespace longstone::moj
