#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::govuk {

struct SummaryCell {
    std::string text = {};
    Html html = {};
    std::string classes = {};
};

struct SummaryAction {
    std::string text = {};
    Html html = {};
    std::string href = {};
    std::string visually_hidden_text = {};  // "Change" + " date of birth"
    std::string classes = {};
    Attributes attributes = {};
};

struct SummaryActions {
    std::vector<SummaryAction> items = {};
    std::string classes = {};
};

struct SummaryRow {
    SummaryCell key = {};
    SummaryCell value = {};
    SummaryActions actions = {};
    std::string classes = {};
};

struct SummaryCardTitle {
    std::string text = {};
    Html html = {};
    int heading_level = 2;
    std::string classes = {};
};

struct SummaryCard {
    std::optional<SummaryCardTitle> title = {};
    SummaryActions actions = {};
    std::string classes = {};
    Attributes attributes = {};
};

struct SummaryList {
    std::vector<std::optional<SummaryRow>> rows = {};  // an empty one is passed over
    std::optional<SummaryCard> card = {};
    std::string classes = {};
    Attributes attributes = {};
};

Html summary_list(const SummaryList& options);

}  // namespace longstone::govuk
