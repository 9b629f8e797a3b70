#include "ui/moj/filter.h"

#include "ui/govuk/button.h"
#include "ui/markup.h"

namespace longstone::moj {

namespace {

void write_selected(html::Markup& out, const SelectedFilters& selected) {
    out.raw(
           "<div class=\"moj-filter__selected\"><div class=\"moj-filter__selected-heading\">"
           "<div class=\"moj-filter__heading-title\"><h2 class=\"govuk-heading-m\">")
        .content(selected.heading.html, selected.heading.text)
        .raw(
            "</h2></div><div class=\"moj-filter__heading-action\"><p>"
            "<a class=\"govuk-link govuk-link--no-visited-state\"")
        .attribute("href", selected.clear_link.href)
        .raw(">")
        .text(selected.clear_link.text)
        .raw("</a></p></div></div>");
    for (const auto& category : selected.categories) {
        out.raw("<h3 class=\"govuk-heading-s govuk-!-margin-bottom-0\">")
            .content(category.heading.html, category.heading.text)
            .raw("</h3><ul class=\"moj-filter-tags\">");
        for (const auto& item : category.items) {
            out.raw("<li><a class=\"moj-filter__tag\"")
                .attribute("href", item.href)
                .raw("><span class=\"govuk-visually-hidden\">Remove this filter</span> ")
                .text(item.text)
                .raw("</a></li>");
        }
        out.raw("</ul>");
    }
    out.raw("</div>");
}

}  // namespace

Html filter(const Filter& options) {
    html::Markup out;
    out.raw("<div class=\"moj-filter\" data-module=\"moj-filter\"")
        .attributes(options.attributes)
        .raw(
            "><div class=\"moj-filter__header\"><div class=\"moj-filter__header-title\">"
            "<h2 class=\"govuk-heading-m\">")
        .content(options.heading.html, options.heading.text)
        .raw(
            "</h2></div><div class=\"moj-filter__header-action\"></div></div>"
            "<div class=\"moj-filter__content\">");
    if (options.selected_filters) write_selected(out, *options.selected_filters);
    out.raw("<div class=\"moj-filter__options\">")
        .html(govuk::button(
            {.text = options.submit.text.empty() ? "Apply filters" : options.submit.text,
             .attributes = options.submit.attributes}))
        .html(options.options_html)
        .raw("</div></div></div>");
    return out.done();
}

}  // namespace longstone::moj
