#include "ui/govuk/footer.h"

#include "base/text.h"
#include "ui/markup.h"

namespace longstone::govuk {

namespace {

using html::Markup;

void write_link(Markup& out, const FooterItem& item) {
    out.raw("<a class=\"govuk-footer__link\"")
        .attribute("href", item.href)
        .attributes(item.attributes)
        .raw(">")
        .text(item.text)
        .raw("</a></li>");
}

void write_section(Markup& out, const FooterSection& section) {
    out.raw("<div")
        .attribute("class",
                   cat({"govuk-footer__section govuk-grid-column-",
                        section.width.empty() ? "full" : section.width}))
        .raw("><h2 class=\"govuk-footer__heading govuk-heading-m\">")
        .text(section.title)
        .raw("</h2>");
    if (!section.items.empty()) {
        out.raw("<ul").classes("govuk-footer__list",
                               section.columns > 0 ? cat({"govuk-footer__list--columns-",
                                                          std::to_string(section.columns)})
                                                   : "");
        out.raw(">");
        for (const auto& item : section.items) {
            if (item.href.empty() || item.text.empty()) continue;
            out.raw("<li class=\"govuk-footer__list-item\">");
            write_link(out, item);
        }
        out.raw("</ul>");
    }
    out.raw("</div>");
}

void write_meta(Markup& out, const FooterMeta& meta) {
    out.raw("<h2 class=\"govuk-visually-hidden\">")
        .text(meta.visually_hidden_title.empty() ? "Support links" : meta.visually_hidden_title)
        .raw("</h2>");
    if (!meta.items.empty()) {
        out.raw("<ul class=\"govuk-footer__inline-list\">");
        for (const auto& item : meta.items) {
            out.raw("<li class=\"govuk-footer__inline-list-item\">");
            write_link(out, item);
        }
        out.raw("</ul>");
    }
    if (!meta.html.empty() || !meta.text.empty()) {
        out.raw("<div class=\"govuk-footer__meta-custom\">")
            .content(meta.html, meta.text)
            .raw("</div>");
    }
}

void write_licence(Markup& out, const Content& licence) {
    out.raw(
        "<svg aria-hidden=\"true\" focusable=\"false\" class=\"govuk-footer__licence-logo\" "
        "xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 483.2 195.7\" height=\"17\" "
        "width=\"41\"><path fill=\"currentColor\" d=\"M421.5 142.8V.1l-50.7 "
        "32.3v161.1h112.4v-50.7zm-122.3-9.6A47.12 47.12 0 0 1 221 97.8c0-26 21.1-47.1 "
        "47.1-47.1 16.7 0 31.4 8.7 39.7 21.8l42.7-27.2A97.63 97.63 0 0 0 268.1 0c-36.5 0-68.3 "
        "20.1-85.1 49.7A98 98 0 0 0 97.8 0C43.9 0 0 43.9 0 97.8s43.9 97.8 97.8 97.8c36.5 0 "
        "68.3-20.1 85.1-49.7a97.76 97.76 0 0 0 149.6 25.4l19.4 "
        "22.2h3v-87.8h-80l24.3 27.5zM97.8 145c-26 0-47.1-21.1-47.1-47.1s21.1-47.1 "
        "47.1-47.1 47.2 21 47.2 47S123.8 145 97.8 145\"/></svg> "
        "<span class=\"govuk-footer__licence-description\">");
    if (licence.empty()) {
        out.raw(
            "All content is available under the <a class=\"govuk-footer__link\" "
            "href=\"https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/\" "
            "rel=\"license\">Open Government Licence v3.0</a>, except where otherwise stated");
    } else {
        out.content(licence.html, licence.text);
    }
    out.raw("</span>");
}

}  // namespace

Html footer(const Footer& options) {
    Markup out;
    out.raw("<div")
        .classes("govuk-footer", options.classes)
        .attributes(options.attributes)
        .raw("><div")
        .classes("govuk-width-container", options.container_classes)
        .raw(">");
    if (!options.navigation.empty()) {
        out.raw("<div class=\"govuk-footer__navigation\">");
        for (const auto& section : options.navigation)
            write_section(out, section);
        out.raw("</div><hr class=\"govuk-footer__section-break\">");
    }
    out.raw(
        "<div class=\"govuk-footer__meta\">"
        "<div class=\"govuk-footer__meta-item govuk-footer__meta-item--grow\">");
    if (options.meta) write_meta(out, *options.meta);
    if (options.content_licence) write_licence(out, *options.content_licence);
    out.raw(
        "</div><div class=\"govuk-footer__meta-item\">"
        "<a class=\"govuk-footer__link govuk-footer__copyright-logo\" "
        "href=\"https://www.nationalarchives.gov.uk/information-management/"
        "re-using-public-sector-information/uk-government-licensing-framework/"
        "crown-copyright/\">");
    if (options.copyright.empty()) {
        out.text("© Crown copyright");
    } else {
        out.content(options.copyright.html, options.copyright.text);
    }
    out.raw("</a></div></div></div></div>");
    return out.done();
}

}  // namespace longstone::govuk
