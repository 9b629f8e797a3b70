#include "ui/govuk/pagination.h"

#include "base/text.h"
#include "ui/markup.h"

namespace longstone::govuk {

namespace {

constexpr html::Literal kPrevious =
    "<svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" "
    "xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" aria-hidden=\"true\" "
    "focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"m6.5938-0.0078125-6.7266 6.7266 6.7441 "
    "6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z\"></path></svg>";
constexpr html::Literal kNext =
    "<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" "
    "xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" aria-hidden=\"true\" "
    "focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"m8.107-0.0078125-1.4136 1.414 4.2926 "
    "4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 "
    "6.7441-6.4062-6.7246-6.7266z\"></path></svg>";

void write_title(html::Markup& out, const PaginationLink& link, bool forward, bool block) {
    out.raw("<span")
        .classes("govuk-pagination__link-title",
                 block && link.label_text.empty() ? "govuk-pagination__link-title--decorated" : "")
        .raw(">");
    if (!link.html.empty() || !link.text.empty()) {
        out.content(link.html, link.text);
    } else {
        out.text(forward ? "Next" : "Previous")
            .raw("<span class=\"govuk-visually-hidden\"> page</span>");
    }
    out.raw("</span>");
}

void write_link(html::Markup& out,
                const std::optional<PaginationLink>& link,
                bool forward,
                bool block) {
    if (!link || link->href.empty()) return;
    out.raw("<div")
        .attribute("class", forward ? "govuk-pagination__next" : "govuk-pagination__prev")
        .raw("><a class=\"govuk-link govuk-pagination__link\"")
        .attribute("href", link->href)
        .attribute("rel", forward ? "next" : "prev")
        .attributes(link->attributes)
        .raw(">");
    if (block || !forward) out.raw(forward ? kNext : kPrevious);
    out.raw(" ");
    write_title(out, *link, forward, block);
    if (!link->label_text.empty() && block) {
        out.raw(
               " <span class=\"govuk-visually-hidden\">:</span> "
               "<span class=\"govuk-pagination__link-label\">")
            .text(link->label_text)
            .raw("</span>");
    }
    if (!block && forward) out.raw(kNext);
    out.raw("</a></div>");
}

void write_item(html::Markup& out, const PaginationItem& item) {
    out.raw("<li")
        .classes("govuk-pagination__item",
                 item.current ? "govuk-pagination__item--current" : "",
                 item.ellipsis ? "govuk-pagination__item--ellipsis" : "")
        .raw(">");
    if (item.ellipsis) {
        out.raw("&ctdot;</li>");
        return;
    }
    out.raw("<a class=\"govuk-link govuk-pagination__link\"")
        .attribute("href", item.href)
        .attribute("aria-label",
                   item.visually_hidden_text.empty() ? cat({"Page ", item.number})
                                                     : item.visually_hidden_text);
    if (item.current) out.raw(" aria-current=\"page\"");
    out.attributes(item.attributes).raw(">").text(item.number).raw("</a></li>");
}

}  // namespace

Html pagination(const Pagination& options) {
    const bool block = options.items.empty() && (options.next || options.previous);
    html::Markup out;
    out.raw("<nav")
        .classes("govuk-pagination", block ? "govuk-pagination--block" : "", options.classes)
        .attribute("aria-label",
                   options.landmark_label.empty() ? "Pagination" : options.landmark_label)
        .attributes(options.attributes)
        .raw(">");
    write_link(out, options.previous, false, block);
    if (!options.items.empty()) {
        out.raw("<ul class=\"govuk-pagination__list\">");
        for (const auto& item : options.items) {
            if (item) write_item(out, *item);
        }
        out.raw("</ul>");
    }
    write_link(out, options.next, true, block);
    out.raw("</nav>");
    return out.done();
}

}  // namespace longstone::govuk
