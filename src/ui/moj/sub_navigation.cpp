#include "ui/moj/sub_navigation.h"

#include "ui/markup.h"

namespace longstone::moj {

Html sub_navigation(const SubNavigation& options) {
    html::Markup out;
    out.raw("<nav")
        .classes("moj-sub-navigation", options.classes)
        .attribute("aria-label",
                   options.label.empty() ? "Secondary navigation region" : options.label)
        .attributes(options.attributes)
        .raw("><ul class=\"moj-sub-navigation__list\">");
    for (const auto& item : options.items) {
        out.raw("<li")
            .classes("moj-sub-navigation__item", item.classes)
            .raw("><a class=\"moj-sub-navigation__link\"");
        if (item.active) out.raw(" aria-current=\"page\"");
        out.attribute("href", item.href)
            .attributes(item.attributes)
            .raw(">")
            .content(item.html, item.text)
            .raw("</a></li>");
    }
    out.raw("</ul></nav>");
    return out.done();
}

}  // namespace longstone::moj
