#include "ui/moj/timeline.h"

#include "ui/markup.h"

namespace longstone::moj {

namespace {

void write_item(html::Markup& out, const TimelineItem& item, int level) {
    out.raw("<div")
        .classes("moj-timeline__item", item.classes)
        .attributes(item.attributes)
        .raw("><div class=\"moj-timeline__header\">")
        .heading_start(level)
        .raw(" class=\"moj-timeline__title\">")
        .content(item.label.html, item.label.text)
        .heading_end(level);
    if (!item.byline.empty()) {
        out.raw("<p class=\"moj-timeline__byline\">by ")
            .content(item.byline.html, item.byline.text)
            .raw("</p>");
    }
    out.raw("</div><p class=\"moj-timeline__date\"><time")
        .attribute("datetime", item.datetime.timestamp)
        .raw(">")
        .text(item.datetime.words)
        .raw("</time></p><div class=\"moj-timeline__description\">")
        .content(item.html, item.text)
        .raw("</div></div>");
}

}  // namespace

Html timeline(const Timeline& options) {
    html::Markup out;
    out.raw("<div")
        .classes("moj-timeline", options.classes)
        .attributes(options.attributes)
        .raw(">");
    for (const auto& item : options.items)
        write_item(out, item, options.heading_level);
    out.raw("</div>");
    return out.done();
}

}  // namespace longstone::moj
