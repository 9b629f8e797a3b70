#include "ui/layout.h"

#include <array>

#include "base/text.h"
#include "ui/govuk/exit_this_page.h"
#include "ui/govuk/skip_link.h"
#include "ui/markup.h"

namespace longstone::ui {

namespace {

using html::Markup;

void write_asset(Markup& out, const Page& page, std::string_view name) {
    out.attribute("href", cat({"/assets/", name, "?v=", page.asset_version}));
}

void write_head(Markup& out, const Page& page) {
    out.raw("<head><meta charset=\"utf-8\"><title>");
    // Read out first by a screen reader: whether it worked, then where we are.
    if (page.has_errors) out.raw("Error: ");
    out.text(page.title).raw(" – Longstone");
    if (!page.partnership_name.empty()) out.raw(", ").text(page.partnership_name);
    out.raw(
        "</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<meta name=\"robots\" content=\"noindex, nofollow\">"
        "<meta name=\"theme-color\" content=\"#0b1f33\"><link rel=\"icon\" type=\"image/svg+xml\"");
    write_asset(out, page, "images/lamp.svg");
    out.raw("><link rel=\"stylesheet\"");
    write_asset(out, page, "longstone.css");
    out.raw(">");
    if (!page.colours_href.empty()) {
        out.raw("<link rel=\"stylesheet\"").attribute("href", page.colours_href).raw(">");
    }
    out.raw("<script type=\"module\"")
        .attribute("src", cat({"/assets/longstone.js?v=", page.asset_version}))
        .raw("></script></head>");
}

void write_search(Markup& out, const Page& page) {
    out.raw(
           "<form class=\"ls-header__search\" action=\"/search\" method=\"post\" role=\"search\" "
           "data-looks=\"/search\" data-looks-into=\"found\">")
        .html(html::hidden_field(html::kTokenField, page.csrf))
        .raw(
            "<label class=\"govuk-visually-hidden\" for=\"site-search\">"
            "Search people, references and text</label>"
            "<input class=\"ls-header__words\" id=\"site-search\" type=\"search\"")
        .attribute("name", kSearchField)
        .attribute("value", page.search_words)
        .raw(
            " placeholder=\"Search people, references and text\" autocomplete=\"off\" "
            "spellcheck=\"false\"><button class=\"ls-header__find\" type=\"submit\">"
            "Search</button></form>");
}

void write_account(Markup& out, const Page& page, const SignedIn& who) {
    out.raw("<div class=\"ls-header__who\"><span class=\"ls-header__person\">")
        .text(who.name)
        .raw("</span><ul class=\"ls-header__links\">");
    if (who.notices > 0) {
        out.raw("<li><a class=\"ls-header__link ls-header__link--count\"")
            .attribute("href", who.notices_href)
            .raw(">")
            .text(count_of(who.notices, "notice", "notices"))
            .raw("</a></li>");
    }
    out.raw("<li><a class=\"ls-header__link\"")
        .attribute("href", who.account_href)
        .raw(">Account</a></li><li><form class=\"ls-header__out\" method=\"post\"")
        .attribute("action", who.sign_out_action)
        .raw(">")
        .html(html::hidden_field(html::kTokenField, page.csrf))
        .raw(
            "<button class=\"ls-header__link\" type=\"submit\">Sign out</button></form></li>"
            "</ul></div>");
}

void write_header(Markup& out, const Page& page) {
    out.raw(
        "<header class=\"ls-header\"><div class=\"ls-header__row\">"
        "<a class=\"ls-header__name\" href=\"/\">Longstone");
    if (!page.partnership_name.empty()) {
        out.raw(" <span class=\"ls-header__partnership\">")
            .text(page.partnership_name)
            .raw("</span>");
    }
    out.raw("</a>");
    if (page.signed_in) {
        write_search(out, page);
        write_account(out, page, *page.signed_in);
    }
    out.raw("</div></header>");
}

void write_navigation(Markup& out, const Page& page) {
    if (page.navigation.empty()) return;
    out.raw("<nav class=\"ls-nav\" aria-label=\"Main\"><ul class=\"ls-nav__list\">");
    for (const auto& item : page.navigation) {
        out.raw("<li><a class=\"ls-nav__link\"").attribute("href", item.href);
        if (item.current) out.raw(" aria-current=\"page\"");
        out.raw(">").text(item.text);
        if (item.count > 0) {
            out.raw(" <span class=\"ls-nav__count\">").number(item.count);
            if (!item.count_means.empty()) {
                out.raw("<span class=\"govuk-visually-hidden\"> ")
                    .text(item.count_means)
                    .raw("</span>");
            }
            out.raw("</span>");
        }
        out.raw("</a></li>");
    }
    out.raw("</ul></nav>");
}

void write_footer(Markup& out, const Page& page) {
    out.raw(
        "<footer class=\"ls-footer\"><div class=\"ls-footer__row\">"
        "<h2 class=\"govuk-visually-hidden\">About this service</h2>"
        "<ul class=\"ls-footer__links\">");
    for (const auto& link : page.footer) {
        out.raw("<li><a class=\"ls-footer__link\"")
            .attribute("href", link.href)
            .raw(">")
            .text(link.text)
            .raw("</a></li>");
    }
    out.raw("</ul>");
    if (!page.partnership_name.empty()) {
        out.raw("<p class=\"ls-footer__name\">").text(page.partnership_name).raw("</p>");
    }
    out.raw("</div></footer>");
}

void write_main(Markup& out, const Page& page) {
    const bool narrow = page.width == Width::Narrow;
    out.raw("<div").classes("ls-page", narrow ? "ls-page--narrow" : "").raw(">");
    if (!page.exit_address.empty()) {
        out.html(govuk::exit_this_page({.redirect_url = page.exit_address}));
    }
    // Everything on a page stands in a landmark, so that none of it is missed by who moves by them.
    if (!page.before_main.empty()) {
        out.raw("<div class=\"ls-before\" role=\"region\" aria-label=\"Where you are\">")
            .html(page.before_main)
            .raw("</div>");
    }
    out.raw("<main class=\"ls-main\" id=\"main\" tabindex=\"-1\">")
        .html(page.main)
        .raw("</main></div>");
}

bool is_colour(std::string_view colour) {
    return colour.size() == 7 && colour.front() == '#' &&
           colour.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

}  // namespace

std::string page(const Page& page) {
    Markup out;
    out.raw("<!DOCTYPE html><html class=\"govuk-template\"").attribute("lang", page.language);
    out.raw(">");
    write_head(out, page);
    out.raw("<body class=\"govuk-template__body\"><script")
        .attribute("src", cat({"/assets/start.js?v=", page.asset_version}))
        .raw("></script>")
        .html(govuk::skip_link({.text = "Skip to main content", .href = "#main"}));
    write_header(out, page);
    write_navigation(out, page);
    write_main(out, page);
    write_footer(out, page);
    out.raw("</body></html>\n");
    return out.done().str();
}

std::string colours_css(const Colours& colours) {
    const Colours house;
    struct Named {
        std::string_view name;
        const std::string& given;
        const std::string& otherwise;
    };
    const std::array<Named, 4> all = {{{"--ls-ink", colours.ink, house.ink},
                                       {"--ls-sea", colours.sea, house.sea},
                                       {"--ls-lamp", colours.lamp, house.lamp},
                                       {"--ls-foam", colours.foam, house.foam}}};
    std::string css = ":root{";
    for (const auto& [name, given, otherwise] : all) {
        css += cat({name, ":", is_colour(given) ? given : otherwise, ";"});
    }
    return css + "}\n";
}

}  // namespace longstone::ui
