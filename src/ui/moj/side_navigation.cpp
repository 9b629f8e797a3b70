#include "ui/moj/side_navigation.h"

#include "ui/markup.h"

namespace longstone::moj {

namespace {

void write_items(html::Markup& out, const std::vector<SideNavigationItem>& items) {
    out.raw("<ul class=\"moj-side-navigation__list\">");
    for (const auto& item : items) {
        out.raw("<li")
            .classes("moj-side-navigation__item",
                     item.active ? "moj-side-navigation__item--active" : "")
            .attributes(item.attributes)
            .raw("><a")
            .attribute("href", item.href);
        if (item.active) out.raw(" aria-current=\"location\"");
        out.raw(">").content(item.html, item.text).raw("</a></li>");
    }
    out.raw("</ul>");
}

}  // namespace

Html side_navigation(const SideNavigation& options) {
    html::Markup out;
    out.raw("<nav")
        .classes("moj-side-navigation", options.classes)
        .optional("aria-label", options.label)
        .attributes(options.attributes)
        .raw(">");
    for (const auto& section : options.sections) {
        const auto& heading = section.heading;
        out.heading_start(heading.heading_level)
            .classes("moj-side-navigation__title", heading.classes)
            .attributes(heading.attributes)
            .raw(">")
            .content(heading.html, heading.text)
            .heading_end(heading.heading_level);
        write_items(out, section.items);
    }
    if (options.sections.empty()) write_items(out, options.items);
    out.raw("</nav>");
    return out.done();
}

}  // namespace longstone::moj
