#include "ui/govuk/accordion.h"

#include "base/text.h"
#include "ui/govuk/form_parts.h"

namespace longstone::govuk {

namespace {

void write_item(html::Markup& out,
                const Accordion& options,
                const AccordionItem& item,
                const std::string& number) {
    out.raw("<div")
        .classes("govuk-accordion__section",
                 item.expanded ? "govuk-accordion__section--expanded" : "")
        .raw("><div class=\"govuk-accordion__section-header\">")
        .heading_start(options.heading_level)
        .raw(
            " class=\"govuk-accordion__section-heading\">"
            "<span class=\"govuk-accordion__section-button\"")
        .attribute("id", cat({options.id, "-heading-", number}))
        .raw(">")
        .content(item.heading.html, item.heading.text)
        .raw("</span>")
        .heading_end(options.heading_level);
    if (!item.summary.empty()) {
        out.raw("<div class=\"govuk-accordion__section-summary govuk-body\"")
            .attribute("id", cat({options.id, "-summary-", number}))
            .raw(">")
            .content(item.summary.html, item.summary.text)
            .raw("</div>");
    }
    out.raw("</div><div")
        .attribute("id", cat({options.id, "-content-", number}))
        .raw(" class=\"govuk-accordion__section-content\">");
    if (!item.content.html.empty()) {
        out.html(item.content.html);
    } else if (!item.content.text.empty()) {
        out.raw("<p class=\"govuk-body\">").text(trim(item.content.text)).raw("</p>");
    }
    out.raw("</div></div>");
}

}  // namespace

Html accordion(const Accordion& options) {
    Attributes messages;
    add_message(messages, "hide-all-sections", options.hide_all_sections_text);
    add_message(messages, "hide-section", options.hide_section_text);
    add_message(messages, "hide-section-aria-label", options.hide_section_aria_label_text);
    add_message(messages, "show-all-sections", options.show_all_sections_text);
    add_message(messages, "show-section", options.show_section_text);
    add_message(messages, "show-section-aria-label", options.show_section_aria_label_text);
    html::Markup out;
    out.raw("<div")
        .classes("govuk-accordion", options.classes)
        .raw(" data-module=\"govuk-accordion\"")
        .attribute("id", options.id)
        .attributes(messages);
    if (options.remember_expanded) {
        out.attribute("data-remember-expanded", *options.remember_expanded ? "true" : "false");
    }
    out.attributes(options.attributes).raw(">");
    for (std::size_t at = 0; at < options.items.size(); ++at) {
        const auto& item = options.items[at];
        if (item) write_item(out, options, *item, std::to_string(at + 1));
    }
    out.raw("</div>");
    return out.done();
}

}  // namespace longstone::govuk
