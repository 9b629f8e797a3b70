#pragma once

#include <string>
#include <vector>

#include "ui/govuk/content.h"

namespace longstone::moj {

struct TicketPanelItem {
    std::string text = {};
    Html html = {};
    std::string classes = {};  // "moj-ticket-panel__content--red" and so on
    govuk::Attributes attributes = {};
};

struct TicketPanel {
    std::vector<TicketPanelItem> items = {};
    std::string classes = {};
    govuk::Attributes attributes = {};
};

Html ticket_panel(const TicketPanel& options);

}  // namespace longstone::moj
