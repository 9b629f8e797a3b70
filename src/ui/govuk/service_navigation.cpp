#include "ui/govuk/service_navigation.h"

#include <algorithm>

#include "ui/markup.h"

namespace longstone::govuk {

namespace {

using html::Markup;

void write_words(Markup& out, const ServiceNavigationItem& item) {
    // <strong> still says where we are when somebody's own colours or styles replace ours.
    const bool here = item.active || item.current;
    if (here) out.raw("<strong class=\"govuk-service-navigation__active-fallback\">");
    out.content(item.html, item.text);
    if (here) out.raw("</strong>");
}

void write_item(Markup& out, const ServiceNavigationItem& item) {
    const bool here = item.active || item.current;
    out.raw("<li")
        .classes("govuk-service-navigation__item",
                 here ? "govuk-service-navigation__item--active" : "")
        .raw(">");
    if (!item.href.empty()) {
        out.raw("<a class=\"govuk-service-navigation__link\"").attribute("href", item.href);
        if (here) out.attribute("aria-current", item.current ? "page" : "true");
        out.attributes(item.attributes).raw(">");
        write_words(out, item);
        out.raw("</a>");
    } else if (!item.html.empty() || !item.text.empty()) {
        out.raw("<span class=\"govuk-service-navigation__text\"");
        if (here) out.attribute("aria-current", item.current ? "page" : "true");
        out.raw(">");
        write_words(out, item);
        out.raw("</span>");
    }
    out.raw("</li>");
}

void write_name(Markup& out, const ServiceNavigation& options) {
    if (options.service_name.empty()) return;
    out.raw("<span class=\"govuk-service-navigation__service-name\">");
    if (options.service_url.empty()) {
        out.raw("<span class=\"govuk-service-navigation__text\">")
            .text(options.service_name)
            .raw("</span>");
    } else {
        out.raw("<a")
            .attribute("href", options.service_url)
            .raw(" class=\"govuk-service-navigation__link\">")
            .text(options.service_name)
            .raw("</a>");
    }
    out.raw("</span>");
}

void write_menu_button(Markup& out, const ServiceNavigation& options, std::string_view words) {
    out.raw(
           "<button type=\"button\" class=\"govuk-service-navigation__toggle "
           "govuk-js-service-navigation-toggle\"")
        .attribute("aria-controls",
                   options.navigation_id.empty() ? "navigation" : options.navigation_id);
    if (options.menu_button_label != words) out.optional("aria-label", options.menu_button_label);
    out.raw(" hidden aria-hidden=\"true\">").text(words).raw("</button>");
}

void write_navigation(Markup& out, const ServiceNavigation& options) {
    const auto count = std::ranges::count_if(options.navigation,
                                             [](const auto& item) { return item.has_value(); });
    const auto& slots = options.slots;
    if (count == 0 && slots.navigation_start.empty() && slots.navigation_end.empty()) return;
    const std::string_view button =
        options.menu_button_text.empty() ? "Menu" : std::string_view(options.menu_button_text);
    out.raw("<nav")
        .attribute("aria-label",
                   options.navigation_label.empty() ? button : options.navigation_label)
        .classes("govuk-service-navigation__wrapper", options.navigation_classes)
        .raw(">");
    if (options.collapse_navigation_on_mobile.value_or(count > 1)) {
        write_menu_button(out, options, button);
    }
    out.raw("<ul class=\"govuk-service-navigation__list\"")
        .attribute("id", options.navigation_id.empty() ? "navigation" : options.navigation_id)
        .raw(">")
        .html(slots.navigation_start);
    for (const auto& item : options.navigation) {
        if (item) write_item(out, *item);
    }
    out.html(slots.navigation_end).raw("</ul></nav>");
}

}  // namespace

Html service_navigation(const ServiceNavigation& options) {
    const auto& slots = options.slots;
    // With a name or a slot it is a region of its own; else the navigation in it is landmark
    // enough.
    const bool is_region =
        !options.service_name.empty() || !slots.start.empty() || !slots.end.html.empty();
    Markup out;
    if (is_region) {
        out.raw("<section").attribute("aria-label", options.aria_label);
    } else {
        out.raw("<div");
    }
    out.classes("govuk-service-navigation", options.classes)
        .raw(" data-module=\"govuk-service-navigation\"")
        .attributes(options.attributes)
        .raw("><div")
        .classes("govuk-width-container",
                 slots.end.align == "inline" ? "govuk-service-navigation__inlining-container" : "")
        .raw(">")
        .html(slots.start)
        .raw("<div class=\"govuk-service-navigation__container\">");
    write_name(out, options);
    write_navigation(out, options);
    out.raw("</div>").html(slots.end.html).raw("</div>");
    if (is_region) {
        out.raw("</section>");
    } else {
        out.raw("</div>");
    }
    return out.done();
}

}  // namespace longstone::govuk
