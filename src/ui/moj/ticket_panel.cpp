#include "ui/moj/ticket_panel.h"

#include "ui/markup.h"

namespace longstone::moj {

Html ticket_panel(const TicketPanel& options) {
    html::Markup out;
    out.raw("<article")
        .classes("moj-ticket-panel", options.classes)
        .attributes(options.attributes)
        .raw(">");
    for (const auto& item : options.items) {
        out.raw("<section")
            .classes("moj-ticket-panel__content", item.classes)
            .attributes(item.attributes)
            .raw(">")
            .content(item.html, item.text)
            .raw("</section>");
    }
    out.raw("</article>");
    return out.done();
}

}  // namespace longstone::moj
