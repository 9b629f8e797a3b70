#include "ui/govuk/language_navigation.h"

#include "ui/markup.h"

namespace longstone::govuk {

namespace {

void write_current(html::Markup& out, const Language& item) {
    out.raw("<span")
        .classes("govuk-language-navigation__text", item.classes)
        .raw(" aria-current=\"true\"")
        .optional("lang", item.lang)
        .optional("dir", item.dir)
        .attributes(item.attributes)
        .raw(">")
        .content(item.html, item.text)
        .raw("</span>");
}

void write_other(html::Markup& out, const Language& item) {
    out.raw("<a")
        .classes("govuk-language-navigation__link", item.classes)
        .attribute("href", item.href)
        .raw(" rel=\"alternate\"")
        .optional("lang", item.lang)
        .optional("hreflang", item.href_lang.empty() ? item.lang : item.href_lang)
        .optional("dir", item.dir)
        .attributes(item.attributes)
        .raw(">")
        .content(item.html, item.text);
    if (!item.language_description_text.empty()) {
        out.raw("<span class=\"govuk-visually-hidden\"> ")
            .text(item.language_description_text)
            .raw("</span>");
    }
    out.raw("</a>");
}

}  // namespace

Html language_navigation(const LanguageNavigation& options) {
    html::Markup out;
    out.raw("<nav")
        .classes("govuk-language-navigation", options.classes)
        .attributes(options.attributes)
        .attribute("aria-label", options.aria_label)
        .raw("><ul class=\"govuk-language-navigation__list\">");
    for (const auto& item : options.items) {
        out.raw("<li class=\"govuk-language-navigation__list-item\">");
        if (item.current || item.href.empty()) {
            write_current(out, item);
        } else {
            write_other(out, item);
        }
        out.raw("</li>");
    }
    out.raw("</ul></nav>");
    return out.done();
}

}  // namespace longstone::govuk
