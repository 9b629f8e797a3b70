#include "ui/govuk/tabs.h"

#include "base/text.h"
#include "ui/markup.h"

namespace longstone::govuk {

namespace {

std::string panel_id(const Tabs& options, const TabItem& item, std::size_t number) {
    if (!item.id.empty()) return item.id;
    return cat({options.id_prefix, "-", std::to_string(number)});
}

void write_tab(html::Markup& out, const TabItem& item, const std::string& id, bool first) {
    out.raw("<li")
        .classes("govuk-tabs__list-item", first ? "govuk-tabs__list-item--selected" : "")
        .raw("><a class=\"govuk-tabs__tab\"")
        .attribute("href", cat({"#", id}))
        .attributes(item.attributes)
        .raw(">")
        .text(item.label)
        .raw("</a></li>");
}

void write_panel(html::Markup& out, const TabItem& item, const std::string& id, bool first) {
    out.raw("<div")
        .classes("govuk-tabs__panel", first ? "" : "govuk-tabs__panel--hidden")
        .attribute("id", id)
        .attributes(item.panel.attributes)
        .raw(">");
    if (!item.panel.html.empty()) {
        out.html(item.panel.html);
    } else if (!item.panel.text.empty()) {
        out.raw("<p class=\"govuk-body\">").text(item.panel.text).raw("</p>");
    }
    out.raw("</div>");
}

}  // namespace

Html tabs(const Tabs& options) {
    html::Markup out;
    out.raw("<div")
        .optional("id", options.id)
        .classes("govuk-tabs", options.classes)
        .attributes(options.attributes)
        .raw(" data-module=\"govuk-tabs\"><h2 class=\"govuk-tabs__title\">")
        .text(options.title)
        .raw("</h2>");
    html::Markup panels;
    if (!options.items.empty()) out.raw("<ul class=\"govuk-tabs__list\">");
    for (std::size_t at = 0; at < options.items.size(); ++at) {
        const auto& item = options.items[at];
        if (!item) continue;
        const auto id = panel_id(options, *item, at + 1);
        write_tab(out, *item, id, at == 0);
        write_panel(panels, *item, id, at == 0);
    }
    if (!options.items.empty()) out.raw("</ul>");
    out.html(panels.done()).raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
